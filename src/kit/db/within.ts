import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** Runs `work` with the transaction set to another portal, then sets it back. */
export async function within<T>(
  tx: Tx,
  portal: string,
  back: string,
  work: () => Promise<T>,
): Promise<T> {
  await sql`select set_config('app.portal_id', ${portal}, true)`.execute(tx.db)
  const result = await work()
  await sql`select set_config('app.portal_id', ${back}, true)`.execute(tx.db)
  return result
}
