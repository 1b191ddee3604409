import type { RequestContext } from '../../../web/index.ts'
import { openMonth } from '../../months/month.ts'
import { billedSoFarFor, spansOfPerson } from '../queries.ts'
import { isBillable, type Billable } from './billable.ts'

/**
 * How one of the current portal's people stands on this month's bill; null where that has none.
 * @param person row id
 */
export const billableNow = (
  { now, read }: RequestContext,
  person: string,
): Promise<(Billable & { zone: string }) | null> =>
  read(async (tx) => {
    const month = openMonth(await billedSoFarFor(tx), now)
    const { seats, statuses } = await spansOfPerson(tx, person, month)
    const standing = isBillable(seats, statuses, month, now)
    return standing && { ...standing, zone: month.zone }
  })
