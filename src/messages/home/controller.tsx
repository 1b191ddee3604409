import { page, type Served } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { GuestHomePage, HomePage } from './pages.tsx'
import { homeRows } from './queries.ts'
import { viewHome } from './view.ts'

export const homeController: readonly Served[] = [
  page(
    routes.home,
    'GET',
    'home',
    async (visit) => {
      const home = await viewHome(visit)
      return visit.page(
        visit.person.kind === 'staff' ? (
          <HomePage home={home} />
        ) : (
          <GuestHomePage unread={home.unreadMessages} />
        ),
      )
    },
    { along: homeRows },
  ),
]
