import { DatabaseUnavailable } from '../db/database.ts'
import type { Installation } from '../installation.ts'
import { handle, type JobHandler } from '../jobs.ts'
import { Turns } from '../turns.ts'
import { wakeDue, type DueQueue } from './queue.ts'
import { throwFailed } from './sweep.ts'

/**
 * What came of the next thing in a queue: it is `done`; there was `nothing` that is due and may be done; or it
 * `failed`, is logged and held or put off, so that the queue goes on with what comes after it.
 */
export type Next = 'done' | 'nothing' | 'failed'

/**
 * Does what is due in the queues of one kind, each until nothing is. In one process nobody is at a queue
 * twice; that two processes are not is up to what holds its rows.
 */
export class QueueWorker<Q extends { portal: string }> {
  readonly #installation: Installation
  readonly #queue: DueQueue<Q>
  readonly #next: (queue: Q) => Promise<Next>
  readonly #turns: Turns
  /** Queues in hand; true where somebody has woken one again meanwhile. */
  readonly #busy = new Map<string, boolean>()
  /** Since the last sweep. */
  #failed = 0

  constructor(installation: Installation, queue: DueQueue<Q>, next: (queue: Q) => Promise<Next>) {
    this.#installation = installation
    this.#queue = queue
    this.#next = next
    this.#turns = new Turns(queue.atOnce ?? Infinity)
  }

  /** @throws what kept it from going on: the sweep comes back to it */
  async run(queue: Q): Promise<void> {
    const key = this.#queue.key(queue)
    if (this.#busy.has(key)) return void this.#busy.set(key, true)
    try {
      do {
        this.#busy.set(key, false)
        await this.#goOn(queue)
      } while (this.#busy.get(key))
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) this.#failed++
      throw error
    } finally {
      this.#busy.delete(key)
    }
  }

  /** Whoever stops leaves the rest to the next who starts. */
  async #goOn(queue: Q): Promise<void> {
    while (!this.#installation.jobs.stopping) {
      const next = await this.#turns.take(queue.portal, () => this.#next(queue))
      if (next === 'nothing') return
      if (next === 'failed') this.#failed++
    }
  }

  /** @throws where something failed since the last sweep, so that the operator sees it parked */
  async sweep(): Promise<void> {
    await wakeDue(this.#installation, this.#queue)
    const failed = this.#failed
    this.#failed = 0
    throwFailed(failed)
  }

  get handlers(): readonly JobHandler[] {
    return [
      handle(this.#queue.wake, (queue) => this.run(queue)),
      handle(this.#queue.sweep, () => this.sweep()),
    ]
  }
}
