import type { Instant } from '../../kit/clock.ts'

/** Signed out after this long without a request, and after this long in any case. */
export const IDLE_HOURS = 12
export const ABSOLUTE_DAYS = 14

/** A request moves `seen_at` only when it is older than this, so that reading pages writes little. */
export const SEEN_EVERY_SECONDS = 60

export interface SessionTimes {
  seen_at: Instant
  expires_at: Instant
}

export const sessionEnds = (now: Instant): Instant => now.add({ hours: 24 * ABSOLUTE_DAYS })

/** Milliseconds from a moment to a later one: asked at every request, where a duration costs ten times as much. */
const between = (from: Instant, to: Instant): number =>
  to.epochMilliseconds - from.epochMilliseconds

/** Within both limits at `now`. */
export const isLive = ({ seen_at, expires_at }: SessionTimes, now: Instant): boolean =>
  between(now, expires_at) > 0 && between(seen_at, now) < IDLE_HOURS * 3_600_000

export const isStale = ({ seen_at }: Pick<SessionTimes, 'seen_at'>, now: Instant): boolean =>
  between(seen_at, now) >= SEEN_EVERY_SECONDS * 1000
