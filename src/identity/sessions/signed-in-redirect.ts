import { CONSOLE } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import type { OpenedFrom } from './opening.ts'
import type { SignIn } from './starting.ts'
import { deviceCookie, dropPending, keepPending, keepSession, pendingCookie } from './cookies.ts'
import type { RequestContext } from '../../web/index.ts'

/** Where a signed-in person starts: the portal's own home, or the console's dashboard. */
export const home = (ctx: RequestContext): string =>
  ctx.portal.id === CONSOLE ? routes.console.dashboard() : routes.home()

export const openedFrom = ({ c, installation }: RequestContext): OpenedFrom => ({
  device: deviceCookie(c, installation.url),
  userAgent: c.req.header('user-agent'),
})

/**
 * Redirects somebody who has signed in, by way of the second step where one is needed.
 * @param said flash message of the next page
 */
export function redirectSignedIn(
  ctx: RequestContext,
  signIn: SignIn,
  to: string,
  said?: string,
): Response {
  const { c, installation } = ctx
  const flash = said ? ({ tone: 'green', text: said } as const) : undefined
  if (signIn.is === 'pending') {
    keepPending(c, installation.url, signIn)
    return ctx.redirect(
      routes.signIn.secondStep({}, { to: to === home(ctx) ? undefined : to }),
      flash,
    )
  }
  keepSessionCookies(ctx, signIn)
  return ctx.redirect(signIn.needsPasskey ? routes.profile.factors.passkeys({}, { to }) : to, flash)
}

/** Sets the cookies of a new session. */
export function keepSessionCookies(
  { c, installation }: RequestContext,
  opened: Extract<SignIn, { is: 'open' }>,
): void {
  keepSession(c, installation.url, opened)
  if (pendingCookie(c, installation.url) !== undefined) dropPending(c, installation.url)
}
