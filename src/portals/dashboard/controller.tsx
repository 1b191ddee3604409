import { page, type Served } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { standingNow } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { ParkedAlert } from '../jobs/alert.tsx'
import { DashboardPage } from './pages.tsx'
import { dashboard } from './dashboard.ts'

export const dashboardController: readonly Served[] = [
  page(
    routes.dashboard,
    'GET',
    'home',
    async (visit) => {
      const { caller, now, installation } = visit
      const props = await acrossPortals(visit, async (tx) => ({
        standing: await standingNow(tx, caller, now),
        overview: await dashboard(tx, caller, now),
      }))
      const parked = visit.holds('installation:operate')
        ? await installation.jobs.queues.parked()
        : []
      const alert = <ParkedAlert parked={parked} />
      return visit.page(<DashboardPage alert={alert} {...props} />)
    },
    { right: 'portals:read' },
  ),
]
