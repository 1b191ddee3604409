import type { RequestContext } from '../../web/index.ts'
import type { Progress } from '../building/creation.ts'

/** Asked by the page itself, for the part of it that changes. */
export const isPoll = ({ c }: Pick<RequestContext, 'c'>): boolean =>
  c.req.header('hx-request') !== undefined && c.req.header('hx-boosted') === undefined

const FRESH = { minutes: 1 }

/**
 * Whether the page of what now stands leads on by itself: to whoever watched, and while it is fresh. Who
 * comes back to it, or opens it much later, must be let stay.
 */
export const leadsOn = (
  ctx: Pick<RequestContext, 'c' | 'now'>,
  { finishedAt }: Progress,
): boolean =>
  finishedAt !== null &&
  (isPoll(ctx) || Temporal.Instant.compare(ctx.now, finishedAt.add(FRESH)) < 0)

/**
 * Leads whoever watches on to the portal that now stands. To another host neither a fetch nor the redirect
 * of a form may lead: the page goes as a whole.
 */
export function goOn({ c }: Pick<RequestContext, 'c'>, to: string): void {
  if (c.req.header('hx-request')) c.header('hx-redirect', to)
  else c.header('refresh', `2; url=${to}`)
}
