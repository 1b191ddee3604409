import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { pageOf, type Page, type Place } from '../../visits/paging.ts'
import type { Person } from '../person.ts'
import { personById } from '../queries.ts'
import { peoplePage, type PeopleFilter } from './queries.ts'

/**
 * A portal's people by name, a page at a time.
 * @param asked.after row id of the person the page follows, `before` of the one it precedes; somebody
 * who is not there begins the list
 */
export async function listPeople(
  tx: Tx,
  portal: string,
  {
    after,
    before,
    limit,
    ...filter
  }: PeopleFilter & Place<string> & { now: Instant; limit: number },
): Promise<Page<Person>> {
  const mark = after ?? before
  const at = mark === undefined ? undefined : await personById(tx, portal, mark)
  const place = at && (after === undefined ? { before: at } : { after: at })
  const rows = await peoplePage(tx, portal, { ...filter, ...place, limit: limit + 1 })
  return pageOf(rows as Person[], limit, place ?? {})
}
