import { page, type Served } from '../../identity/index.ts'
import { routes } from '../../routes.ts'
import { standingNow } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { DashboardPage } from './pages.tsx'
import { dashboard } from './dashboard.ts'

export const dashboardController: readonly Served[] = [
  page(
    routes.dashboard,
    'GET',
    'home',
    async (visit) => {
      const { caller, now } = visit
      const props = await acrossPortals(visit, async (tx) => ({
        standing: await standingNow(tx, caller, now),
        overview: await dashboard(tx, caller, now),
      }))
      return visit.page(<DashboardPage visit={visit} {...props} />)
    },
    { right: 'portals:read' },
  ),
]
