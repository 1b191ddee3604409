import { z } from 'zod'
import { inviteInBulk } from '../../identity/index.ts'
import { reached } from '../../kit/caps.ts'
import { id, newId, parseId, show } from '../../kit/ids.ts'
import { BEGUN_BEFORE, type RowOutcome } from '../../kit/bulk-jobs/bulk-job.ts'
import {
  findBulkJob,
  insertBulkJob,
  startBulkJob,
  type BulkJobRow,
} from '../../kit/bulk-jobs/queries.ts'
import { bulkJobOperation, bulkJobQueue, type BulkJobKind } from '../../kit/bulk-jobs/runner.ts'
import {
  done,
  operation,
  performPart,
  type Caller,
  type OperationContext,
} from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { inSlices } from '../../kit/slices.ts'
import { holdNumbers } from '../case/queries.ts'
import { DAYS, invitedSince } from '../mass-invitations/mass-invitation.ts'
import { refuse } from '../refusals.ts'
import type { Column } from './column.ts'
import { importContact, type CaseOutcome } from './contact-import.ts'
import { MOST_BYTES } from './file.ts'
import { lookupsOf } from './lookups.ts'
import { problemsIn, readLine, type Lookups } from './line.ts'
import { readFile, sentFile } from './preview.ts'
import {
  deleteUpload,
  findUpload,
  holdImports,
  insertLines,
  insertUpload,
  waitingUploads,
} from './queries.ts'
import { openLine, sealLine, sealUpload } from './sealing.ts'

export const IMPORT = 'import'

/** Lines a transaction, unless their time is over before: each is a score of statements, and whoever adds a person or opens a case meanwhile waits. */
const BATCH = 100

const CASE_COLUMNS = new Set(['caseNumber', 'caseTitle', 'caseType', 'caseStage', 'openedOn'])

/** How many, as the audit trail calls them. */
const LINES = {
  lines: { en: 'Lines', es: 'Líneas' },
}

export const uploadImport = operation({
  name: 'import.upload',
  done: {
    en: 'Sent a file of contacts to look through',
    es: 'Envió un archivo de contactos para revisarlo',
  },
  details: LINES,
  summary: 'Takes a CSV file of contacts and cases to look through; nobody is added yet',
  input: z.strictObject({
    csv: z.string().min(1).max(MOST_BYTES).meta({
      description: 'The file’s text: first a line with the names of the columns',
      contentMediaType: 'text/csv',
    }),
  }),
  right: 'people:manage',
  async prepare({ db }, { csv }, caller) {
    const { portal } = caller
    if (caller.person === undefined) return refuse('nobody_begins')
    const existing = await db.read({ portal }, (tx) => lookupsOf(tx))
    const file = await permitted(caller, csv, existing)
    return 'refusal' in file ? file.refusal : done(file.lines.length)
  },
  async run(op, { csv }, lines) {
    const { tx, portal, now, caller, installation, note } = op
    const most = await reached(op, 'uploads', portal, () => waitingUploads(tx))
    if (most !== null) return refuse('too_many_files', { field: 'csv', values: { most } })
    const id = newId()
    const sealed = sealUpload(await installation.keys.of(tx, portal), portal, id, csv)
    await insertUpload(tx, { id, by: caller.person!, now, sealed })
    note({ subject: show('import', id), details: { lines } })
    return done({ import: id })
  },
})

export const beginImport = operation({
  name: 'import.begin',
  done: {
    en: 'Began to import a file of contacts',
    es: 'Empezó a importar un archivo de contactos',
  },
  outcomes: BEGUN_BEFORE,
  details: LINES,
  summary:
    'Begins, as long work, with a file that was sent: each line by itself; asked twice, once',
  input: z.strictObject({ import: id('import') }),
  right: 'people:manage',
  /** @returns the file's lines as the rows of its work hold them; null where it is not, or no longer, there */
  async prepare(installation, { import: id }, caller) {
    if (caller.person === undefined) return refuse('nobody_begins')
    const sent = await sentFile(installation, caller.portal, id)
    if (!sent) return done(null)
    const file = await permitted(caller, sent.csv, sent.lookups)
    if ('refusal' in file) return file.refusal
    const key = await installation.keys.held(caller.portal)
    const sealed: Buffer[] = []
    await inSlices(file.lines, (line, index) => {
      sealed.push(sealLine(key, caller.portal, id, index + 1, line))
    })
    return done({ columns: file.columns, sealed })
  },
  async run(op, { import: id }, file) {
    const { tx, portal, now, caller, note } = op
    const upload = await findUpload(tx, id, { lock: true })
    const subject = show('work', id)
    if (!upload || !file) {
      const earlier = await findBulkJob(tx, id)
      if (earlier?.kind !== IMPORT) return kitRefuse('not_found')
      note({ subject, outcome: 'begun_before', details: { lines: earlier.total } })
      return done({ work: id })
    }
    await insertBulkJob(tx, {
      id,
      kind: IMPORT,
      by: { id: caller.person!, name: caller.name },
      input: { columns: file.columns },
      now,
    })
    await insertLines(tx, id, file.sealed)
    await deleteUpload(tx, id)
    await startBulkJob(tx, id, file.sealed.length)
    await op.enqueue(bulkJobQueue.wake, { portal, work: id, kind: IMPORT })
    note({ subject, details: { lines: file.sealed.length } })
    return done({ work: id })
  },
})

/** Reads a file; with cases in it, it is for those only who may open them. */
async function permitted({ portal, rights }: Caller, csv: string, existing: Lookups) {
  const file = await readFile(portal, csv, existing)
  if ('refusal' in file) return file
  return hasCases(file.columns) && !rights.has('cases:work')
    ? { refusal: kitRefuse('forbidden') }
    : file
}

const hasCases = (columns: readonly Column[]) => columns.some(({ key }) => CASE_COLUMNS.has(key))

/** What became of a line, beside its outcome. Shown to people and programs: nothing of what the line said. */
export interface LineDetail {
  line: number
  case?: string
  caseBecame?: CaseOutcome
  /** As `inviteInBulk` has it; only where the line asked for one. */
  invitation?: string
  problems?: ReturnType<typeof problemsIn>
}

type Outcome = RowOutcome & { detail: LineDetail & Record<string, unknown>; invite?: boolean }

const importing: BulkJobKind = {
  name: IMPORT,
  summary: 'Adds the next contacts of a file',
  done: {
    en: 'Imported the next lines of a file',
    es: 'Importó las siguientes líneas de un archivo',
  },
  batch: BATCH,
  async run(op, { id, input }, rows, enough) {
    const { tx, portal, installation } = op
    const { columns } = input as { columns: Column[] }
    await holdImports(tx)
    // Before any person or case, as whoever opens a case does: the other way round two would wait for each other.
    if (hasCases(columns)) await holdNumbers(tx)
    const existing = await lookupsOf(tx)
    const key = await installation.keys.of(tx, portal)
    const outcomes: Outcome[] = []
    for (const row of rows) {
      outcomes.push(await importLine(op, { id, columns, lookups: existing, row, key }))
      if (enough()) break
    }
    await inviteAsked(op, id, outcomes)
    return outcomes
  },
}

export const continueImporting = bulkJobOperation(importing)

interface Turn {
  /** Of the bulk job. */
  id: string
  columns: readonly Column[]
  lookups: Lookups
  row: BulkJobRow
  key: Buffer
}

async function importLine(
  op: OperationContext,
  { id, columns, lookups: existing, row, key }: Turn,
): Promise<Outcome> {
  const sent = openLine(key, op.portal, id, row)
  const refused = (refusal: Refusal): Outcome => ({
    outcome: 'refused',
    detail: { line: sent.line, problems: problemsIn(refusal, columns) },
  })
  const read = readLine(sent, columns, existing)
  if ('refusal' in read) return refused(read.refusal)
  const result = await performPart(op, importContact, { ...read.line, work: show('work', id) })
  if (!result.ok) return refused(result)
  const { person, became, case: inCase, invite } = result.value
  return {
    outcome: became,
    person: parseId('person', person)!,
    detail: { line: sent.line, ...inCase },
    invite,
  }
}

/** Invites whoever's line asked for it, as many at once are: nobody twice within days, their mails at the portal's rate. */
async function inviteAsked(
  op: OperationContext,
  id: string,
  outcomes: readonly Outcome[],
): Promise<void> {
  const toInvite = outcomes.filter(({ invite }) => invite)
  if (toInvite.length === 0) return
  const persons = [...new Set(toInvite.map(({ person }) => person!))]
  const became = await inviteInBulk(op, {
    persons,
    work: id,
    since: invitedSince(DAYS, op.now),
  })
  const what = new Map(persons.map((person, index) => [person, became[index]!]))
  for (const { person, detail } of toInvite) detail.invitation = what.get(person!)!
}
