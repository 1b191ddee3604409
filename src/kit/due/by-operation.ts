import type { z } from 'zod'
import type { Instant } from '../clock.ts'
import { DatabaseUnavailable, type Tx } from '../db/database.ts'
import type { Installation } from '../installation.ts'
import { clockCaller, perform, type Operation } from '../operation.ts'
import type { Next } from './worker.ts'

/** What is due in a portal's queue and is an operation of the clock's. */
interface ByOperation<T, I extends z.ZodType> {
  /** What has been due for longest; `passed` was settled in the same transaction. Null where nothing is due. */
  next(tx: Tx, now: Instant): Promise<{ due: T } | 'passed' | null>
  /** Looks once more, under a lock, whether it is due: refused with `not_first` it was somebody else's. */
  operation: Operation<I>
  input(due: T): z.input<I>
  /** It failed: it comes again then, behind all others. */
  putOff(tx: Tx, due: T, until: Instant): Promise<void>
}

const AGAIN_MINUTES = 30

/** Does what is due first, in one transaction of its operation. @throws DatabaseUnavailable */
export async function nextByOperation<T, I extends z.ZodType>(
  installation: Installation,
  portal: string,
  { next, operation, input, putOff }: ByOperation<T, I>,
): Promise<Next> {
  const { db, clock, log } = installation
  const first = await db.write({ portal }, async (tx) => next(tx, await clock.now(tx)))
  if (first === null) return 'nothing'
  if (first === 'passed') return 'done'
  try {
    const result = await perform(installation, operation, clockCaller(portal), input(first.due))
    if (!result.ok && result.code !== 'not_first') throw new Error(result.code)
    return 'done'
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    log.error({ err: error, portal, due: first.due }, `${operation.name} could not be done`)
    await db.write({ portal }, async (tx) =>
      putOff(tx, first.due, (await clock.now(tx)).add({ minutes: AGAIN_MINUTES })),
    )
    return 'failed'
  }
}
