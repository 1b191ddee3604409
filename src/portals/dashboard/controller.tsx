import { page, type RouteHandler } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { standingNow } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { ParkedAlert } from '../jobs/alert.tsx'
import { DashboardPage } from './pages.tsx'
import { dashboard } from './dashboard.ts'

export const dashboardController: readonly RouteHandler[] = [
  page(
    routes.dashboard,
    'GET',
    'home',
    async (ctx) => {
      const { caller, now, installation } = ctx
      const props = await acrossPortals(ctx, async (tx) => ({
        standing: await standingNow(tx, caller, now),
        overview: await dashboard(tx, caller, now),
      }))
      const parked = ctx.holds('installation:operate')
        ? await installation.jobs.queues.parked()
        : []
      const alert = <ParkedAlert parked={parked} />
      return ctx.page(<DashboardPage alert={alert} {...props} />)
    },
    { right: 'portals:read' },
  ),
]
