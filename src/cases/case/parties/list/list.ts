import { z } from 'zod'
import { pageBeside, type PageByCursor, type Place } from '../../../../web/index.ts'
import type { Instant } from '../../../../kit/clock.ts'
import { cursorOf, keyId, keyInstant } from '../../../../kit/cursor.ts'
import type { Tx } from '../../../../kit/db/database.ts'
import { SIDES, type Party } from '../party.ts'
import { partiesPage, type PartyFilter } from './queries.ts'

/** Shown at once: a case may have thousands. */
export const A_PAGE = 50

/** A place among the parties of a case. */
export const partiesCursor = cursorOf({
  side: z.enum(SIDES),
  added_at: keyInstant,
  person_id: keyId,
})

/**
 * The parties of a case, a page at a time.
 * @param asked.after cursor that the page follows, `before` one that it precedes
 */
export const listParties = (
  tx: Tx,
  {
    after,
    before,
    limit,
    ...filter
  }: PartyFilter & Place<string> & { now: Instant; limit: number },
): Promise<PageByCursor<Party>> =>
  pageBeside(partiesCursor, { after, before, limit }, (place) =>
    partiesPage(tx, { ...filter, ...place }),
  )
