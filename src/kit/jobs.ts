import { PgBoss, type FetchOptions } from 'pg-boss'
import type { Logger } from 'pino'
import pg from 'pg'
import { Database, type Tx } from './db/database.ts'
import { JobQueues, SCHEMA } from './job-queues.ts'
import { JobRunner, type Concurrency, type ClaimedJob } from './job-runner.ts'

/** Work to be done after a commit, at least once: a handler must be able to run twice. */
export interface JobType<D extends object> {
  name: string
  /** How often it is tried again before it is parked for the operator to see. */
  retries: number
  /**
   * Only wakes somebody: what is to be done lies elsewhere and is found again without it. The queue does not
   * wait for it, so that one that takes long holds up no other.
   */
  readonly wakes?: true
  /** How many are done at once, where that is not `CONCURRENCY`. */
  readonly concurrency?: Concurrency
  readonly _data?: D
}

export const jobType = <D extends object>(
  name: string,
  retries: number,
  concurrency?: Concurrency,
): JobType<D> => ({ name, retries, ...(concurrency && { concurrency }) })

export const wakeType = <D extends object>(name: string): JobType<D> => ({
  name,
  retries: 0,
  wakes: true,
})

/** One try of a job. */
export interface Attempt {
  /** It is parked if this one fails, too. */
  last: boolean
}

/** Does one job. Throwing means: try again later. */
export interface JobHandler<D extends object = object> {
  type: JobType<D>
  run(data: D, attempt: Attempt): Promise<void>
}

export const handle = <D extends object>(
  type: JobType<D>,
  run: (data: D, attempt: Attempt) => Promise<void>,
): JobHandler => ({ type, run: run as JobHandler['run'] })

/** Thrown by a handler: there is no place for it now. It waits for so long, and that is no failed try. */
export class NoPlace extends Error {
  readonly seconds: number

  constructor(seconds: number) {
    super('no place')
    this.seconds = seconds
  }
}

/** A worker that dies is noticed after this long without a heartbeat, and its jobs run elsewhere. */
const HEARTBEAT_SECONDS = 10

/** A job that takes longer is given up, so that its place goes to others. */
const LIMIT_SECONDS = 3600

/** Jobs whose data names a portal are in its group: four of ten, so that no portal has all. */
const CONCURRENCY: Concurrency = { atOnce: 10, most: 20, perGroup: 4 }

/** It is heard at once that there is a new job; this is for what has waited for its time, or was not heard. */
const LOOK_SECONDS = 5
const LOOK_SECONDS_DEAF = 1

/** How long those under way have to end when the process is to stop. */
const STOP_MS = 10_000

/** Makes the queues. Runs as the owner, since only it may change the schema. */
export async function installQueues(
  ownerUrl: string,
  types: readonly JobType<object>[],
): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => undefined)
  try {
    await boss.start()
    const present = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
    for (const { name, retries } of types) {
      const options = {
        retryLimit: retries,
        retryDelay: 2,
        retryBackoff: true,
        retryDelayMax: 3600,
        expireInSeconds: LIMIT_SECONDS,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        notify: true,
      }
      const is = present.get(name)
      if (is && Object.entries(options).every(([key, to]) => is[key as keyof typeof is] === to))
        continue
      await boss.createQueue(name, options)
      await boss.updateQueue(name, options)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`grant usage on schema ${SCHEMA} to gatehouse_app;
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to gatehouse_app;
    grant execute on all functions in schema ${SCHEMA} to gatehouse_app`)
  await owner.end()
}

export class Jobs {
  readonly #boss: PgBoss
  readonly #db: Database
  readonly #log: Logger
  /** How they stand. */
  readonly queues: JobQueues
  /** By queue. */
  readonly #runners = new Map<string, JobRunner>()
  #timers: NodeJS.Timeout[] = []
  /** What was woken and is under way. */
  readonly #going = new Set<Promise<void>>()
  #stopping = false
  /** Whether the database tells of new jobs. */
  #hears = false

  constructor(url: string, types: readonly JobType<object>[], log: Logger) {
    // For what pages ask of the queue. They hold a connection of the other pool meanwhile: with theirs,
    // enough of them would wait for one another.
    this.#db = new Database(url, { connections: 2 })
    this.queues = new JobQueues(this.#db, types)
    this.#log = log
    this.#boss = new PgBoss({
      connectionString: url,
      schema: SCHEMA,
      max: 3,
      migrate: false,
      createSchema: false,
      useListenNotify: true,
      reindex: false,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
      monitorVacuum: false,
    })
    // The queue reconnects by itself; the log tells that it had to.
    // Only its words: a driver's error holds the whole connection, secrets included.
    this.#boss.on('error', (error) => log.warn({ err: (error as Error).message }, 'job queue'))
    this.#overhear()
  }

  /** The queue hears of new jobs for its own workers, which take jobs in batches; here we do, too. */
  #overhear(): void {
    const db = this.#boss.getDb()
    const listen = db.listen!.bind(db)
    db.listen = async (channel, heard, again) => {
      const handle = await listen(
        channel,
        (queue) => {
          heard(queue)
          this.#runners.get(queue)?.wake()
        },
        () => {
          again()
          this.#wakeAll()
        },
      )
      this.#hears = true
      return handle
    }
  }

  #wakeAll(): void {
    for (const runner of this.#runners.values()) runner.wake()
  }

  async start(): Promise<void> {
    await this.#boss.start()
  }

  /** Queues a job in the transaction of its cause: it exists if and only if that commits. */
  async enqueue<D extends object>(
    tx: Tx,
    type: JobType<D>,
    data: D,
    { afterSeconds }: { afterSeconds?: number } = {},
  ): Promise<void> {
    await this.#boss.send(type.name, data, {
      startAfter: afterSeconds,
      ...queueOf(data),
      db: { executeSql: async (text, values) => ({ rows: await tx.run(text, values ?? []) }) },
    })
  }

  /** Starts working; every process that calls this shares the load. */
  async work(handlers: readonly JobHandler[]): Promise<void> {
    for (const handler of handlers) {
      const { name, concurrency = CONCURRENCY } = handler.type
      this.#runners.set(
        name,
        new JobRunner({
          concurrency,
          take: async (without) => (await this.#fetch(name, { ignoreGroups: [...without] }))[0],
          run: (job) => this.#run(handler, job),
          failed: (error) => this.#warn(error),
        }),
      )
    }
    this.#wakeAll()
    const lookSeconds = this.#hears ? LOOK_SECONDS : LOOK_SECONDS_DEAF
    this.#timers = [
      setInterval(() => this.#wakeAll(), lookSeconds * 1000),
      setInterval(() => void this.#keepAlive(), (HEARTBEAT_SECONDS / 2) * 1000),
    ]
  }

  /** What the clock queues carries no data, and is about nothing. */
  async #fetch(name: string, which: FetchOptions): Promise<ClaimedJob[]> {
    const jobs = await this.#boss.fetch<object | null>(name, which)
    return jobs.map((job) => ({ ...job, data: job.data ?? {} }) as ClaimedJob)
  }

  /** Tells that whoever has these jobs in hand lives. */
  async #keepAlive(): Promise<void> {
    for (const [name, { running }] of this.#runners)
      if (running.length > 0)
        await this.#boss.touch(name, [...running]).catch((error: unknown) => this.#warn(error))
  }

  #warn(error: unknown): void {
    this.#log.warn({ err: (error as Error).message }, 'job queue')
  }

  /** What cannot be written down is done again once its heartbeat is missed. */
  async #run({ type, run }: JobHandler, job: ClaimedJob): Promise<void> {
    try {
      if (type.wakes) this.#go(type, () => run(job.data, { last: false }))
      else await inTime(run(job.data, attemptOf(type, job)))
    } catch (error) {
      return this.#notDone(type, job, error as Error).catch((failure: unknown) =>
        this.#warn(failure),
      )
    }
    await this.#boss.complete(type.name, job).catch((error: unknown) => this.#warn(error))
  }

  async #notDone({ name }: JobType<object>, job: ClaimedJob, error: Error): Promise<void> {
    if (error instanceof NoPlace) {
      await this.#db.ask(
        `update ${SCHEMA}.job set state = 'created', started_on = null, heartbeat_on = null,
           start_after = now() + make_interval(secs => $4)
         where name = $1 and id = $2 and state = 'active' and retry_count = $3`,
        [name, job.id, job.retryCount, error.seconds],
      )
      setTimeout(() => this.#runners.get(name)?.wake(), error.seconds * 1000).unref()
      return
    }
    this.#log.error({ err: error, queue: name, job: job.id }, 'job failed')
    await this.#boss.fail(name, job, { message: error.message })
  }

  #go({ name }: JobType<object>, run: () => Promise<void>): void {
    const going = run()
      .catch((error: unknown) => this.#log.error({ err: error, queue: name }, 'job failed'))
      .finally(() => this.#going.delete(going))
    this.#going.add(going)
  }

  /** Runs a job by the clock; `cron` in UTC. */
  async schedule(type: JobType<object>, cron: string): Promise<void> {
    await this.#boss.schedule(type.name, cron)
  }

  /**
   * Does everything that is waiting, until nothing is: for tests, instead of `work`.
   * @throws what a handler threw
   */
  async drain(handlers: readonly JobHandler[]): Promise<number> {
    let done = 0
    for (let idle = false; !idle;) {
      idle = true
      let waiting = await this.#waiting()
      for (const { type, run } of handlers) {
        if (!waiting.has(type.name)) continue
        const jobs = await this.#fetch(type.name, { batchSize: 100 })
        for (const job of jobs) {
          await run(job.data, attemptOf(type, job))
          await this.#boss.complete(type.name, job.id)
        }
        if (jobs.length === 0) continue
        idle = false
        done += jobs.length
        waiting = await this.#waiting()
      }
    }
    return done
  }

  /** The queues with jobs, due or not: one statement, where to fetch from all of them is one each. */
  async #waiting(): Promise<Set<string>> {
    const rows = await this.#db.ask<{ name: string }>(
      `select distinct name from ${SCHEMA}.job where state in ('created', 'retry')`,
    )
    return new Set(rows.map(({ name }) => name))
  }

  /** Puts a parked job back in its queue. */
  async retry(queue: string, id: string): Promise<void> {
    const executeSql = async (text: string, values?: unknown[]) => ({
      rows: await this.#db.ask(text, values),
    })
    await this.#boss.retry(queue, id, { db: { executeSql } })
  }

  /** Whoever has more to do begins nothing new. */
  get stopping(): boolean {
    return this.#stopping
  }

  /** Waits for the jobs under way; what is not done in time is done by the next start. */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const timer of this.#timers) clearInterval(timer)
    const all = Promise.all([...this.#runners.values()].map((runner) => runner.stop()))
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, STOP_MS)
    await Promise.race([all, late])
    clearTimeout(timer)
    for (const [name, { running }] of this.#runners)
      for (const job of running)
        await this.#boss
          .fail(name, job, { message: 'Gatehouse stopped in the middle of it' })
          .catch((error: unknown) => this.#warn(error))
    await this.#boss.stop({ graceful: true, timeout: STOP_MS })
    await Promise.all(this.#going)
    await this.#db.close()
  }
}

/** Jobs about a portal are in its group, also those of the console, which is one. */
const queueOf = (data: object) => {
  const { portal } = data as { portal?: unknown }
  return typeof portal === 'string' ? { group: { id: portal } } : {}
}

const attemptOf = ({ retries }: JobType<object>, { retryCount }: ClaimedJob): Attempt => ({
  last: retryCount >= retries,
})

/** @throws what it throws, or that it has taken too long, in which case nobody waits for it any more */
async function inTime(work: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(new Error(`not done within ${LIMIT_SECONDS} seconds`)),
    LIMIT_SECONDS * 1000,
  )
  try {
    await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
