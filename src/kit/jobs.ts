import { PgBoss, type JobResult } from 'pg-boss'
import type { Logger } from 'pino'
import pg from 'pg'
import { Database, type Tx } from './db/database.ts'

/** Work to be done after a commit, at least once: a handler must be able to run twice. */
export interface JobType<D extends object> {
  name: string
  /** How often it is tried again before it is parked for the operator to see. */
  retries: number
  /**
   * Only a nudge: what is to be done lies elsewhere and is found again without it. The queue does not
   * wait for it, so that one that takes long holds up no other.
   */
  readonly nudge?: true
  readonly _data?: D
}

export const jobType = <D extends object>(name: string, retries: number): JobType<D> => ({
  name,
  retries,
})

export const nudgeType = <D extends object>(name: string): JobType<D> => ({
  name,
  retries: 0,
  nudge: true,
})

/** Does one job. Throwing means: try again later. */
export interface JobHandler<D extends object = object> {
  type: JobType<D>
  run(data: D): Promise<void>
}

export const handle = <D extends object>(
  type: JobType<D>,
  run: (data: D) => Promise<void>,
): JobHandler => ({ type, run: run as (data: object) => Promise<void> })

/** A job whose retries are used up. */
export interface FailedJob {
  id: string
  queue: string
  data: unknown
  failure: string
  tries: number
  failedAt: Temporal.Instant
}

export interface QueueCount {
  queue: string
  waiting: number
  running: number
  failed: number
}

const SCHEMA = 'pgboss'

/** A worker that dies is noticed after this long without a heartbeat, and its jobs run elsewhere. */
const HEARTBEAT_SECONDS = 10

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
  await boss.start()
  for (const { name, retries } of types) {
    const options = {
      retryLimit: retries,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 3600,
      expireInSeconds: 3600,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      notify: true,
    }
    await boss.createQueue(name, options)
    await boss.updateQueue(name, options)
  }
  await boss.stop({ graceful: false })
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
  readonly #types: readonly JobType<object>[]
  /** What nudges have set going. */
  readonly #going = new Set<Promise<void>>()
  #stopping = false

  constructor(url: string, types: readonly JobType<object>[], log: Logger) {
    // For what pages ask of the queue. They hold a connection of the other pool meanwhile: with theirs,
    // enough of them would wait for one another.
    this.#db = new Database(url, { connections: 2 })
    this.#types = types
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
  }

  async start(): Promise<void> {
    await this.#boss.start()
    // The queue's settings are cached on first use, by a statement on another connection; inside an
    // open transaction that could wait for itself.
    await Promise.all(this.#types.map(({ name }) => this.#boss.getQueue(name)))
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
      db: { executeSql: async (text, values) => ({ rows: await tx.run(text, values ?? []) }) },
    })
  }

  /** Starts working; every process that calls this shares the load. */
  async work(handlers: readonly JobHandler[]): Promise<void> {
    for (const { type, run } of handlers)
      await this.#boss.work<object, unknown, { perJobResults: true; batchSize: number }>(
        type.name,
        {
          batchSize: 10,
          perJobResults: true,
          pollingIntervalSeconds: 1,
          notifyPollingIntervalSeconds: 5,
          burstWhenBatchFull: true,
        } as never,
        async (jobs) =>
          Promise.all(
            jobs.map(async (job): Promise<JobResult> => {
              try {
                if (type.nudge) this.#go(type, () => run(job.data))
                else await run(job.data)
                return { id: job.id, status: 'completed' }
              } catch (error) {
                this.#log.error({ err: error, queue: type.name, job: job.id }, 'job failed')
                return {
                  id: job.id,
                  status: 'failed',
                  output: { message: (error as Error).message },
                }
              }
            }),
          ),
      )
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
      for (const { type, run } of handlers) {
        const jobs = await this.#boss.fetch<object>(type.name, { batchSize: 100 })
        for (const job of jobs) {
          await run(job.data)
          await this.#boss.complete(type.name, job.id)
          idle = false
          done++
        }
      }
    }
    return done
  }

  async counts(): Promise<QueueCount[]> {
    const rows = await this.#db.ask<{ name: string; state: string; jobs: number }>(
      `select name, state::text, count(*)::int as jobs from ${SCHEMA}.job where name = any($1) group by 1, 2`,
      [this.#types.map(({ name }) => name)],
    )
    return this.#types.map(({ name }) => {
      const of = (...states: string[]) =>
        rows
          .filter((row) => row.name === name && states.includes(row.state))
          .reduce((sum, row) => sum + row.jobs, 0)
      return {
        queue: name,
        waiting: of('created', 'retry'),
        running: of('active'),
        failed: of('failed'),
      }
    })
  }

  /** The newest jobs that are parked, and why. @param after id of the job the page follows */
  async failed(limit = 50, after?: string): Promise<FailedJob[]> {
    const rows = await this.#db.ask<{
      id: string
      name: string
      data: unknown
      output: { message?: string } | null
      retry_count: number
      completed_on: Temporal.Instant
    }>(
      `select id, name, data, output, retry_count, completed_on from ${SCHEMA}.job
       where state = 'failed' and name = any($1) and ($3::uuid is null or (completed_on, id) <
         (select completed_on, id from ${SCHEMA}.job where id = $3))
       order by completed_on desc, id desc limit $2`,
      [this.#types.map(({ name }) => name), limit, after ?? null],
    )
    return rows.map((row) => ({
      id: row.id,
      queue: row.name,
      data: row.data,
      failure: row.output?.message ?? '',
      tries: row.retry_count + 1,
      failedAt: row.completed_on,
    }))
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
    await this.#boss.stop({ graceful: true, timeout: 10_000 })
    await Promise.all(this.#going)
    await this.#db.close()
  }
}
