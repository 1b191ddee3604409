import type { Instant } from '../../kit/clock.ts'

/** The first lock is a minute; each further one doubles, up to half a day. */
const FIRST_MINUTES = 1
const LONGEST_MINUTES = 12 * 60

/** Wrong passwords a known device may try before it is a stranger's again. */
export const DEVICE_ATTEMPTS = 10

export interface Attempts {
  bad_attempts: number
  lock_level: number
  locked_until: Instant | null
}

export const isLocked = (attempts: Pick<Attempts, 'locked_until'>, now: Instant): boolean =>
  attempts.locked_until !== null && Temporal.Instant.compare(now, attempts.locked_until) < 0

const lockMinutes = (level: number) =>
  Math.min(FIRST_MINUTES * 2 ** Math.min(level, 20), LONGEST_MINUTES)

/** When a lock began that is on; each level lasts so long. */
export const lockedSince = ({
  locked_until,
  lock_level,
}: Pick<Attempts, 'locked_until' | 'lock_level'>): Instant | null =>
  locked_until && locked_until.subtract({ minutes: lockMinutes(Math.max(0, lock_level - 1)) })

/** Counts one attempt before it is checked, and locks when the limit is used up: then of any number of
 *  guesses at once exactly `allowed` are checked. */
export function countAttempt(attempts: Attempts, allowed: number, now: Instant): Attempts {
  const bad_attempts = attempts.bad_attempts + 1
  if (isLocked(attempts, now) || bad_attempts < allowed) return { ...attempts, bad_attempts }
  const { lock_level } = attempts
  const locked_until = now.add({ minutes: lockMinutes(lock_level) })
  return { bad_attempts, lock_level: lock_level + 1, locked_until }
}
