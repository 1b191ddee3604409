import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'

/**
 * Takes the next place in a series. Whoever else wants one waits for the commit, and gets this one if it is rolled
 * back: there are no gaps. Ask as late as can be.
 */
export async function takePlace(
  tx: Tx,
  kind: 'invoice' | 'credit_note',
  series: string,
): Promise<number> {
  const { last } = await tx.db
    .insertInto('numbers')
    .values({ kind: `${kind} ${series}`, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['portal_id', 'kind']).doUpdateSet({ last: sql`numbers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}
