import { pageBeside, type PageByCursor, type Place } from '../../../web/index.ts'
import type { Instant } from '../../../kit/clock.ts'
import { cursorOf, keyId, keyInstant, keyText } from '../../../kit/cursor.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Contact } from '../contact.ts'
import { contactsPage, type ContactFilter, type Sort } from './queries.ts'

/** A place among contacts, however they are sorted. */
export const contactsCursor = cursorOf({ name: keyText, created_at: keyInstant, id: keyId })

/**
 * A portal's contacts, a page at a time.
 * @param asked.after cursor that the page follows, `before` one that it precedes
 */
export const listContacts = (
  tx: Tx,
  {
    after,
    before,
    limit,
    ...filter
  }: ContactFilter & Place<string> & { sort: Sort; now: Instant; limit: number },
): Promise<PageByCursor<Contact>> =>
  pageBeside(contactsCursor, { after, before, limit }, (place) =>
    contactsPage(tx, { ...filter, ...place }),
  )
