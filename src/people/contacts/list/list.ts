import { pageBeside, type Page, type Place } from '../../../identity/index.ts'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Contact } from '../contact.ts'
import { contactById } from '../queries.ts'
import { contactsPage, type ContactFilter, type Sort } from './queries.ts'

/**
 * A portal's contacts, a page at a time.
 * @param asked.after row id of the contact the page follows, `before` of the one it precedes; somebody
 * who is not there begins the list
 */
export const listContacts = (
  tx: Tx,
  portal: string,
  {
    after,
    before,
    limit,
    ...filter
  }: ContactFilter & Place<string> & { sort: Sort; now: Instant; limit: number },
): Promise<Page<Contact>> =>
  pageBeside(
    { after, before, limit },
    (id) => contactById(tx, portal, id),
    (place) => contactsPage(tx, portal, { ...filter, ...place }),
  )
