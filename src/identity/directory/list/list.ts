import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { cursorOf, keyId, keyText } from '../../../kit/cursor.ts'
import { pageBeside, type PageByCursor, type Place } from '../../../web/index.ts'
import type { ShownPerson } from '../../persons/person.ts'
import { peoplePage, type PeopleFilter } from './queries.ts'

/** A place among people by name. */
export const peopleCursor = cursorOf({ name: keyText, id: keyId })

/**
 * A portal's people by name, a page at a time.
 * @param asked.after cursor that the page follows, `before` one that it precedes
 */
export const listPeople = (
  tx: Tx,
  {
    after,
    before,
    limit,
    ...filter
  }: PeopleFilter & Place<string> & { now: Instant; limit: number },
): Promise<PageByCursor<ShownPerson>> =>
  pageBeside(peopleCursor, { after, before, limit }, (place) =>
    peoplePage(tx, { ...filter, ...place }),
  )
