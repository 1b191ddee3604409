import { resource, type SignedInContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { standingNow } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { ParkedAlert } from '../jobs/alert.tsx'
import { dashboard } from './dashboard.ts'
import { DashboardPage } from './pages.tsx'
import { words } from './texts.ts'
import { dashboardView, showDashboard } from './view.ts'

const now = (ctx: SignedInContext) =>
  acrossPortals(ctx, async (tx) => ({
    standing: await standingNow(tx, ctx.caller, ctx.now),
    overview: await dashboard(tx, ctx.caller, ctx.now),
  }))

/** What the console opens with. */
export const dashboardResource = resource({ feature: 'home', right: 'portals:read', words })
  .page(routes.console.dashboard, async (ctx) => {
    const { installation, holds } = ctx
    const props = await now(ctx)
    const parked = holds('installation:operate') ? await installation.jobs.queues.parked() : []
    return ctx.page(<DashboardPage alert={<ParkedAlert parked={parked} />} {...props} />)
  })
  .read(routes.api.dashboard, {
    name: 'dashboard.show',
    summary: 'Counts portals by status, now and by day, and names those that end soon',
    answer: dashboardView,
    show: async (ctx) => {
      const { standing, overview } = await now(ctx)
      return showDashboard(standing, overview)
    },
  })
