import type { Instant } from '../clock.ts'
import type { Tx } from '../db/database.ts'
import type { Installation } from '../installation.ts'

interface Attempt<T, O, R> {
  /** Holds what is due first, for longer than it can take, or than `hold` waits; null where nothing is. */
  take(tx: Tx, now: Instant): Promise<T | null>
  /**
   * Goes on holding what may take long, every so often: so the hold of whoever dies is over soon. One that comes too
   * late, as while the database is away, has somebody else do it too.
   */
  hold?: { everyMs: number; again(tx: Tx, item: NoInfer<T>): Promise<unknown> }
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
  { take, hold, act, record }: Attempt<T, O, R>,
): Promise<R | null> {
  const item = await db.write({ portal }, async (tx) => take(tx, await clock.now(tx)))
  if (item === null) return null
  const again = () => db.write({ portal }, async (tx) => hold?.again(tx, item))
  const holding = hold && setInterval(() => void again().catch(() => undefined), hold.everyMs)
  const outcome = await act(item).finally(() => clearInterval(holding))
  return db.write({ portal }, async (tx) => record(tx, await clock.now(tx), item, outcome))
}
