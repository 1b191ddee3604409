import { z } from 'zod'
import { monotonicMs } from '../clock.ts'
import { id, show } from '../ids.ts'
import type { Installation } from '../installation.ts'
import { jobType, nudgeType } from '../jobs.ts'
import { done, jobCaller, operation, perform, type Work } from '../operation.ts'
import { refuse } from '../refusal.ts'
import { counted, type LongWork, type RowOutcome } from './long-work.ts'
import { findWork, nextRows, runningWorks, saveBatch, takeWork, type WorkRow } from './queries.ts'

/**
 * How long a batch takes rows. What it writes is held until its commit, and others of the portal wait for
 * some of it; how many rows that is depends on how busy the machine is.
 */
const HELD_MS = 200

/** One kind of long work: what is done to a batch of its rows, in one transaction. */
export interface WorkKind {
  /** Its name in the table; its operation is `<name>.go_on`. */
  name: string
  summary: string
  /** Rows a transaction, at most. */
  batch: number
  /**
   * @param enough whether no further row is to be taken; asked after each by what goes row by row
   * @returns what each row came to, in the order of the rows, of as many as were taken: one at least
   */
  run(
    work: Work,
    long: LongWork & { input: unknown },
    rows: readonly WorkRow[],
    enough: () => boolean,
  ): Promise<RowOutcome[]>
}

type GoOn = ReturnType<typeof goOnWith>

/**
 * Does the next batch of a work: its effects, what each row came to and how far the work is are one
 * transaction, so that whatever is cut off has not happened, and is done by whoever goes on.
 */
export const goOnWith = (kind: WorkKind) =>
  operation({
    name: `${kind.name}.go_on`,
    summary: kind.summary,
    input: z.strictObject({ work: id('work') }),
    right: 'job',
    quiet: true,
    async run(work, { work: id }) {
      const { tx, portal, now } = work
      const long = await takeWork(tx, portal, id)
      if (long?.kind !== kind.name) return refuse('not_found')
      const next = await nextRows(tx, portal, long, kind.batch)
      const until = monotonicMs() + HELD_MS
      const outcomes = await kind.run(work, long, next, () => monotonicMs() >= until)
      const rows = next.slice(0, outcomes.length)
      const counts = counted(long.counts, outcomes)
      const after = await saveBatch(tx, portal, long, rows, outcomes, { counts, now })
      work.note({
        subject: show('work', id),
        details: { rows: rows.length, done: after.done, of: after.total },
      })
      return done({ finished: after.state === 'finished' })
    },
  })

export interface Running {
  /** Row ids. */
  portal: string
  work: string
  kind: string
}

/** A work is to be gone on with. A nudge too many finds it in hand, or done. */
export const workJob = nudgeType<Running>('long_work')

/** Run every minute: goes on with what a process left that died. */
export const worksDueJob = jobType<object>('long_works_due', 0)

export async function wakeWorks({ db, jobs }: Installation): Promise<void> {
  await db.write('installation', async (tx) => {
    for (const running of await runningWorks(tx)) await jobs.enqueue(tx, workJob, running)
  })
}

/** Goes on with works until they are done, stopped or in somebody else's hands; each once in this process. */
export class Works {
  readonly #installation: Installation
  readonly #kinds: ReadonlyMap<string, GoOn>
  /** Works in hand; true where somebody has asked again meanwhile, as resuming does. */
  readonly #busy = new Map<string, boolean>()

  constructor(installation: Installation, kinds: readonly GoOn[]) {
    this.#installation = installation
    this.#kinds = new Map(kinds.map((goOn) => [goOn.name.replace(/\.go_on$/, ''), goOn]))
  }

  /** @throws what a batch threw; the next sweep tries again */
  async run(running: Running): Promise<void> {
    const { work } = running
    if (this.#busy.has(work)) return void this.#busy.set(work, true)
    try {
      do {
        this.#busy.set(work, false)
        await this.#goOn(running)
      } while (this.#busy.get(work))
    } finally {
      this.#busy.delete(work)
    }
  }

  async #goOn({ portal, work: id, kind }: Running): Promise<void> {
    const goOn = this.#kinds.get(kind)
    const { db, jobs } = this.#installation
    const work = await db.read({ portal }, (tx) => findWork(tx, portal, id))
    if (!goOn || !work) return
    // Whoever began it is who does it, in the audit trail as well.
    const { id: person, name } = work.begunBy
    const caller = { ...jobCaller(portal), id: show('person', person), name, person }
    const input = { work: show('work', id) }
    while (!jobs.stopping) {
      const result = await perform(this.#installation, goOn, caller, input)
      if (!result.ok || result.value.finished) return
    }
  }
}
