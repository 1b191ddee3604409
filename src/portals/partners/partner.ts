import type { Instant } from '../../kit/clock.ts'
import type { Money } from '../../kit/money.ts'
import type { Language } from '../../kit/texts.ts'

/** An organisation that provides portals to its customers, and pays for them. */
export interface Partner {
  /** Shown id. */
  id: string
  name: string
  /** What it is called in the operator's own books. */
  reference: string | null
  billingName: string | null
  billingEmail: string | null
  /** Where its months begin. */
  timeZone: string
  /** Of what it is sent. */
  language: Language
  createdAt: Instant
  /** First day of the month that is billed next, as an ISO date; null before the first look. */
  nextMonth: string | null
  /** Counts changes, so that two who edit at once do not undo each other. */
  version: number
}

/** What a PRO user costs a month, from a month on until the next price. */
export interface Price extends Money {
  /** First day of its first month, as an ISO date. */
  from: string
}

/** The first day of the month in which a moment falls, as an ISO date. */
const monthOf = (at: Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 }).toString()

/** The month that a moment counts for on a partner's bill: the calendar's, but none that has been billed already. */
export function openMonth(
  { timeZone, nextMonth }: Pick<Partner, 'timeZone' | 'nextMonth'>,
  at: Instant,
): string {
  const month = monthOf(at, timeZone)
  return nextMonth !== null && nextMonth > month ? nextMonth : month
}

export const monthAfter = (month: string): string =>
  Temporal.PlainDate.from(month).add({ months: 1 }).toString()

/** The price that holds in a month; undefined before the first. @param prices in any order */
export const priceIn = (prices: readonly Price[], month: string): Price | undefined =>
  prices
    .filter(({ from }) => from <= month)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))
    .at(0)
