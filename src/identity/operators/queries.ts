import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE } from '../../kit/ids.ts'
import type { Person } from '../persons/person.ts'
import { PERSON_COLUMNS } from '../persons/queries.ts'

/** Whether the installation has an operator who can come in. The transaction must be set to the console. */
export async function isSetUp(tx: Tx): Promise<boolean> {
  const operator = tx.db
    .selectFrom('persons')
    .select('id')
    .where('portal_id', '=', CONSOLE)
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

/** Operators in the order they were added, which is that of their ids. @param asked.after row id of the one before */
export async function operatorsAfter(
  tx: Tx,
  { after, limit }: { after?: string; limit: number },
): Promise<Person[]> {
  let query = tx.db
    .selectFrom('persons')
    .select(PERSON_COLUMNS)
    .where('portal_id', '=', CONSOLE)
    .where('kind', '=', 'operator')
    .orderBy('id')
    .limit(limit)
  if (after !== undefined) query = query.where('id', '>', after)
  return (await query.execute()) as Person[]
}
