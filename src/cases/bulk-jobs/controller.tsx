import {
  csvInPieces,
  page,
  type RoutePattern,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'
import { parseId } from '../../kit/ids.ts'
import { listBulkJobs } from '../../kit/bulk-jobs/queries.ts'
import type { Operation } from '../../kit/operation.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { BulkJobsPage } from './list-page.tsx'
import { outcomesOf } from './outcomes.ts'
import { words } from './texts.ts'
import { isGoing, viewBulkJob } from './view.ts'
import { BulkJobPage } from './bulk-job-page.tsx'
import { cancelBulkJob, resumeBulkJob } from './bulk-jobs.ts'

/** The newest; what is older is in the audit trail. */
const SHOWN = 100

const workers = { right: 'people:manage' } as const

/** A page of one bulk job of the current portal. */
const bulkJobButton = (
  route: RoutePattern,
  operation: Operation<typeof cancelBulkJob.input, { work: string }>,
  said: 'cancel.done' | 'resume.done',
): RouteHandler =>
  page(
    route,
    'POST',
    'people',
    async (ctx) => {
      const work = ctx.param('work')
      if (parseId('work', work) === null) return ctx.refuse(refuse('not_found'))
      const result = await ctx.perform(operation, { work })
      if (!result.ok && result.status === 404) return ctx.refuse(result)
      const { language } = ctx
      return ctx.redirect(
        routes.work({ work }),
        result.ok
          ? { tone: 'green', text: words(language)(said) }
          : { tone: 'amber', text: result.say(language) },
      )
    },
    workers,
  )

const onBulkJob = (
  route: RoutePattern,
  show: (
    ctx: SignedInContext,
    seen: NonNullable<Awaited<ReturnType<typeof viewBulkJob>>>,
  ) => Response | Promise<Response>,
): RouteHandler =>
  page(
    route,
    'GET',
    'people',
    async (ctx) => {
      const seen = await viewBulkJob(ctx, ctx.param('work'))
      return seen ? show(ctx, seen) : ctx.refuse(refuse('not_found'))
    },
    workers,
  )

export const bulkJobsController: readonly RouteHandler[] = [
  page(
    routes.works,
    'GET',
    'people',
    async (ctx) => {
      const bulkJobs = await ctx.read((tx) => listBulkJobs(tx, { limit: SHOWN }))
      return ctx.page(<BulkJobsPage bulkJobs={bulkJobs} />)
    },
    workers,
  ),
  onBulkJob(routes.work, (ctx, seen) => {
    const { c } = ctx
    const isPoll =
      c.req.header('hx-request') !== undefined && c.req.header('hx-boosted') === undefined
    // What stands beside the part that is asked for again is told once it is over.
    if (isPoll && !isGoing(seen)) c.header('hx-refresh', 'true')
    return ctx.page(<BulkJobPage seen={seen} />)
  }),
  onBulkJob(routes.workOutcomes, (ctx, { work }) =>
    csvInPieces(`${work.kind}-${work.begunAt.toString().slice(0, 10)}`, outcomesOf(ctx, work)),
  ),
  bulkJobButton(routes.workCancellation, cancelBulkJob, 'cancel.done'),
  bulkJobButton(routes.workResumption, resumeBulkJob, 'resume.done'),
]
