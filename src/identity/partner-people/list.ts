import type { Tx } from '../../kit/db/database.ts'
import type { Person } from '../persons/person.ts'
import { peopleCursor } from '../persons/list/list.ts'
import { pageBeside, type PageByCursor } from '../../web/index.ts'
import { partnerPeople } from './queries.ts'

/**
 * A partner's people by name, a page at a time. The transaction must be set to the console.
 * @param asked.after cursor that the page follows
 */
export const listPartnerPeople = (
  tx: Tx,
  partner: string,
  asked: { after?: string; limit: number },
): Promise<PageByCursor<Person>> =>
  pageBeside(peopleCursor, asked, (place) => partnerPeople(tx, partner, place))
