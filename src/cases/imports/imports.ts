import { z } from 'zod'
import { inviteMany } from '../../identity/index.ts'
import { reached } from '../../kit/caps.ts'
import { id, newId, parseId, show } from '../../kit/ids.ts'
import type { RowOutcome } from '../../kit/long-work/long-work.ts'
import { findWork, insertWork, startWork, type WorkRow } from '../../kit/long-work/queries.ts'
import { goOnWith, longWorkQueue, type WorkKind } from '../../kit/long-work/running.ts'
import { done, operation, performPart, type Caller, type Work } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { inSlices } from '../../kit/slices.ts'
import { holdNumbers } from '../case/queries.ts'
import { DAYS, invitedSince } from '../mass-invitations/mass-invitation.ts'
import { refuse } from '../refusals.ts'
import type { Column } from './column.ts'
import { importContact, type CaseOutcome } from './contact-import.ts'
import { MOST_BYTES } from './file.ts'
import { knownIn } from './known.ts'
import { problemsIn, readLine, type Known } from './line.ts'
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

export const uploadImport = operation({
  name: 'import.upload',
  done: {
    en: 'Sent a file of contacts to look through',
    es: 'Envió un archivo de contactos para revisarlo',
  },
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
    const known = await db.read({ portal }, (tx) => knownIn(tx, portal))
    const file = await permitted(caller, csv, known)
    return 'refusal' in file ? file.refusal : done(file.lines.length)
  },
  async run(work, { csv }, lines) {
    const { tx, portal, now, caller, installation, note } = work
    const most = await reached(work, 'uploads', portal, () => waitingUploads(tx, portal))
    if (most !== null) return refuse('too_many_files', { field: 'csv', values: { most } })
    const id = newId()
    const sealed = sealUpload(await installation.keys.of(tx, portal), portal, id, csv)
    await insertUpload(tx, portal, { id, by: caller.person!, now, sealed })
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
  summary:
    'Begins, as long work, with a file that was sent: each line by itself; asked twice, once',
  input: z.strictObject({ import: id('import') }),
  right: 'people:manage',
  /** @returns the file's lines as the rows of its work hold them; null where it is not, or no longer, there */
  async prepare(installation, { import: id }, caller) {
    if (caller.person === undefined) return refuse('nobody_begins')
    const sent = await sentFile(installation, caller.portal, id)
    if (!sent) return done(null)
    const file = await permitted(caller, sent.csv, sent.known)
    if ('refusal' in file) return file.refusal
    const key = await installation.keys.held(caller.portal)
    const sealed: Buffer[] = []
    await inSlices(file.lines, (line, index) => {
      sealed.push(sealLine(key, caller.portal, id, index + 1, line))
    })
    return done({ columns: file.columns, sealed })
  },
  async run(work, { import: id }, file) {
    const { tx, portal, now, caller, note } = work
    const upload = await findUpload(tx, portal, id, { lock: true })
    const subject = show('work', id)
    if (!upload || !file) {
      const earlier = await findWork(tx, portal, id)
      if (earlier?.kind !== IMPORT) return kitRefuse('not_found')
      note({ subject, outcome: 'begun_before', details: { lines: earlier.total } })
      return done({ work: id })
    }
    await insertWork(tx, portal, {
      id,
      kind: IMPORT,
      by: { id: caller.person!, name: caller.name },
      input: { columns: file.columns },
      now,
    })
    await insertLines(tx, portal, id, file.sealed)
    await deleteUpload(tx, portal, id)
    await startWork(tx, portal, id, file.sealed.length)
    await work.enqueue(longWorkQueue.wake, { portal, work: id, kind: IMPORT })
    note({ subject, details: { lines: file.sealed.length } })
    return done({ work: id })
  },
})

/** Reads a file; with cases in it, it is for those only who may open them. */
async function permitted({ portal, rights }: Caller, csv: string, known: Known) {
  const file = await readFile(portal, csv, known)
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
  /** As `inviteMany` has it; only where the line asked for one. */
  invitation?: string
  problems?: ReturnType<typeof problemsIn>
}

type Outcome = RowOutcome & { detail: LineDetail & Record<string, unknown>; invite?: boolean }

const importing: WorkKind = {
  name: IMPORT,
  summary: 'Adds the next contacts of a file',
  batch: BATCH,
  async run(work, { id, input }, rows, enough) {
    const { tx, portal, installation } = work
    const { columns } = input as { columns: Column[] }
    await holdImports(tx, portal)
    // Before any person or case, as whoever opens a case does: the other way round two would wait for each other.
    if (hasCases(columns)) await holdNumbers(tx, portal)
    const known = await knownIn(tx, portal)
    const key = await installation.keys.of(tx, portal)
    const outcomes: Outcome[] = []
    for (const row of rows) {
      outcomes.push(await importLine(work, { id, columns, known, row, key }))
      if (enough()) break
    }
    await inviteAsked(work, id, outcomes)
    return outcomes
  },
}

export const goOnImporting = goOnWith(importing)

interface Turn {
  /** Of the work. */
  id: string
  columns: readonly Column[]
  known: Known
  row: WorkRow
  key: Buffer
}

async function importLine(work: Work, { id, columns, known, row, key }: Turn): Promise<Outcome> {
  const sent = openLine(key, work.portal, id, row)
  const refused = (refusal: Refusal): Outcome => ({
    outcome: 'refused',
    detail: { line: sent.line, problems: problemsIn(refusal, columns) },
  })
  const read = readLine(sent, columns, known)
  if ('refusal' in read) return refused(read.refusal)
  const result = await performPart(work, importContact, { ...read.line, work: show('work', id) })
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
async function inviteAsked(work: Work, id: string, outcomes: readonly Outcome[]): Promise<void> {
  const asked = outcomes.filter(({ invite }) => invite)
  if (asked.length === 0) return
  const persons = [...new Set(asked.map(({ person }) => person!))]
  const became = await inviteMany(work, {
    persons,
    work: id,
    since: invitedSince(DAYS, work.now),
  })
  const what = new Map(persons.map((person, index) => [person, became[index]!]))
  for (const { person, detail } of asked) detail.invitation = what.get(person!)!
}
