/** A job in hand. */
export interface Taken {
  id: string
  retryCount: number
  data: object
  /** Its lane, such as a portal; jobs without one stand in nobody's way. */
  groupId?: string | null
}

/** How many jobs of a queue one process does at once. */
export interface Room {
  /** Of those that are quick; one that takes long leaves its place to the next. */
  atOnce: number
  /** Quick or not, so many and no more: each may hold a socket. */
  most: number
  /** Of one lane, of those that are quick; twice as many with those that take long. */
  perLane: number
}

interface Queue {
  room: Room
  /** Takes the oldest that waits and is in none of these lanes. */
  take(without: readonly string[]): Promise<Taken | undefined>
  /** Does it, to the end and its record. Never throws. */
  run(job: Taken): Promise<void>
  /** Taking did not work, as while the database is away. */
  failed(error: unknown): void
}

/** Whoever takes longer than this is no longer counted among the quick. */
export const LONG_MS = 3000

/**
 * How often at most it is looked whose turn it is: past a lane in which tens of thousands wait, that
 * reads all of them. So much later than it could a job begins.
 */
const LOOK_MS = 100

/** After a database that did not answer. */
const FAILED_MS = 1000

/**
 * Takes jobs one by one, each as soon as there is a place for it, whatever the others are doing. Lanes
 * take turns: whoever has thousands waiting gets no more than whoever has one.
 */
export class Taking {
  readonly #queue: Queue
  readonly #running = new Map<Taken, Promise<void>>()
  readonly #long = new Set<Taken>()
  /** How many of each lane are in hand. */
  readonly #lanes = new Map<string, { all: number; quick: number }>()
  /** Lanes that have had their turn in this round. */
  readonly #served = new Set<string>()
  #nextRound = 0
  #looking: Promise<void> | undefined
  #again = false
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(queue: Queue) {
    this.#queue = queue
  }

  /** Jobs in hand. */
  get running(): readonly Taken[] {
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
    const { atOnce, most } = this.#queue.room
    const all = this.#running.size
    return !this.#stopped && all < most && all - this.#long.size < atOnce
  }

  async #next(): Promise<Taken | undefined> {
    const full = this.#full()
    const now = performance.now()
    if (now >= this.#nextRound) {
      const past = new Set([...this.#served, ...full])
      const job = await this.#queue.take([...past])
      if (job || past.size === 0) return job
      this.#served.clear()
      this.#nextRound = performance.now() + LOOK_MS
    } else if (full.length > 0) this.#later(this.#nextRound - now)
    // Until the next round whoever is first, which costs nothing to find; not past a lane that is full.
    return full.length > 0 ? undefined : this.#queue.take([])
  }

  #full(): string[] {
    const { perLane } = this.#queue.room
    return [...this.#lanes].flatMap(([lane, { all, quick }]) =>
      quick >= perLane || all >= 2 * perLane ? [lane] : [],
    )
  }

  #begin(job: Taken): void {
    const name = job.groupId
    const lane = (name && this.#lanes.get(name)) || { all: 0, quick: 0 }
    if (name) {
      this.#served.add(name)
      this.#lanes.set(name, lane)
    }
    lane.all++
    lane.quick++
    const long = setTimeout(() => {
      this.#long.add(job)
      lane.quick--
      this.wake()
    }, LONG_MS)
    const run = this.#queue.run(job).finally(() => {
      clearTimeout(long)
      lane.all--
      if (!this.#long.delete(job)) lane.quick--
      if (name && lane.all === 0) this.#lanes.delete(name)
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
