/** A job in hand. */
export interface ClaimedJob {
  id: string
  retryCount: number
  data: object
  /** Its group, such as a portal; a job without a group holds up no other. */
  groupId?: string | null
}

/** How many jobs of a queue one process does at once. */
export interface Concurrency {
  /** Of those that are quick; one that takes long leaves its place to the next. */
  atOnce: number
  /** Quick or not, so many and no more: each may hold a socket. */
  most: number
  /** Of one group, of those that are quick; twice as many with those that take long. */
  perGroup: number
}

interface Queue {
  concurrency: Concurrency
  /** Takes the oldest that waits and is in none of these groups. */
  take(without: readonly string[]): Promise<ClaimedJob | undefined>
  /** Does it, to the end and its record. Never throws. */
  run(job: ClaimedJob): Promise<void>
  /** Taking did not work, as while the database is away. */
  failed(error: unknown): void
}

/** Whoever takes longer than this is no longer counted among the quick. */
export const LONG_MS = 3000

/**
 * How often at most it is looked whose turn it is: past a group in which tens of thousands wait, that
 * reads all of them. So much later than it could a job begins.
 */
const LOOK_MS = 100

/** After a database that did not answer. */
const FAILED_MS = 1000

/**
 * Takes jobs one by one, each as soon as there is a place for it, whatever the others are doing. Groups take
 * turns: whoever has thousands waiting gets no more than whoever has one.
 */
export class JobRunner {
  readonly #queue: Queue
  readonly #running = new Map<ClaimedJob, Promise<void>>()
  readonly #long = new Set<ClaimedJob>()
  /** How many of each group are in hand. */
  readonly #groups = new Map<string, { all: number; quick: number }>()
  /** Groups that have had their turn in this round. */
  readonly #hadTurn = new Set<string>()
  #nextRound = 0
  #looking: Promise<void> | undefined
  #again = false
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(queue: Queue) {
    this.#queue = queue
  }

  /** Jobs in hand. */
  get running(): readonly ClaimedJob[] {
    return [...this.#running.keys()]
  }

  /** There may be something to take. */
  wake(): void {
    this.#again = true
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
      if (this.#again && !this.#stopped) this.wake()
    })
  }

  /** Takes nothing more. @returns when what is in hand is done */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#looking
    await Promise.all(this.#running.values())
  }

  async #look(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false
        while (this.#hasPlace()) {
          const job = await this.#next()
          if (!job) break
          this.#begin(job)
        }
      }
    } catch (error) {
      this.#queue.failed(error)
      this.#again = false
      this.#later(FAILED_MS)
    }
  }

  #hasPlace(): boolean {
    const { atOnce, most } = this.#queue.concurrency
    const all = this.#running.size
    return !this.#stopped && all < most && all - this.#long.size < atOnce
  }

  async #next(): Promise<ClaimedJob | undefined> {
    const full = this.#full()
    const now = performance.now()
    if (now >= this.#nextRound) {
      const past = new Set([...this.#hadTurn, ...full])
      const job = await this.#queue.take([...past])
      if (job || past.size === 0) return job
      this.#hadTurn.clear()
      this.#nextRound = performance.now() + LOOK_MS
    } else if (full.length > 0) this.#later(this.#nextRound - now)
    // Until the next round whoever is first, which costs nothing to find; not past a group that is full.
    return full.length > 0 ? undefined : this.#queue.take([])
  }

  #full(): string[] {
    const { perGroup } = this.#queue.concurrency
    return [...this.#groups].flatMap(([group, { all, quick }]) =>
      quick >= perGroup || all >= 2 * perGroup ? [group] : [],
    )
  }

  #begin(job: ClaimedJob): void {
    const name = job.groupId
    const group = (name && this.#groups.get(name)) || { all: 0, quick: 0 }
    if (name) {
      this.#hadTurn.add(name)
      this.#groups.set(name, group)
    }
    group.all++
    group.quick++
    const long = setTimeout(() => {
      this.#long.add(job)
      group.quick--
      this.wake()
    }, LONG_MS)
    const run = this.#queue.run(job).finally(() => {
      clearTimeout(long)
      group.all--
      if (!this.#long.delete(job)) group.quick--
      if (name && group.all === 0) this.#groups.delete(name)
      this.#running.delete(job)
      this.wake()
    })
    this.#running.set(job, run)
  }

  #later(ms: number): void {
    if (this.#stopped) return
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined
        this.wake()
      },
      Math.max(1, ms),
    )
  }
}
