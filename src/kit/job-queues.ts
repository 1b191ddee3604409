import type { Database } from './db/database.ts'
import type { JobType } from './jobs.ts'

/** Of the tables of jobs. */
export const SCHEMA = 'pgboss'

/**
 * A job whose tries are used up. One of a single try whose worker was lost, or had no processor for ten seconds, is
 * none: the clock queues the next one, and nobody has to see to it.
 */
const FAILED = `state = 'failed' and not (retry_limit = 0
  and output -> 'value' ->> 'message' is not distinct from 'job heartbeat timeout')`

/** A job whose retries are used up. */
export interface FailedJob {
  id: string
  queue: string
  data: unknown
  failure: string
  tries: number
  /** When it was queued, by the machine's clock. */
  since: Temporal.Instant
  failedAt: Temporal.Instant
}

export interface QueueCount {
  queue: string
  waiting: number
  running: number
  failed: number
  /** Of those that are tried again; null where none is. */
  trouble: Trouble | null
}

/** That jobs of a queue fail and are tried again by themselves. */
export interface Trouble {
  /** What went wrong with the newest of them. */
  failure: string
  /** When the oldest was queued, by the machine's clock. */
  since: Temporal.Instant
  /** When the next one is tried again. */
  nextAt: Temporal.Instant
}

/** How the queues of jobs stand, as pages and programs ask it. */
export class JobQueues {
  readonly #db: Database
  readonly #names: readonly string[]

  constructor(db: Database, types: readonly JobType<object>[]) {
    this.#db = db
    this.#names = types.map(({ name }) => name)
  }

  async counts(): Promise<QueueCount[]> {
    const rows = await this.#db.ask<{
      name: string
      state: string
      jobs: number
      failure: string | null
      since: Temporal.Instant
      next_at: Temporal.Instant
    }>(
      `select name, state::text, count(*)::int as jobs, min(created_on) as since, min(start_after) as next_at,
         (array_agg(output ->> 'message' order by started_on desc nulls last)
           filter (where state = 'retry'))[1] as failure
       from ${SCHEMA}.job where name = any($1) and (state <> 'failed' or ${FAILED}) group by 1, 2`,
      [this.#names],
    )
    return this.#names.map((name) => {
      const of = (...states: string[]) =>
        rows
          .filter((row) => row.name === name && states.includes(row.state))
          .reduce((sum, row) => sum + row.jobs, 0)
      return {
        queue: name,
        waiting: of('created', 'retry'),
        running: of('active'),
        failed: of('failed'),
        trouble: troubleIn(rows.find((row) => row.name === name && row.state === 'retry')),
      }
    })
  }

  /** The newest jobs that are parked, and why. @param after the place that the page follows */
  async failed(limit = 50, after?: { failedAt: string; id: string }): Promise<FailedJob[]> {
    const rows = await this.#db.ask<{
      id: string
      name: string
      data: unknown
      output: { message?: string; value?: { message?: string } } | null
      retry_count: number
      created_on: Temporal.Instant
      completed_on: Temporal.Instant
    }>(
      `select id, name, data, output, retry_count, created_on, completed_on from ${SCHEMA}.job
       where ${FAILED} and name = any($1) and ($3::uuid is null or (completed_on, id) < ($4::timestamptz, $3))
       order by completed_on desc, id desc limit $2`,
      [this.#names, limit, after?.id ?? null, after?.failedAt ?? null],
    )
    return rows.map((row) => ({
      id: row.id,
      queue: row.name,
      data: row.data,
      failure: row.output?.message ?? row.output?.value?.message ?? '',
      tries: row.retry_count + 1,
      since: row.created_on,
      failedAt: row.completed_on,
    }))
  }

  /** How many are parked, by queue; those of which none is are left out. */
  async parked(): Promise<{ queue: string; jobs: number }[]> {
    return this.#db.ask(
      `select name as queue, count(*)::int as jobs from ${SCHEMA}.job
       where ${FAILED} and name = any($1) group by 1 order by 2 desc, 1`,
      [this.#names],
    )
  }
}

const troubleIn = (
  row: { failure: string | null; since: Temporal.Instant; next_at: Temporal.Instant } | undefined,
): Trouble | null =>
  row ? { failure: row.failure ?? '', since: row.since, nextAt: row.next_at } : null
