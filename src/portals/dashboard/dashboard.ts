import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Caller } from '../../kit/operation.ts'
import { billedMonths, type BilledMonth } from '../months/billed.ts'
import { PORTAL_STATUSES, type PortalStatus, WARNING_DAYS } from '../status/portal-status.ts'
import { PICTURE_DAYS } from './daily-counts.ts'
import {
  dayCounts,
  endingPortals,
  monthsOfTrials,
  type EndingPortal,
  type MonthOfTrials,
} from './queries.ts'

/** Trials that end within this are worth a word with their owners. */
const ENDING_DAYS = 7
/** At most so many are named; the list of portals has them all. */
const NAMED = 20
/** Columns of the pictures by month. */
export const PICTURE_MONTHS = 12

export interface Dashboard {
  /** ISO dates in UTC, the oldest first. */
  days: string[]
  /** One number for each of `days`, by status. */
  byStatus: Record<PortalStatus, number[]>
  /** The last twelve, this one included. */
  trials: MonthOfTrials[]
  /** Null for those who may not see bills. */
  billed: BilledMonth[] | null
  trialsEnding: EndingPortal[]
  suspensionsEnding: EndingPortal[]
}

/** What the console opens with. Needs the installation's scope. */
export async function dashboard(
  tx: Tx,
  caller: Pick<Caller, 'portal' | 'partner' | 'rights'>,
  now: Instant,
): Promise<Dashboard> {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  const days = Array.from({ length: PICTURE_DAYS }, (_, i) =>
    today.subtract({ days: PICTURE_DAYS - 1 - i }).toString(),
  )
  const within = (days: number) => now.add({ hours: 24 * days })
  const months = Array.from({ length: PICTURE_MONTHS }, (_, i) =>
    today
      .toPlainYearMonth()
      .subtract({ months: PICTURE_MONTHS - 1 - i })
      .toString(),
  )
  const [counts, trials, billed, trialsEnding, suspensionsEnding] = await Promise.all([
    dayCounts(tx, caller, days[0]!),
    monthsOfTrials(tx, caller, `${months[0]!}-01`),
    caller.rights.has('bills:read') ? billedMonths(tx, caller, now) : null,
    endingPortals(tx, caller, 'trial_end', now, within(ENDING_DAYS), NAMED),
    // From the first warning on.
    endingPortals(tx, caller, 'cancellation', now, within(WARNING_DAYS[0]), NAMED),
  ])
  const entries = new Map(counts.map(({ day, status, portals }) => [`${day} ${status}`, portals]))
  const byStatus = Object.fromEntries(
    PORTAL_STATUSES.map((status) => [
      status,
      days.map((day) => entries.get(`${day} ${status}`) ?? 0),
    ]),
  ) as Dashboard['byStatus']
  const inMonth = new Map(trials.map((one) => [one.month, one]))
  return {
    days,
    byStatus,
    trials: months.map(
      (month) => inMonth.get(month) ?? { month, began: 0, certified: 0, expired: 0 },
    ),
    billed,
    trialsEnding,
    suspensionsEnding,
  }
}
