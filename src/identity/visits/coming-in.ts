import { CONSOLE } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import type { OpenedFrom, SessionSecrets } from '../sessions/opening.ts'
import { deviceCookie, keepSession } from './cookies.ts'
import type { Visit } from './visit.ts'

/** Where a visit begins: the portal's own home, or the console's dashboard. */
export const home = (visit: Visit): string =>
  visit.portal.id === CONSOLE ? routes.dashboard() : routes.home()

export const openedFrom = ({ c, installation }: Visit): OpenedFrom => ({
  device: deviceCookie(c, installation.url),
  userAgent: c.req.header('user-agent'),
})

/** Goes on signed in. @param said once, on the next page */
export function comeIn(visit: Visit, secrets: SessionSecrets, to: string, said?: string): Response {
  keepSession(visit.c, visit.installation.url, secrets)
  return visit.redirect(to, said ? { tone: 'green', text: said } : undefined)
}
