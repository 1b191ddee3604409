import { sql } from 'kysely'
import type { Tx } from './database.ts'

const UNIQUE_VIOLATION = '23505'

/**
 * Runs a write that a unique key may refuse, also for a row that another transaction adds meanwhile. The
 * transaction goes on either way, as if the refused write had not been tried.
 * @returns the name of the key that was taken, or null where it went through
 */
export async function violatedKey(tx: Tx, write: () => Promise<unknown>): Promise<string | null> {
  await sql`savepoint unless_taken`.execute(tx.db)
  try {
    await write()
    await sql`release savepoint unless_taken`.execute(tx.db)
    return null
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code !== UNIQUE_VIOLATION) throw error
    await sql`rollback to savepoint unless_taken`.execute(tx.db)
    return constraint ?? ''
  }
}
