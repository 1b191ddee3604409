import {
  CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely'
import type { Socket } from 'node:net'
import pg from 'pg'
import type { Tables } from './tables.ts'
import { Turns } from './turns.ts'

/** Whose rows a transaction sees: one portal's, or what the console may list across all. */
export type Scope = { portal: string } | 'installation'

/** An open transaction. `db` is a typed query builder bound to it; `run` sends SQL as it is. */
export interface Tx {
  readonly db: Kysely<Tables>
  /** A statement with a name is prepared once per connection. */
  run<R = Record<string, unknown>>(text: string, values?: unknown[], name?: string): Promise<R[]>
}

/** A statement by its name, under which a connection keeps it prepared. */
export interface Statement {
  text: string
  values: unknown[]
  name: string
}

/** The database cannot be reached, is shutting down, or is full; answers become 503. */
export class DatabaseUnavailable extends Error {}

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text))
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

const RETRIED = new Set(['40001', '40P01'])
const UNAVAILABLE = /^(08|53|57P|ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|58030|58P02)/

/** What its connections are called, so that each version sees whether one before it is still running. */
const APPLICATION = 'gatehouse with its keys apart'
/** Those of the version that looked for keys in the database. */
export const APPLICATION_BEFORE = 'gatehouse'

/**
 * Writes of one portal at a time: they meet at its audit chain anyway, and each that waits there holds
 * a connection. Without this a crowd in one portal would keep every other waiting.
 */
const WRITES_AT_ONCE = 4

export class Database {
  readonly #pool: pg.Pool
  readonly #turns = new Turns(WRITES_AT_ONCE)

  constructor(url: string, { connections = 16 }: { connections?: number } = {}) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: connections,
      pipeline: true,
      connectionTimeoutMillis: 4000,
      // Kept for good: a timer at every release costs more than an idle connection.
      idleTimeoutMillis: 0,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
      application_name: APPLICATION,
    } as pg.PoolConfig)
    // A connection lost while idle is replaced at the next request; that request tells if it could not be.
    this.#pool.on('error', () => undefined)
    // One lost in the middle of its work fails that work's statement; unheard, it would end the process too.
    this.#pool.on('connect', (client) => client.on('error', () => undefined))
  }

  /**
   * Runs `work` in one transaction and commits. A deadlock or serialisation failure is run again, so
   * `work` must have no effect outside of the transaction.
   * @throws DatabaseUnavailable
   */
  async write<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return scope === 'installation'
      ? this.#write(scope, work)
      : this.#turns.take(scope.portal, () => this.#write(scope, work))
  }

  async #write<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#transaction(begin(scope, ''), work, (client) => client.query('commit'))
      } catch (error) {
        if (tries >= 8 || !RETRIED.has((error as { code?: string }).code ?? '')) throw error
        const { promise, resolve } = Promise.withResolvers<void>()
        setTimeout(resolve, Math.random() * 10 * 2 ** tries)
        await promise
      }
    }
  }

  /** Like `write` for reading only: begin, scope and the first statement travel in one round trip. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#transaction(begin(scope, ' read only'), work, (client) => {
      // What was read is already here: the answer need not wait for the end of its transaction.
      client.query('commit').catch(() => undefined)
    })
  }

  async #transaction<T>(
    opening: string,
    work: (tx: Tx) => Promise<T>,
    commit: (client: pg.PoolClient) => unknown,
  ): Promise<T> {
    const client = await this.#pool.connect().catch(unavailable)
    let broken: unknown
    try {
      // Not awaited: pipelined with the first statement. Were it to fail, that statement would find no
      // portal set, so see and write nothing.
      const opened = client.query(opening)
      opened.catch(() => undefined)
      const result = await work(transactionOf(client))
      await opened
      await commit(client)
      return result
    } catch (error) {
      await client.query('rollback').catch((failure: unknown) => (broken = failure))
      return unavailable(error)
    } finally {
      client.release(broken !== undefined)
    }
  }

  /**
   * Statements that read, in a transaction of their own: begin, scope, statements and commit leave in
   * one piece, so that all of it costs one round trip and one system call.
   * @returns each one's rows
   * @throws DatabaseUnavailable
   */
  async together(scope: Scope, statements: readonly Statement[]): Promise<unknown[][]> {
    const client = await this.#pool.connect().catch(unavailable)
    let broken = false
    try {
      const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
      stream.cork()
      const opened = client.query(begin(scope, ' read only'))
      const answered = statements.map(({ text, values, name }) =>
        client.query({ text, values: values.map(outgoing), name }),
      )
      const closed = client.query('commit')
      stream.uncork()
      const [results] = await Promise.all([Promise.all(answered), opened, closed])
      return results.map(({ rows }) => rows as unknown[])
    } catch (error) {
      broken = true
      return unavailable(error)
    } finally {
      client.release(broken)
    }
  }

  /** One such statement. */
  async one<R>(scope: Scope, text: string, values: unknown[], name: string): Promise<R[]> {
    const [rows] = await this.together(scope, [{ text, values, name }])
    return rows as R[]
  }

  /** The pool's state, for metrics. */
  get connections() {
    return {
      total: this.#pool.totalCount,
      idle: this.#pool.idleCount,
      waiting: this.#pool.waitingCount,
    }
  }

  /** A statement outside of any portal: health, role checks. */
  async ask<R = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    return this.#pool
      .query(text, values.map(outgoing))
      .then((result) => result.rows as R[], unavailable)
  }

  async close(): Promise<void> {
    await this.#pool.end()
  }
}

function begin(scope: Scope, mode: string): string {
  if (scope === 'installation') return `begin${mode}; set local app.scope = 'installation'`
  if (!/^[0-9a-f-]{36}$/.test(scope.portal)) throw new Error(`no portal id: ${scope.portal}`)
  return `begin${mode}; set local app.portal_id = '${scope.portal}'`
}

function unavailable(error: unknown): never {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (
    UNAVAILABLE.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(message)
  )
    throw new DatabaseUnavailable(message, { cause: error })
  throw error
}

const outgoing = (value: unknown) => (value instanceof Temporal.Instant ? value.toString() : value)

const transactions = new WeakMap<pg.PoolClient, Tx>()

/** One per connection and kept with it: building Kysely's parts costs more than most queries. */
function transactionOf(client: pg.PoolClient): Tx {
  let tx = transactions.get(client)
  if (!tx) {
    const connection: DatabaseConnection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        const { rows, rowCount } = await client.query(query.sql, query.parameters.map(outgoing))
        return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) }
      },
      streamQuery() {
        throw new Error('pipelined connections do not stream')
      },
    }
    const unused = () => Promise.reject(new Error('transactions are opened by Database'))
    tx = {
      db: new Kysely<Tables>({
        dialect: {
          createAdapter: () => new PostgresAdapter(),
          createIntrospector: (db) => new PostgresIntrospector(db),
          createQueryCompiler: () => new PostgresQueryCompiler(),
          createDriver: () => ({
            init: async () => undefined,
            acquireConnection: async () => connection,
            releaseConnection: async () => undefined,
            beginTransaction: unused,
            commitTransaction: unused,
            rollbackTransaction: unused,
            destroy: async () => undefined,
          }),
        },
      }),
      run: async <R>(text: string, values: unknown[] = [], name?: string) =>
        (await client.query({ text, values: values.map(outgoing), name })).rows as R[],
    }
    transactions.set(client, tx)
  }
  return tx
}
