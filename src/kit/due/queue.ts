import type { Instant } from '../clock.ts'
import type { Tx } from '../db/database.ts'
import type { Installation } from '../installation.ts'
import { jobType, wakeType, type JobType } from '../jobs.ts'

/** A span of time: after the one moment, and until the other. */
export interface Span {
  from: Instant
  until: Instant
}

/**
 * Queues of one kind, such as one for each endpoint of a webhook. What is due in one of them is done one thing
 * after another, so that a slow one delays itself alone. What is due lies in a table and is held there by
 * whoever takes it: jobs only wake, and none of them is missed when it is lost.
 */
export interface DueQueue<Q extends { portal: string }> {
  /** Says that something is due in a queue. A wake too many finds nothing. */
  readonly wake: JobType<Q>
  /** Run every minute: wakes each queue in which something is due, as what a process left that died. */
  readonly sweep: JobType<object>
  /** What tells a queue from all others of its kind. */
  readonly key: (queue: Q) => string
  /** In how many something is done at once in one process, portals in turn; in all, unless told otherwise. */
  readonly atOnce?: number
  /** Those in which something is due that nobody is at. Needs the installation's scope. */
  readonly due: (tx: Tx, now: Instant) => Promise<readonly Q[]>
  /**
   * How much falls due by the clock alone within a span, for whoever moves a test clock; null where work is due as it
   * comes, and the clock only goes on with what was left. Needs the installation's scope.
   */
  readonly falls: ((tx: Tx, span: Span) => Promise<number>) | null
}

/** @param names of its jobs, as the page of jobs and the database have them */
export const dueQueue = <Q extends { portal: string }>({
  names,
  ...queue
}: { names: { wake: string; sweep: string } } & Omit<
  DueQueue<Q>,
  'wake' | 'sweep'
>): DueQueue<Q> => ({
  ...queue,
  wake: wakeType<Q>(names.wake),
  // The next one comes anyway, so it is not tried again.
  sweep: jobType<object>(names.sweep, 0),
})

/** Wakes every queue in which something is due; costs what is due. */
export async function wakeDue<Q extends { portal: string }>(
  { db, clock, jobs }: Pick<Installation, 'db' | 'clock' | 'jobs'>,
  { due, wake }: Pick<DueQueue<Q>, 'due' | 'wake'>,
): Promise<void> {
  await db.write('installation', async (tx) => {
    for (const queue of await due(tx, await clock.now(tx))) await jobs.enqueue(tx, wake, queue)
  })
}

/** The sweep comes every minute; what is due before the next one gets a wake of its own. */
const SOON_SECONDS = 60

/** Sees to it that a queue is woken in so much time. */
export async function wakeIn<Q extends { portal: string }>(
  { jobs }: Pick<Installation, 'jobs'>,
  tx: Tx,
  { wake }: DueQueue<Q>,
  queue: Q,
  wait: Temporal.Duration,
): Promise<void> {
  const afterSeconds = Math.max(1, Math.ceil(wait.total('seconds')))
  if (afterSeconds <= SOON_SECONDS) await jobs.enqueue(tx, wake, queue, { afterSeconds })
}
