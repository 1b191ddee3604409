import { pageBeside, type Page, type Place } from '../../../identity/index.ts'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Party } from '../party.ts'
import { partiesPage, placeOfParty, type PartyFilter } from './queries.ts'

/** Shown at once: a case may have thousands. */
export const A_PAGE = 50

/**
 * The parties of a case, a page at a time.
 * @param asked.after row id of whom the page follows, `before` of whom it precedes; somebody who is no
 * party begins the list
 */
export const listParties = (
  tx: Tx,
  portal: string,
  {
    after,
    before,
    limit,
    ...filter
  }: PartyFilter & Place<string> & { now: Instant; limit: number },
): Promise<Page<Party>> =>
  pageBeside(
    { after, before, limit },
    (person) => placeOfParty(tx, portal, filter.of, person),
    (place) => partiesPage(tx, portal, { ...filter, ...place }),
  )
