import { page, type Served } from '../../identity/index.ts'
import { routes } from '../../routes.ts'
import { GuestHomePage, HomePage } from './pages.tsx'
import { unreadOf } from './queries.ts'
import { viewHome } from './view.ts'

export const homeController: readonly Served[] = [
  page(routes.home, 'GET', 'home', async (visit) => {
    const { person, portal } = visit
    if (person.kind === 'staff')
      return visit.page(<HomePage visit={visit} home={await viewHome(visit)} />)
    const unread = await unreadOf(visit.installation.db, portal.id, person.id)
    return visit.page(<GuestHomePage visit={visit} unread={unread} />)
  }),
]
