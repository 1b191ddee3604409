import { DatabaseUnavailable } from '../../../kit/db/database.ts'
import type { Installation } from '../../../kit/installation.ts'
import { jobType } from '../../../kit/jobs.ts'
import { dueRuns, type DueRun } from './queries.ts'
import { carryOut, type Operations } from './running.ts'

/** How much is read at once, so that a long absence is worked off in pieces. */
const BATCH = 500
/** Portals worked on at once; more would only take connections from those who wait for a page. */
const AT_ONCE = 4

/** Run every minute; the next one comes anyway, so it is not retried. */
export const proceduresDueJob = jobType<object>('procedures_due', 0)

/**
 * Does what has fallen due, the oldest first, and what was cut off. May be called by any number at once.
 * With nothing due it costs one probe of an index.
 * @throws DatabaseUnavailable; an Error where something could not be done, once all else is
 */
export async function runDueProcedures(
  installation: Installation,
  operations: Operations,
): Promise<void> {
  let failed = 0
  let last: DueRun | undefined
  for (;;) {
    const due = await installation.db.read('installation', async (tx) =>
      dueRuns(tx, await installation.clock.now(tx), last, BATCH),
    )
    const portals = Map.groupBy(due, ({ portal }) => portal).values()
    // They share one iterator, so each takes the next portal as it is done with one.
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const runs of portals)
          for (const run of runs) failed += (await isDone(installation, operations, run)) ? 0 : 1
      }),
    )
    last = due.at(-1)
    if (due.length < BATCH) break
  }
  if (failed > 0) throw new Error(`${failed} runs could not be done; the log says why`)
}

async function isDone(
  installation: Installation,
  operations: Operations,
  { portal, run }: DueRun,
): Promise<boolean> {
  try {
    await carryOut(installation, operations, { portal, run })
    return true
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    installation.log.error({ err: error, portal, run }, 'run of a procedure failed')
    return false
  }
}
