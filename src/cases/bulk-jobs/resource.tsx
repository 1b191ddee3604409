import { z } from 'zod'
import { listBulkJobs, bulkJobRows } from '../../kit/bulk-jobs/queries.ts'
import { id, show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import {
  csvInPieces,
  resource,
  resourceOf,
  saidThere,
  type SignedInContext,
} from '../../web/index.ts'
import { workReference } from '../work-reference.ts'
import { BulkJobPage } from './bulk-job-page.tsx'
import { cancelBulkJob, resumeBulkJob } from './bulk-jobs.ts'
import { BulkJobsPage } from './list-page.tsx'
import { outcomesOf } from './outcomes.ts'
import { words } from '../bulk-job-texts.ts'
import {
  bulkJobShape,
  isGoing,
  progressShape,
  rowListShape,
  showBulkJob,
  showLine,
  showProgress,
  viewBulkJob,
} from './view.ts'

/** Shown on the page, the newest; what is older is in the audit trail. */
const SHOWN = 100
/** Told to programs at once. */
const PAGE = 50
const ROWS = 500

const common = {
  feature: 'people',
  right: 'people:manage',
  words,
  ...workReference,
} as const

const viewed = (ctx: SignedInContext) => viewBulkJob(ctx, ctx.param('work'))

/** Both buttons lead back to the bulk job's page, which says why one was refused. */
const to = (_: unknown, { param }: SignedInContext) => routes.works.one({ work: param('work') })
const again = saidThere((ctx) => to(null, ctx))

export const bulkJobsResource = resource(common)
  .page(routes.works, async (ctx) => {
    const bulkJobs = await ctx.read((tx) => listBulkJobs(tx, { limit: SHOWN }))
    return ctx.page(<BulkJobsPage bulkJobs={bulkJobs} />)
  })
  .read(routes.api.works, {
    name: 'work.list',
    summary: 'Lists what was done to many at once, newest first',
    query: z.strictObject({ cursor: id('work').optional() }),
    answer: shape('WorkList', { works: z.array(bulkJobShape), next: z.string().nullable() }),
    show: async (ctx, { cursor }) => {
      const query = { limit: PAGE + 1, after: cursor }
      const bulkJobs = await ctx.read((tx) => listBulkJobs(tx, query))
      const shown = bulkJobs.slice(0, PAGE).map(showBulkJob)
      return { works: shown, next: bulkJobs.length > PAGE ? shown.at(-1)!.id : null }
    },
  })
  .change(cancelBulkJob, {
    page: routes.works.one.cancellation,
    api: routes.api.works.one.cancellation,
    again,
    said: 'cancel.done',
    to,
  })
  .change(resumeBulkJob, {
    page: routes.works.one.resumption,
    api: routes.api.works.one.resumption,
    again,
    said: 'resume.done',
    to,
  })

export const bulkJobResource = resourceOf(common, viewed)
  .page(routes.works.one, (ctx, seen) => {
    const { c } = ctx
    const isPoll =
      c.req.header('hx-request') !== undefined && c.req.header('hx-boosted') === undefined
    // What stands beside the part that is asked for again is told once it is over.
    if (isPoll && !isGoing(seen)) c.header('hx-refresh', 'true')
    return ctx.page(<BulkJobPage seen={seen} />)
  })
  .page(routes.works.one.outcomes, (ctx, { work }) =>
    csvInPieces(`${work.kind}-${work.begunAt.toString().slice(0, 10)}`, outcomesOf(ctx, work)),
  )
  .read(routes.api.works.one, {
    name: 'work.show',
    summary: 'Shows how long work stands: how far it is, how fast, and what its rows came to',
    answer: progressShape,
    show: async (ctx) => {
      const seen = await viewed(ctx)
      return seen && showProgress(ctx, seen)
    },
  })
  .read(routes.api.works.one.rows, {
    name: 'work.rows',
    summary: 'Lists the rows of long work and what each came to',
    query: z.strictObject({
      cursor: z.coerce.number().int().min(0).optional().describe('Number of the row they follow'),
      outcome: z.string().max(40).optional(),
    }),
    answer: rowListShape,
    show: async (ctx, { cursor, outcome }) => {
      const seen = await viewed(ctx)
      if (!seen) return null
      const query = { after: cursor, outcome, limit: ROWS + 1 }
      const rows = await ctx.read((tx) => bulkJobRows(tx, seen.work.id, query))
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
  })
