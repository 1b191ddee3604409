import type { Visit } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { within } from '../../kit/db/within.ts'
import { throughInstallation } from './queries.ts'

/*
 * The console looks at other portals than its own. A page is answered inside the transaction that asked
 * the gate, so these move that transaction's walls and set them back: a second transaction would hold a
 * second connection, and enough pages at once would wait for one another for ever.
 */

/** Reads what is one portal's. */
export const inPortal = <T>(
  visit: Visit,
  portal: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => visit.read((tx) => within(tx, portal, visit.portal.id, () => work(tx)))

/** Reads what may be listed across portals. */
export const acrossPortals = <T>(visit: Visit, work: (tx: Tx) => Promise<T>): Promise<T> =>
  visit.read((tx) => throughInstallation(tx, () => work(tx)))
