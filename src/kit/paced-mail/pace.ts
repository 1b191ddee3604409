import type { Instant } from '../clock.ts'

/** How many mails of bulk jobs may leave a portal in this minute. */
export interface Minute {
  endsAt: Instant
  left: number
}

/** The minute that `now` lies in: the one that was begun, or a new one with all of its mails. */
export function minuteOf(begun: Minute | null, perMinute: number, now: Instant): Minute {
  return begun && Temporal.Instant.compare(now, begun.endsAt) < 0
    ? begun
    : { endsAt: now.add({ minutes: 1 }), left: perMinute }
}

/** Given up after so many tries. */
const TRIES = 20
const LONGEST_WAIT_MINUTES = 60

/** When a mail is tried again that was not taken: after a minute, two, four, up to an hour; null to give up. */
export function nextTry(tries: number, now: Instant): Instant | null {
  if (tries >= TRIES) return null
  return now.add({ minutes: Math.min(2 ** (tries - 1), LONGEST_WAIT_MINUTES) })
}
