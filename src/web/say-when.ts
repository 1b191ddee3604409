import type { Refusal } from '../kit/refusal.ts'
import type { Visit } from './visit.ts'

/** Tells programs too when to come back, on the page that shows this refusal. */
export function sayWhen({ c }: Visit, { retryAfterSeconds }: Refusal): void {
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds))
}
