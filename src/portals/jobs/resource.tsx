import { z } from 'zod'
import { resource, type SignedInContext } from '../../web/index.ts'
import { cursorOf, keyId, keyInstant } from '../../kit/cursor.ts'
import { routes } from '../../routes.ts'
import { acrossPortals } from '../console/scopes.ts'
import { refusedPortals } from '../refused/queries.ts'
import { JobsPage } from './pages.tsx'
import { portalOfJob } from './parked.ts'
import { lastDeaths, portalNames } from './queries.ts'
import { retryJob } from './retries.ts'
import { words } from './texts.ts'
import { jobsView, showParked, showQueue, showRefused } from './view.ts'

/** More would only push what waits for somebody off the page; the trail has them all. */
const DEATHS_SHOWN = 5

async function jobsPage(ctx: SignedInContext): Promise<Response> {
  const { jobs } = ctx.installation
  const [queues, parked] = await Promise.all([jobs.queues.counts(), jobs.queues.failed()])
  const about = [...new Set(parked.map(portalOfJob))].filter((portal) => portal !== null)
  const more = await acrossPortals(ctx, async (tx) => ({
    names: await portalNames(tx, about),
    refused: await refusedPortals(tx),
  }))
  const deaths = await ctx.read((tx) => lastDeaths(tx, DEATHS_SHOWN))
  return ctx.page(<JobsPage {...{ queues, parked, deaths, ...more }} />)
}

/** A job that is tried again is parked no longer, and leaves the list. */
const parkedCursor = cursorOf({ failedAt: keyInstant, id: keyId })

export const jobsResource = resource({ feature: 'home', right: 'installation:operate', words })
  .page(routes.console.jobs, jobsPage)
  .read(routes.api.jobs, {
    name: 'job.list',
    summary: 'Counts the jobs in each queue, and lists those that are parked',
    query: z.strictObject({
      cursor: parkedCursor.field,
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: jobsView,
    show: async (ctx, { cursor, limit }) => {
      const { queues: of } = ctx.installation.jobs
      const after = parkedCursor.read(cursor ?? '') ?? undefined
      const [queues, data] = await Promise.all([of.counts(), of.failed(limit + 1, after)])
      const refused = await acrossPortals(ctx, (tx) => refusedPortals(tx))
      const parked = data.slice(0, limit)
      return {
        queues: queues.map(showQueue),
        parked: parked.map(showParked),
        next: data.length > limit ? parkedCursor.write(parked.at(-1)!) : null,
        refused: refused.map(showRefused),
      }
    },
  })
  .change(retryJob, {
    page: routes.console.jobs.retry,
    api: routes.api.jobs.retry,
    to: () => routes.console.jobs(),
    said: 'retried',
  })
