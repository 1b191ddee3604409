import type { Instant } from '../../kit/clock.ts'

/**
 * How long after the month's turn its report falls due. Whatever was under way at midnight has committed
 * or been cut off by then (no statement may take longer than a minute), so that nothing dated in the
 * month comes to light after it was billed.
 */
const SETTLED_AFTER = { minutes: 10 }

/**
 * A month as a partner's calendar has it. Instants are milliseconds since 1970.
 *
 * A partner that has moved to another zone has its next month begin where the last one ended, so that no
 * hour is billed twice or never: what lies between belongs to the first day, or is taken from it.
 */
export interface BillingMonth {
  /** `2028-02`. */
  readonly name: string
  readonly zone: string
  /** When each of its days begins, then when the next month does: 23, 24 or 25 hours apart, but for the first. */
  readonly days: readonly number[]
  readonly from: number
  readonly until: number
}

/**
 * @param name `2028-02`
 * @param zone an IANA time zone
 * @param begins where the month before ended; by the calendar of the zone, unless told otherwise
 */
export function billingMonth(name: string, zone: string, begins?: Instant | null): BillingMonth {
  const month = Temporal.PlainYearMonth.from(name)
  const startOf = (day: Temporal.PlainDate) =>
    day.toZonedDateTime({ timeZone: zone }).epochMilliseconds
  const first = month.toPlainDate({ day: 1 })
  const days = Array.from({ length: month.daysInMonth + 1 }, (_, day) =>
    startOf(first.add({ days: day })),
  )
  if (begins) {
    const from = begins.epochMilliseconds
    // Across the date line even the second day may have begun by then.
    for (const [day, at] of days.entries()) days[day] = day === 0 ? from : Math.max(at, from)
  }
  return { name, zone, days, from: days[0]!, until: days.at(-1)! }
}

/** How far a partner's bills have come. */
export interface BilledSoFar {
  zone: string
  /** The month that is billed next; null before the first look. */
  nextMonth: string | null
  /** Where that begins; null where its zone's calendar says. */
  begins: Instant | null
}

/**
 * The month that an instant counts for: its own by the calendar, but none that has been billed already,
 * as it may be in a zone that the partner has moved to.
 */
export function openMonth({ zone, nextMonth, begins }: BilledSoFar, at: Instant): BillingMonth {
  const name = monthOf(at, zone)
  return nextMonth !== null && name <= nextMonth
    ? billingMonth(nextMonth, zone, begins)
    : billingMonth(name, zone)
}

/** The month that an instant lies in, in that zone. */
export const monthOf = (at: Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth().toString()

export const monthAfter = (name: string): string =>
  Temporal.PlainYearMonth.from(name).add({ months: 1 }).toString()

/** When the month's report falls due: at the beginning of the next one. */
export const reportDue = (name: string, zone: string): Instant =>
  Temporal.Instant.fromEpochMilliseconds(billingMonth(name, zone).until).add(SETTLED_AFTER)

/** Which of the month's days holds the instant, from 0; it must lie in the month. */
export function dayIndex({ days }: BillingMonth, at: number): number {
  let low = 0
  let high = days.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (days[middle]! <= at) low = middle
    else high = middle
  }
  return low
}

/** `2028-02-29` for the day with index 28. */
export const dateOf = ({ name }: BillingMonth, day: number): string =>
  `${name}-${String(day + 1).padStart(2, '0')}`
