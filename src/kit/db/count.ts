import type { SelectQueryBuilder } from 'kysely'
import type { Tx } from './database.ts'

/** How many rows a query finds, counted no further than so many: a number that nobody reads is not worth a scan. */
export async function countUpTo<DB, TB extends keyof DB>(
  tx: Tx,
  query: SelectQueryBuilder<DB, TB, object>,
  most: number,
): Promise<number> {
  const row = await tx.db
    .selectFrom(query.limit(most).as('found'))
    .select((of) => of.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return row.rows
}
