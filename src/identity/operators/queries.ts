import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'

/** Whether the installation has an operator who can come in. The transaction must be set to the console. */
export async function isSetUp(tx: Tx): Promise<boolean> {
  const operator = tx.db
    .selectFrom('persons')
    .select('id')
    .where('kind', '=', 'operator')
    .where('activated_at', 'is not', null)
    .limit(1)
  const [set, present] = await Promise.all([
    tx.db.selectFrom('installation').select('set_up_at').executeTakeFirstOrThrow(),
    operator.executeTakeFirst(),
  ])
  return set.set_up_at !== null || present !== undefined
}

/** Marks the installation as set up, locking it until then. @returns false where it was already */
export async function claimSetUp(tx: Tx, now: Instant): Promise<boolean> {
  const claimed = await tx.db
    .updateTable('installation')
    .set({ set_up_at: now })
    .where('set_up_at', 'is', null)
    .executeTakeFirst()
  return claimed.numUpdatedRows === 1n
}
