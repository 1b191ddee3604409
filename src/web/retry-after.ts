import type { Refusal } from '../kit/refusal.ts'
import type { RequestContext } from './request-context.ts'

/** Sets the header `Retry-After` of a page that shows this refusal. */
export function setRetryAfter({ c }: RequestContext, { retryAfterSeconds }: Refusal): void {
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds))
}
