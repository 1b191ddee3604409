import type { Interval } from '../../payments/index.ts'

/** How many subscriptions there are at one price. */
export interface Recurring {
  readonly currency: string
  /** Of each period, in minor units, before tax rules. */
  readonly amount: bigint
  readonly interval: Interval
  readonly count: number
}

/** Months of a unit, as a fraction: a year of 12 months has 365 days, and 365/7 weeks. */
const MONTHS: Readonly<Record<Interval['unit'], readonly [bigint, bigint]>> = {
  days: [12n, 365n],
  weeks: [84n, 365n],
  months: [1n, 1n],
  years: [12n, 1n],
}

/** What a price comes to in a month, rounded half up. */
export function monthly({ amount, interval: { every, unit } }: Recurring): bigint {
  const [months, of] = MONTHS[unit]
  const dividend = amount * of
  const divisor = months * BigInt(every)
  return (2n * dividend + divisor) / (2n * divisor)
}

/** What comes in each month by what is subscribed to, and from how many, by currency. */
export function monthlyRevenue(
  all: readonly Recurring[],
): { currency: string; amount: bigint; count: number }[] {
  const byCurrency = Map.groupBy(all, ({ currency }) => currency)
  return [...byCurrency].map(([currency, those]) => ({
    currency,
    amount: those.reduce((sum, one) => sum + monthly(one) * BigInt(one.count), 0n),
    count: those.reduce((sum, one) => sum + one.count, 0),
  }))
}
