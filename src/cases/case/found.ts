import type { SignedInVisit } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId } from '../../kit/ids.ts'
import { caseById } from './queries.ts'
import type { Case } from './case.ts'

/** The case the path names; null for one of another portal as for one that is none. */
export async function caseIn(
  tx: Tx,
  visit: Pick<SignedInVisit, 'portal' | 'param'>,
): Promise<Case | null> {
  const id = parseId('case', visit.param('case'))
  return (id && (await caseById(tx, visit.portal.id, id))) || null
}
