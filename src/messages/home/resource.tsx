import { answeredPanel } from '../../files/index.ts'
import { page, type RouteHandler } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { GuestHomePage, HomePage } from './pages.tsx'
import { onGuestHome } from './panels.ts'
import { homeRows } from './queries.ts'
import { viewHome } from './view.ts'

export const homeResource: readonly RouteHandler[] = [
  page(
    routes.home,
    'GET',
    'home',
    async (ctx) => {
      const home = await viewHome(ctx)
      if (ctx.person.kind === 'staff') {
        const panel = await answeredPanel(ctx, home.requestsToLookAt)
        return ctx.page(<HomePage home={home} panel={panel} />)
      }
      const more = await onGuestHome.drawn(ctx, ctx.person)
      return ctx.page(
        <GuestHomePage unread={home.unreadMessages} wanted={home.wanted} more={more} />,
      )
    },
    { prefetch: homeRows },
  ),
]
