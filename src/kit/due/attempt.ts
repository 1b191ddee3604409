import type { Instant } from '../clock.ts'
import type { Tx } from '../db/database.ts'
import type { Installation } from '../installation.ts'

interface Attempt<T, O, R> {
  /** Holds what is due first, for longer than it can take; null where nothing is. */
  take(tx: Tx, now: Instant): Promise<T | null>
  /** Tells others. Killed here, it is done again, once the hold is over: they must know it again. */
  act(item: T): Promise<O>
  /** Writes down what came of it, and lets go. */
  record(tx: Tx, now: Instant, item: T, outcome: O): Promise<R>
}

/**
 * One attempt at what others have to take: taken in one transaction, done in none, written down in another.
 * @returns what was recorded; null where nothing was taken
 */
export async function attempt<T, O, R>(
  { db, clock }: Pick<Installation, 'db' | 'clock'>,
  portal: string,
  { take, act, record }: Attempt<T, O, R>,
): Promise<R | null> {
  const item = await db.write({ portal }, async (tx) => take(tx, await clock.now(tx)))
  if (item === null) return null
  const outcome = await act(item)
  return db.write({ portal }, async (tx) => record(tx, await clock.now(tx), item, outcome))
}
