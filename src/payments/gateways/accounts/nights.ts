import type { Instant } from '../../../kit/clock.ts'

/** What gateways have is compared with what we have at this hour. */
const HOUR = 3

/** The next time it is three at night by the calendar of a zone. */
export function nightAfter(now: Instant, zone: string): Instant {
  const local = now.toZonedDateTimeISO(zone)
  const tonight = local.with({
    hour: HOUR,
    minute: 0,
    second: 0,
    millisecond: 0,
    microsecond: 0,
    nanosecond: 0,
  })
  const next =
    Temporal.ZonedDateTime.compare(tonight, local) > 0 ? tonight : tonight.add({ days: 1 })
  return next.toInstant()
}
