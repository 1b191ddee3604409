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
  /** Counts changes, so that two who edit at once do not undo each other. */
  version: number
}

/** What a PRO user costs a month, from a month on until the next price. */
export interface Price extends Money {
  /** First day of its first month, as an ISO date. */
  from: string
}

/** The first day of the month in which a moment falls, as an ISO date. */
export const monthOf = (at: Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 }).toString()

export const monthAfter = (month: string): string =>
  Temporal.PlainDate.from(month).add({ months: 1 }).toString()

/** The price that holds in a month; undefined before the first. @param prices in any order */
export const priceIn = (prices: readonly Price[], month: string): Price | undefined =>
  prices
    .filter(({ from }) => from <= month)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))
    .at(0)
