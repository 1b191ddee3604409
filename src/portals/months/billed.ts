import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Money } from '../../kit/money.ts'
import type { Caller } from '../../kit/operation.ts'
import { monthAfter } from './month.ts'
import { billedSums, type BilledSum } from './queries.ts'

/** Columns of the pictures. */
export const BILLED_MONTHS = 12

/** A month that was billed, by the newest version of each report. */
export interface BilledMonth {
  /** `2028-02`. */
  month: string
  /** Of all partners, those without a price too. */
  proUsers: number
  /** One for each currency, by its code. */
  revenue: Revenue[]
}

export interface Revenue extends Money {
  /** Those who were billed in this currency. */
  proUsers: number
}

/**
 * The last months that were billed, at most twelve, the oldest first: all partners' for an operator,
 * their own for a partner's people. None before the first report.
 */
export async function billedMonths(
  tx: Tx,
  caller: Pick<Caller, 'partner'>,
  now: Instant,
): Promise<BilledMonth[]> {
  // One more than is shown: east of here this month may be over and billed, or not even the last one.
  const from = now
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .toPlainYearMonth()
    .subtract({ months: BILLED_MONTHS })
  return byMonth(await billedSums(tx, caller, `${from.toString()}-01`))
}

/** Every month from the first to the last of them, at most twelve. @param sums by month */
export function byMonth(sums: readonly BilledSum[]): BilledMonth[] {
  const entries = Map.groupBy(sums, ({ month }) => month)
  const last = sums.at(-1)?.month
  const months: BilledMonth[] = []
  for (let month = sums[0]?.month; last && month && month <= last; month = monthAfter(month)) {
    const theirs = entries.get(month) ?? []
    months.push({
      month,
      proUsers: theirs.reduce((all, { proUsers }) => all + proUsers, 0),
      revenue: theirs.flatMap(({ currency, minor, proUsers }) =>
        currency === null || minor === null ? [] : [{ currency, minor, proUsers }],
      ),
    })
  }
  return months.slice(-BILLED_MONTHS)
}

/** The currencies in which anything was billed, the one that most PRO users were billed in first. */
export function currenciesOf(months: readonly BilledMonth[]): string[] {
  const users = new Map<string, number>()
  for (const { currency, minor, proUsers } of months.flatMap(({ revenue }) => revenue))
    if (minor !== 0n) users.set(currency, (users.get(currency) ?? 0) + proUsers)
  return [...users].toSorted(([, a], [, b]) => b - a).map(([currency]) => currency)
}

/** What was billed in that currency in each month; amounts of others are never added to it. */
export const amountsIn = (currency: string, months: readonly BilledMonth[]): bigint[] =>
  months.map(({ revenue }) => revenue.find((one) => one.currency === currency)?.minor ?? 0n)
