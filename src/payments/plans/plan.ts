import type { Instant } from '../../kit/clock.ts'
import type { Money } from '../../kit/money.ts'

export const UNITS = ['days', 'weeks', 'months', 'years'] as const
export type Unit = (typeof UNITS)[number]

/** Every so many of a unit: a period of a subscription. */
export interface Interval {
  readonly every: number
  readonly unit: Unit
}

/** Days after a failed charge at which it is tried again, where a plan says nothing else. */
export const RETRY_DAYS: readonly number[] = [1, 3, 5, 7]

/** What a version of a plan says. It is never changed: subscriptions name theirs. */
export interface Plan {
  /** Row id of the plan, and which of its versions this is. */
  readonly id: string
  readonly number: number
  /** On invoices, and where clients read of it. */
  readonly name: string
  readonly price: Money
  /** In thousandths of a percent. */
  readonly taxRate: bigint
  readonly interval: Interval
  /** Days before the first charge; none begins with a charge. */
  readonly trialDays: number
  /** After so many paid periods the subscription ends; null goes on until somebody ends it. */
  readonly cycles: number | null
  /** Days of access after a renewal has failed. */
  readonly graceDays: number
  readonly retryDays: readonly number[]
}

/**
 * When the nth period begins, counted from the anchor itself and never from the period before, so that the 31st
 * comes back after a short month: 31 January, 28 February, 31 March. By the calendar and clock of the zone that
 * the subscription was begun in; an hour that a change of clocks skips is the one after it.
 */
export const periodStart = (
  anchor: Instant,
  zone: string,
  { every, unit }: Interval,
  n: number,
): Instant =>
  anchor
    .toZonedDateTimeISO(zone)
    .add({ [unit]: every * n })
    .toInstant()

/** Plans of one rhythm renew at the same moments, so that a change between them moves no renewal. */
export const isSameRhythm = (one: Interval, other: Interval): boolean =>
  one.every === other.every && one.unit === other.unit

/** So many days later by the calendar of a zone: the same time of day, whatever its clocks do meanwhile. */
export const daysAfter = (from: Instant, zone: string, days: number): Instant =>
  from.toZonedDateTimeISO(zone).add({ days }).toInstant()
