import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE } from '../../kit/ids.ts'

/** Whether somebody has vouched for a portal by certifying it; the console is the operator's own. */
export async function isVouchedFor(tx: Tx): Promise<boolean> {
  if (tx.portal === CONSOLE) return true
  const row = await tx.db.selectFrom('portals').select('status').executeTakeFirst()
  return row?.status === 'certified_secure'
}
