import { countOpenFor } from '../../files/index.ts'
import { page, type RouteHandler } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { GuestHomePage, HomePage } from './pages.tsx'
import { homeRows } from './queries.ts'
import { viewHome } from './view.ts'

/** Counted no further: more is as pressing. */
const WANTED = 100

export const homeResource: readonly RouteHandler[] = [
  page(
    routes.home,
    'GET',
    'home',
    async (ctx) => {
      const home = await viewHome(ctx)
      if (ctx.person.kind === 'staff') return ctx.page(<HomePage home={home} />)
      const wanted = await ctx.read((tx) => countOpenFor(tx, ctx.person.id, WANTED))
      return ctx.page(<GuestHomePage unread={home.unreadMessages} wanted={wanted} />)
    },
    { prefetch: homeRows },
  ),
]
