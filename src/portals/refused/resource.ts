import { resourceOf, type RouteHandler } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { portalInPath } from '../console/portal-page.tsx'
import { deleteAgain } from './refusing.ts'
import { words } from './texts.ts'

/** Deleting a portal again where a backup brought it back. */
export const refusedResource: Iterable<RouteHandler> = resourceOf(
  { feature: 'home', looks: 'portals:read', words },
  portalInPath,
).change(deleteAgain, {
  page: routes.console.portals.one.deletion,
  api: routes.api.portals.one.deletion,
  to: () => routes.console.jobs(),
  said: 'again.done',
})
