import type { Instant } from '../../kit/clock.ts'

/**
 * How long after the month's turn its report falls due. Whatever was under way at midnight has committed
 * or been cut off by then (no statement may take longer than a minute), so that nothing dated in the
 * month comes to light after it was billed.
 */
const SETTLED_AFTER = { minutes: 10 }

/** A month as a partner's calendar has it. Instants are milliseconds since 1970. */
export interface BillingMonth {
  /** `2028-02`. */
  readonly name: string
  readonly zone: string
  /** When each of its days begins, then when the next month does: 23, 24 or 25 hours apart. */
  readonly days: readonly number[]
  readonly from: number
  readonly until: number
}

/** @param name `2028-02` @param zone an IANA time zone */
export function billingMonth(name: string, zone: string): BillingMonth {
  const month = Temporal.PlainYearMonth.from(name)
  const startOf = (day: Temporal.PlainDate) =>
    day.toZonedDateTime({ timeZone: zone }).epochMilliseconds
  const first = month.toPlainDate({ day: 1 })
  const days = Array.from({ length: month.daysInMonth + 1 }, (_, day) =>
    startOf(first.add({ days: day })),
  )
  return { name, zone, days, from: days[0]!, until: days.at(-1)! }
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
