import { z } from 'zod'
import type { SignedInContext } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { paceOf, type Counts, type BulkJob } from '../../kit/bulk-jobs/bulk-job.ts'
import { findBulkJob, bulkJobRows } from '../../kit/bulk-jobs/queries.ts'
import { parseId, show } from '../../kit/ids.ts'
import { mailsOfBulkJob } from '../../kit/paced-mail/queries.ts'
import { named, shape } from '../../kit/shape.ts'
import { IMPORT, type LineDetail } from '../imports/imports.ts'
import type { Problem } from '../imports/line.ts'
import { invitationsBy } from '../imports/queries.ts'

/** A bulk job as it stands, with the mails that it wrote. */
export interface BulkJobView {
  work: BulkJob
  mails: {
    /** How many there are: those invited. */
    total: number
    /** Have not left yet. */
    waiting: number
    /** Were not taken, or had nothing to say any more. */
    undelivered: number
    perMinute: number
  }
  /** Of an import: how many of those whose lines ask for an invitation came to what. */
  invitations: Counts | null
  /** Of an import: the first lines that were not taken. */
  refused: RefusedLine[]
}

export interface RefusedLine {
  line: number
  problems: readonly Problem[]
}

/** Lines shown on the page; the file has all. */
const REFUSED = 50

/** Null where there is none by this id in the current portal. */
export async function viewBulkJob(
  ctx: SignedInContext,
  shown: string,
): Promise<BulkJobView | null> {
  const id = parseId('work', shown)
  return id === null ? null : ctx.read((tx) => bulkJobView(tx, id))
}

export async function bulkJobView(tx: Tx, id: string): Promise<BulkJobView | null> {
  const bulkJob = await findBulkJob(tx, id)
  if (!bulkJob) return null
  const isImport = bulkJob.kind === IMPORT
  const [mails, invitations, refused] = await Promise.all([
    mailsOfBulkJob(tx, id),
    isImport ? invitationsBy(tx, id) : null,
    isImport ? bulkJobRows(tx, id, { limit: REFUSED, outcome: 'refused' }) : [],
  ])
  return {
    work: bulkJob,
    mails: { ...mails, total: (invitations ?? bulkJob.counts)['invited'] ?? 0 },
    invitations,
    refused: refused.map(({ detail }) => {
      const { line, problems = [] } = detail as unknown as LineDetail
      return { line, problems }
    }),
  }
}

/** Whether there is still something to watch. */
export const isGoing = ({ work: bulkJob, mails }: BulkJobView): boolean =>
  bulkJob.state === 'running' || mails.waiting > 0

/** A bulk job, as programs are shown one. */
export const bulkJobShape = shape('Work', {
  id: z.string(),
  kind: z.string(),
  state: z.enum(['running', 'cancelled', 'finished']),
  begunBy: named,
  begunAt: z.iso.datetime(),
  changedAt: z.iso.datetime().describe('When it was last gone on with, stopped or resumed'),
  total: z.int().describe('Rows'),
  done: z.int(),
  outcomes: z
    .record(z.string(), z.int())
    .describe('How many rows came to each; they add up to `done`'),
})
export const progressShape = shape('WorkProgress', {
  ...bulkJobShape.shape,
  pace: z
    .object({ perMinute: z.int(), secondsLeft: z.int() })
    .nullable()
    .describe('While it runs, as soon as it can be told'),
  mails: z
    .object({
      total: z.int(),
      waiting: z.int().describe('Have not left yet'),
      undelivered: z.int().describe('Refused by the mail server, or ended before they left'),
      perMinute: z.int().describe('At which they leave'),
    })
    .describe('Those that its rows have written'),
  invitations: z
    .record(z.string(), z.int())
    .nullable()
    .describe(
      'Of an import: what became of the invitations that its lines ask for, how many of each; null for other work',
    ),
})
export const rowListShape = shape('WorkRowList', {
  rows: z.array(
    shape('WorkRow', {
      number: z.int(),
      person: z
        .object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() })
        .nullable(),
      outcome: z.string().nullable().describe('Null while it has not had its turn'),
      mailRefused: z
        .string()
        .nullable()
        .describe('What the mail server said when it refused the row’s mail for good'),
      line: z
        .object({
          number: z.int().describe('In the file'),
          case: z.string().nullable(),
          caseOutcome: z.enum(['opened', 'joined', 'already']).nullable(),
          invitation: z.string().nullable().describe('What became of it, where one was asked for'),
          problems: z.array(z.object({ column: z.string().nullable(), detail: z.string() })),
        })
        .nullable()
        .describe('Of an import, once it has had its turn'),
    }),
  ),
  next: z.string().nullable().describe('Send it as `cursor` for the rows that follow'),
})

export const showBulkJob = ({ begunBy, ...one }: BulkJob) => ({
  id: show('work', one.id),
  kind: one.kind,
  state: one.state,
  begunBy: { id: show('person', begunBy.id), name: begunBy.name },
  begunAt: one.begunAt.toString(),
  changedAt: one.changedAt.toString(),
  total: one.total,
  done: one.done,
  outcomes: one.counts,
})

export const showProgress = (
  { now }: SignedInContext,
  { work: bulkJob, mails, invitations }: BulkJobView,
) => ({
  ...showBulkJob(bulkJob),
  pace: paceOf(bulkJob, now),
  mails,
  invitations,
})

/** Rows of other bulk jobs have no line. */
export function showLine({ language }: SignedInContext, detail: object | null) {
  if (!detail || !('line' in detail)) return null
  const line = detail as LineDetail
  return {
    number: line.line,
    case: line.case ?? null,
    caseOutcome: line.caseBecame ?? null,
    invitation: line.invitation ?? null,
    problems: (line.problems ?? []).map((one) => ({ column: one.column, detail: one[language] })),
  }
}
