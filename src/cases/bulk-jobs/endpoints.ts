import { z } from 'zod'
import { reads, writes, type RouteHandler, type SignedInContext } from '../../web/index.ts'
import { id, parseId, show } from '../../kit/ids.ts'
import { paceOf, type BulkJob } from '../../kit/bulk-jobs/bulk-job.ts'
import { listBulkJobs, bulkJobRows } from '../../kit/bulk-jobs/queries.ts'
import { named, shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import type { LineDetail } from '../imports/imports.ts'
import { workReference } from '../work-reference.ts'
import { viewBulkJob, type BulkJobView } from './view.ts'
import { cancelBulkJob, resumeBulkJob } from './bulk-jobs.ts'

const PAGE = 50
const ROWS = 500

const work = shape('Work', {
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
const bulkJobShown = shape('WorkProgress', {
  ...work.shape,
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
const bulkJobList = shape('WorkList', { works: z.array(work), next: z.string().nullable() })
const rowList = shape('WorkRowList', {
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

const showBulkJob = ({ begunBy, ...one }: BulkJob) => ({
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

const showSeen = (
  { now }: SignedInContext,
  { work: bulkJob, mails, invitations }: BulkJobView,
) => ({
  ...showBulkJob(bulkJob),
  pace: paceOf(bulkJob, now),
  mails,
  invitations,
})

/** Rows of other bulk jobs have no line. */
function showLine({ language }: SignedInContext, detail: object | null) {
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

const shared = { feature: 'people', right: 'people:manage' } as const

const moved = {
  ...shared,
  path: { work: 'work' },
  answer: workReference,
  show: (_: unknown, value: { work: string }) => ({ work: show('work', value.work) }),
}

export const bulkJobEndpoints: readonly RouteHandler[] = [
  reads(routes.api.works, {
    ...shared,
    name: 'work.list',
    summary: 'Lists what was done to many at once, newest first',
    query: z.strictObject({ cursor: id('work').optional() }),
    answer: bulkJobList,
    show: async (ctx, { cursor }) => {
      const query = { limit: PAGE + 1, after: cursor }
      const bulkJobs = await ctx.read((tx) => listBulkJobs(tx, query))
      const shown = bulkJobs.slice(0, PAGE).map(showBulkJob)
      return { works: shown, next: bulkJobs.length > PAGE ? shown.at(-1)!.id : null }
    },
  }),
  reads(routes.api.work, {
    ...shared,
    name: 'work.show',
    summary: 'Shows how long work stands: how far it is, how fast, and what its rows came to',
    answer: bulkJobShown,
    show: async (ctx) => {
      const seen = await viewBulkJob(ctx, ctx.param('work'))
      return seen && showSeen(ctx, seen)
    },
  }),
  reads(routes.api.workRows, {
    ...shared,
    name: 'work.rows',
    summary: 'Lists the rows of long work and what each came to',
    query: z.strictObject({
      cursor: z.coerce.number().int().min(0).optional().describe('Number of the row they follow'),
      outcome: z.string().max(40).optional(),
    }),
    answer: rowList,
    show: async (ctx, { cursor, outcome }) => {
      const id = parseId('work', ctx.param('work'))
      if (id === null || !(await viewBulkJob(ctx, ctx.param('work')))) return null
      const query = { after: cursor, outcome, limit: ROWS + 1 }
      const rows = await ctx.read((tx) => bulkJobRows(tx, id, query))
      const shown = rows.slice(0, ROWS)
      return {
        rows: shown.map(({ n, person, name, email, outcome, detail, mailRefused }) => ({
          number: n,
          person: person && { id: show('person', person), name, email },
          outcome,
          mailRefused,
          line: showLine(ctx, detail),
        })),
        next: rows.length > ROWS ? String(shown.at(-1)!.n) : null,
      }
    },
  }),
  writes(routes.api.workCancellation, 'POST', { ...moved, operation: cancelBulkJob }),
  writes(routes.api.workResumption, 'POST', { ...moved, operation: resumeBulkJob }),
]
