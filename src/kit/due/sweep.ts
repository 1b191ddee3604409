import type { Instant } from '../clock.ts'
import { DatabaseUnavailable, type Tx } from '../db/database.ts'
import type { Installation } from '../installation.ts'

/** How much is read at once, so that a long absence is worked off in pieces. */
const BATCH = 500

/** What falls due by the clock and is an operation each: it holds and records itself, in its transaction. */
interface Due<D> {
  /** For the log. */
  name: string
  /**
   * What is due by now, the oldest first, `limit` at most; after the last one of the batch before, so that what
   * stays due is passed once. Needs the installation's scope.
   */
  due(tx: Tx, now: Instant, after: D | undefined, limit: number): Promise<readonly D[]>
  /** What is of one is done one after another. */
  queue(due: D): string
  /** Queues worked on at once; more would only take connections from those who wait for a page. */
  atOnce: number
  bringAbout(due: D, now: Instant): Promise<unknown>
}

/**
 * Brings about everything that is due, once each, however often or parallel this is called. What throws is
 * logged and left to the next sweep. With nothing due it costs one probe of an index.
 * @returns how many failed
 * @throws DatabaseUnavailable
 */
export async function sweepDue<D>(
  { db, clock, log }: Pick<Installation, 'db' | 'clock' | 'log'>,
  { name, due, queue, atOnce, bringAbout }: Due<D>,
): Promise<number> {
  let failed = 0
  let last: D | undefined
  for (;;) {
    const { now, batch } = await db.read('installation', async (tx) => {
      const now = await clock.now(tx)
      return { now, batch: await due(tx, now, last, BATCH) }
    })
    const queues = Map.groupBy(batch, queue).values()
    // They share one iterator, so each takes the next queue as it is done with one.
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const those of queues)
          for (const one of those)
            try {
              await bringAbout(one, now)
            } catch (error) {
              if (error instanceof DatabaseUnavailable) throw error
              log.error({ err: error, due: one }, `${name} failed`)
              failed++
            }
      }),
    )
    if (batch.length < BATCH) return failed
    last = batch.at(-1)
  }
}

/** For a job: tells the queue of jobs that something failed, so that an operator sees it. */
export function throwFailed(failed: number): void {
  if (failed > 0) throw new Error(`${failed} of what is due could not be done; the log says why`)
}
