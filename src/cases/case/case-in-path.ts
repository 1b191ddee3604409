import type { SignedInContext } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId } from '../../kit/ids.ts'
import { caseById } from './queries.ts'
import type { Case } from './case.ts'

/** The case in the path; null where the portal has none by that id. */
export async function caseInPath(
  tx: Tx,
  ctx: Pick<SignedInContext, 'portal' | 'param'>,
): Promise<Case | null> {
  const id = parseId('case', ctx.param('case'))
  return (id && (await caseById(tx, id))) || null
}
