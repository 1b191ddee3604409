import { CONSOLE } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import type { OpenedFrom } from '../sessions/opening.ts'
import type { SignIn } from '../sessions/starting.ts'
import { deviceCookie, dropPending, keepPending, keepSession, pendingCookie } from './cookies.ts'
import type { Visit } from '../../web/index.ts'

/** Where a visit begins: the portal's own home, or the console's dashboard. */
export const home = (visit: Visit): string =>
  visit.portal.id === CONSOLE ? routes.dashboard() : routes.home()

export const openedFrom = ({ c, installation }: Visit): OpenedFrom => ({
  device: deviceCookie(c, installation.url),
  userAgent: c.req.header('user-agent'),
})

/**
 * Goes on signed in, or to the second step of signing in and from there to the same place.
 * @param said once, on the next page
 */
export function comeIn(visit: Visit, signIn: SignIn, to: string, said?: string): Response {
  const { c, installation } = visit
  const flash = said ? ({ tone: 'green', text: said } as const) : undefined
  if (signIn.is === 'pending') {
    keepPending(c, installation.url, signIn)
    return visit.redirect(routes.secondStep({}, { to: to === home(visit) ? undefined : to }), flash)
  }
  keepOpened(visit, signIn)
  return visit.redirect(signIn.needsPasskey ? routes.passkeys({}, { to }) : to, flash)
}

/** Keeps the secrets of a session that was opened. */
export function keepOpened(
  { c, installation }: Visit,
  opened: Extract<SignIn, { is: 'open' }>,
): void {
  keepSession(c, installation.url, opened)
  if (pendingCookie(c, installation.url) !== undefined) dropPending(c, installation.url)
}
