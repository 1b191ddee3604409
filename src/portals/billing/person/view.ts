import type { Visit } from '../../../identity/index.ts'
import { billingMonth, monthOf } from '../month.ts'
import { billingZone, spansOfPerson } from '../queries.ts'
import { isBillable, type Billable } from './billable.ts'

/** How one of the visited portal's people stands on this month's bill; null where that has none. @param person row id */
export const billableNow = (
  { portal, now, read }: Visit,
  person: string,
): Promise<(Billable & { zone: string }) | null> =>
  read(async (tx) => {
    const zone = await billingZone(tx, portal.id)
    const month = billingMonth(monthOf(now, zone), zone)
    const { seats, statuses } = await spansOfPerson(tx, portal.id, person, month)
    const standing = isBillable(seats, statuses, month, now)
    return standing && { ...standing, zone }
  })
