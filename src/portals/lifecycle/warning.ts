import type { Instant } from '../../kit/clock.ts'
import {
  cancellationAfter,
  warningsBefore,
  WARNING_DAYS,
  type Timer,
  type TimerKind,
} from '../status/portal-status.ts'

export type WarningDays = (typeof WARNING_DAYS)[number]

/** So long a portal is still there after a warning that came too late to keep what earlier ones would have said. */
export const NOTICE_DAYS = 7
/** What comes within this of its time is not late: sweeps run every minute, restarts take some. */
const LATE_MS = 3_600_000
const DAY_MS = 86_400_000

/** The warning that goes out, and when the portal is deleted after it. */
export interface Warning {
  days: WarningDays
  deletion: Instant
  /** What takes the place of everything that was to fall due; null where the deletion stays when it was. */
  instead: Timer[] | null
}

const daysOf = (kind: TimerKind): WarningDays | undefined =>
  WARNING_DAYS.find((days) => kind === `warning_${days}`)

/**
 * One warning in the place of all that are due. Where they come late, since nothing ran for a while or the
 * clock was wrong, several are due at once: the date they spoke of is near, or over. Then the deletion is put
 * off until there is the time that a warning promises, seven days at most.
 * @param due a suspended portal's timers that are due, the oldest first; a warning is the first of them
 */
export function warningFor(due: readonly Timer[], deletion: Instant, now: Instant): Warning {
  const warned = due.flatMap(({ kind }) => daysOf(kind) ?? [])
  const most = warned[0]!
  const late = now.epochMilliseconds - due[0]!.dueAt.epochMilliseconds > LATE_MS
  // Whoever is back only after the day itself gets the whole of it, whatever was said before.
  const isOver = due.some(({ kind }) => kind === 'cancellation')
  const promised = isOver ? NOTICE_DAYS : Math.min(most, NOTICE_DAYS)
  const days = warned.findLast((one) => one >= promised) ?? most
  const earliest = now.add({ hours: 24 * promised })
  if (!late || deletion.epochMilliseconds - now.epochMilliseconds >= promised * DAY_MS)
    return { days, deletion, instead: null }
  return {
    days,
    deletion: earliest,
    instead: [
      ...warningsBefore(earliest).filter(({ kind }) => daysOf(kind)! < days),
      cancellationAfter(earliest),
    ],
  }
}
