import type { Instant } from '../../kit/clock.ts'
import type { Money } from '../../kit/money.ts'

/** A part of an amount, rounded half up, away from zero for none: amounts are never negative here. */
export const partOf = (amount: bigint, part: bigint, whole: bigint): bigint =>
  (2n * amount * part + whole) / (2n * whole)

interface Period {
  readonly begins: Instant
  readonly ends: Instant
}

/** What a change of plans in the middle of a period credits and charges, of prices before tax rules apply. */
export interface Proration {
  /** What is left of the period that was paid at the old price. */
  readonly credit: Money
  /** The new price: of the same rest where the periods are alike, else of a whole new period from now. */
  readonly charge: Money
}

/**
 * Credits the rest of a paid period to the second.
 * @param paid what was paid for the period, before tax
 * @param next.keepsPeriod the new plan's periods are as long, so that the renewal stays where it is
 * @throws RangeError where the currencies differ, or `at` lies outside of the period
 */
export function prorate(
  paid: Money,
  next: { price: Money; keepsPeriod: boolean },
  { begins, ends }: Period,
  at: Instant,
): Proration {
  const { currency } = paid
  if (currency !== next.price.currency) throw new RangeError('plans of different currencies')
  const second = (instant: Instant) => BigInt(Math.floor(instant.epochMilliseconds / 1000))
  const whole = second(ends) - second(begins)
  const rest = second(ends) - second(at)
  if (rest < 0n || rest > whole || whole <= 0n) throw new RangeError('not within the period')
  const credit = { minor: partOf(paid.minor, rest, whole), currency }
  const charge = next.keepsPeriod
    ? { minor: partOf(next.price.minor, rest, whole), currency }
    : next.price
  return { credit, charge }
}
