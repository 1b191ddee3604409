import { z } from 'zod'
import { monotonicMs } from '../clock.ts'
import { dueQueue } from '../due/queue.ts'
import { QueueWorker } from '../due/worker.ts'
import { id, show } from '../ids.ts'
import type { Installation } from '../installation.ts'
import {
  done,
  jobCaller,
  operation,
  perform,
  type InWords,
  type Operation,
  type OperationContext,
} from '../operation.ts'
import { refuse } from '../refusal.ts'
import { PROGRESS, counted, type BulkJob, type RowOutcome } from './bulk-job.ts'
import {
  findBulkJob,
  nextRows,
  runningBulkJobs,
  saveBatch,
  takeBulkJob,
  type BulkJobRow,
} from './queries.ts'

/**
 * How long a batch takes rows. What it writes is held until its commit, and others of the portal wait for
 * some of it; how many rows that is depends on how busy the machine is.
 */
const HELD_MS = 200

/** One kind of bulk job: what is done to a batch of its rows, in one transaction. */
export interface BulkJobKind {
  /** Its name in the table; its operation is `<name>.go_on`. */
  name: string
  summary: string
  /** As an operation has it: what a batch did. */
  done: InWords
  /** Rows a transaction, at most. */
  batch: number
  /**
   * @param enough whether no further row is to be taken; asked after each by what goes row by row
   * @returns what each row came to, in the order of the rows, of as many as were taken: one at least
   */
  run(
    op: OperationContext,
    bulkJob: BulkJob & { input: unknown },
    rows: readonly BulkJobRow[],
    enough: () => boolean,
  ): Promise<RowOutcome[]>
}

type BulkJobOperation = ReturnType<typeof bulkJobOperation>

const nameOf = (kind: string) => `${kind}.go_on`

/**
 * Does the next batch of a bulk job: its effects, what each row came to and how far the bulk job is are one
 * transaction, so that whatever is cut off has not happened, and is done by whoever goes on.
 */
export const bulkJobOperation = (kind: BulkJobKind) =>
  operation({
    name: nameOf(kind.name),
    summary: kind.summary,
    done: kind.done,
    details: { rows: { en: 'Rows', es: 'Filas' }, ...PROGRESS },
    input: z.strictObject({ work: id('work') }),
    right: 'job',
    quiet: true,
    async run(op, { work: id }) {
      const { tx, now } = op
      const bulkJob = await takeBulkJob(tx, id)
      if (bulkJob?.kind !== kind.name) return refuse('not_found')
      const next = await nextRows(tx, bulkJob, kind.batch)
      const until = monotonicMs() + HELD_MS
      const outcomes = await kind.run(op, bulkJob, next, () => monotonicMs() >= until)
      const rows = next.slice(0, outcomes.length)
      const counts = counted(bulkJob.counts, outcomes)
      const after = await saveBatch(tx, bulkJob, rows, outcomes, { counts, now })
      op.note({
        subject: show('work', id),
        details: { rows: rows.length, done: after.done, of: after.total },
      })
      return done({ finished: after.state === 'finished' })
    },
  })

/** Long work that runs, by row ids. */
export interface RunningBulkJob {
  portal: string
  work: string
  kind: string
}

/** Each work's batches. Whoever takes one locks the bulk job, and writes down what it came to in one transaction. */
export const bulkJobQueue = dueQueue<RunningBulkJob>({
  names: { wake: 'long_work', sweep: 'long_works_due' },
  key: ({ work }) => work,
  due: runningBulkJobs,
  falls: null,
})

/** Goes on with works until they are done, stopped or in somebody else's hands. */
/** @param operations every one there is, by name: those of bulk jobs among them */
export function bulkJobWorker(
  installation: Installation,
  operations: ReadonlyMap<string, Operation>,
) {
  return new QueueWorker(installation, bulkJobQueue, async ({ portal, work: id, kind }) => {
    const goOn = operations.get(nameOf(kind)) as BulkJobOperation | undefined
    const bulkJob = await installation.db.read({ portal }, (tx) => findBulkJob(tx, id))
    if (!goOn || !bulkJob) return 'nothing'
    // Whoever began it is who does it, in the audit trail as well.
    const { id: person, name } = bulkJob.begunBy
    const caller = { ...jobCaller(portal), id: show('person', person), name, person }
    const result = await perform(installation, goOn, caller, { work: show('work', id) })
    return result.ok && !result.value.finished ? 'done' : 'nothing'
  })
}
