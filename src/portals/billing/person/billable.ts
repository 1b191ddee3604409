import type { Instant } from '../../../kit/clock.ts'
import { STATUSES } from '../../status/portal-status.ts'
import { billPortal, type BilledPerson, type SeatSpan, type StatusSpan } from '../bill.ts'
import type { BillingMonth } from '../../months/month.ts'

/** Is this person billable, and why? For a month as far as it has gone. */
export interface Billable {
  /** `2028-02`. */
  month: string
  /** As on the bill, were the month to end now: `ended` is `month` while they count. Null where they do not. */
  counted: BilledPerson | null
  /** Since when they hold an enabled PRO seat; null where they hold none now. */
  seatSince: Instant | null
  /** Whether they held one in this month at all. */
  heldSeat: boolean
  status: StatusSpan['status']
  statusSince: Instant
  /** Whether the portal is billable in that status. */
  billable: boolean
}

/**
 * @param seats the person's, those that touch the month
 * @param statuses the portal's, from its beginning
 * @returns null for a portal without a history, which is on no bill
 */
export function isBillable(
  seats: readonly SeatSpan[],
  statuses: readonly StatusSpan[],
  month: BillingMonth,
  now: Instant,
): Billable | null {
  const at = now.epochMilliseconds
  const status = statuses.findLast(({ from }) => from <= at)
  if (!status) return null
  // To the end of this very millisecond, so that what has just begun counts.
  const soFar = { ...month, until: Math.min(at + 1, month.until) }
  const [counted] = billPortal(seats, statuses, null, soFar).persons
  const seat = seats.find(({ from, until }) => from <= at && at < until)
  return {
    month: month.name,
    counted: counted ?? null,
    seatSince: seat ? Temporal.Instant.fromEpochMilliseconds(seat.from) : null,
    heldSeat: seats.some(({ from, until }) => from <= at && until > month.from),
    status: status.status,
    statusSince: Temporal.Instant.fromEpochMilliseconds(status.from),
    billable: STATUSES[status.status].billable,
  }
}
