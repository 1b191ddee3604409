import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { todayOf } from '../../payments/index.ts'
import {
  failuresByMonth,
  heldClients,
  moneyByMonth,
  recurringIn,
  uninvited,
  type MonthOfFailures,
} from './queries.ts'
import { monthlyRevenue } from './recurring.ts'

/** Months that are drawn, with this one. */
const MONTHS = 12
/** People in each list; of more, those for longest. */
const SHOWN = 20
/** Counted no further than this. */
export const COUNTED = 1000

/** All that the home of payments shows, by the portal’s calendar. */
export async function paymentsOverview(tx: Tx, now: Instant) {
  const today = await todayOf({ tx, now })
  const present = Temporal.PlainYearMonth.from(today.slice(0, 7))
  const months = Array.from({ length: MONTHS }, (_, n) =>
    present.subtract({ months: MONTHS - 1 - n }).toString(),
  )
  const from = `${months[0]!}-01`
  const [money, recurring, failures, held, waiting] = await Promise.all([
    moneyByMonth(tx, from),
    recurringIn(tx),
    failuresByMonth(tx, from),
    heldClients(tx, now, { limit: SHOWN, most: COUNTED + 1 }),
    uninvited(tx, { limit: SHOWN, most: COUNTED + 1 }),
  ])
  const currencies = [...new Set(money.map(({ currency }) => currency))].toSorted()
  return {
    months,
    money: currencies.map((currency) => ({
      currency,
      amounts: months.map(
        (month) =>
          money.find((one) => one.month === month && one.currency === currency)?.amount ?? 0n,
      ),
    })),
    recurring: monthlyRevenue(recurring),
    failures: months.map(
      (month): MonthOfFailures =>
        failures.find((one) => one.month === month) ?? { month, failed: 0, recovered: 0 },
    ),
    held,
    waiting,
  }
}

export type Overview = Awaited<ReturnType<typeof paymentsOverview>>
