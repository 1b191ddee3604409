import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { pageBeside, type Page, type Place } from '../../visits/paging.ts'
import type { Person } from '../person.ts'
import { personById } from '../queries.ts'
import { peoplePage, type PeopleFilter } from './queries.ts'

/**
 * A portal's people by name, a page at a time.
 * @param asked.after row id of the person the page follows, `before` of the one it precedes; somebody
 * who is not there begins the list
 */
export const listPeople = (
  tx: Tx,
  portal: string,
  {
    after,
    before,
    limit,
    ...filter
  }: PeopleFilter & Place<string> & { now: Instant; limit: number },
): Promise<Page<Person>> =>
  pageBeside(
    { after, before, limit },
    (id) => personById(tx, portal, id),
    async (place) => (await peoplePage(tx, portal, { ...filter, ...place })) as Person[],
  )
