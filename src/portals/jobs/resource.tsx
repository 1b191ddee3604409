import { resource, type SignedInContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { acrossPortals } from '../console/scopes.ts'
import { refusedPortals } from '../refused/queries.ts'
import { JobsPage } from './pages.tsx'
import { portalOfJob } from './parked.ts'
import { lastDeaths, portalNames } from './queries.ts'
import { retryJob } from './retries.ts'
import { words } from './texts.ts'

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

export const jobsResource = resource({ feature: 'home', right: 'installation:operate', words })
  .page(routes.jobs, jobsPage)
  .change(retryJob, { page: routes.jobRetry, to: () => routes.jobs(), said: 'retried' })
