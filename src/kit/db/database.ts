import {
  CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Socket } from 'node:net'
import pg from 'pg'
import { Batch, type Described, type Statement } from './batch.ts'
import { PortalCompiler } from './portal-compiler.ts'
import type { Tables } from './tables.ts'
import { Turns, type Patience } from './turns.ts'

/** Whose rows a transaction sees: one portal's, or what the console may list across all. */
export type Scope = { portal: string } | 'installation'

/** An open transaction. */
export interface Tx {
  /** The portal it is set to. @throws where it is set to none, in the installation's scope */
  readonly portal: string
  /** Typed statements, of which each table of portals is held to `portal` (`portal-compiler.ts`). */
  readonly db: Kysely<Tables>
  /** Sends SQL as it is. A statement with a name is prepared once per connection. */
  run<R = Record<string, unknown>>(text: string, values?: unknown[], name?: string): Promise<R[]>
  /** Runs `work` with the transaction set to another portal, then sets it back. */
  within<T>(portal: string, work: () => Promise<T>): Promise<T>
  /**
   * Runs `work` with the transaction opened to what may be read of all portals, then shuts it again. Its own
   * portal may still be written, but its statements have to name it.
   */
  across<T>(work: () => Promise<T>): Promise<T>
}

/** The database cannot be reached, does not answer, is shutting down, or is full; answers become 503. */
export class DatabaseUnavailable extends Error {
  /** It went while it was asked to commit: nobody knows whether it has. */
  readonly inDoubt: boolean

  constructor(
    message: string,
    { cause, inDoubt = false }: { cause?: unknown; inDoubt?: boolean } = {},
  ) {
    super(message, { cause })
    this.inDoubt = inDoubt
  }
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instantOf)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

const FIRST = Temporal.Instant.from('0001-01-01T00:00:00Z')
const LAST = Temporal.Instant.from('9999-12-31T23:59:59.999999Z')

/**
 * `infinity` and years of other than four digits are in no row that an operation wrote. Where somebody else
 * did, they are read as the nearest instant that is one: whoever reads the row, to find out or to show it, goes on.
 */
function instantOf(text: string): Temporal.Instant {
  if (/^\d{4}-/.test(text) && !text.endsWith('BC')) return Temporal.Instant.from(text)
  return text.startsWith('-') || text.endsWith('BC') ? FIRST : LAST
}

/** Said of every statement behind one that failed, until the transaction ends. */
const ABORTED = '25P02'
const RETRIED = new Set(['40001', '40P01'])
/**
 * What the database itself says when it cannot serve anybody: connection, resources, shutdown and
 * recovery, its disk; and a statement or a transaction that took too long.
 */
const UNAVAILABLE = /^(08|53|57P|58|57014$|25P0[34]$)/

/** What the system, or the driver, says where no server answers. */
const NO_ANSWER = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/
const DRIVER_TIMED_OUT = /^timeout exceeded when trying to connect|due to connection timeout$/
const DRIVER_LOST =
  /^(Connection terminated|Client (was closed|has encountered a connection error)|Query read timeout|timeout expired)/

/** Whether something failed because the database is away, which passes; and not for what was asked of it. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', message, cause } = error as NodeJS.ErrnoException
  if (error instanceof DatabaseUnavailable || isAway(cause)) return true
  if (error instanceof pg.DatabaseError) return UNAVAILABLE.test(code)
  return NO_ANSWER.test(code) || DRIVER_TIMED_OUT.test(message) || DRIVER_LOST.test(message)
}

/** A statement may take so long, in milliseconds, where nobody waits for it. */
const STATEMENT_MS = 60_000
/** How long whoever does not say otherwise waits for a sign of life, in milliseconds. */
const LONG_MS = 65_000
/** The server gives a statement up before we give the connection up: then the connection is left. */
const SERVER_FIRST_MS = 500

const patience = new AsyncLocalStorage<number>()

/**
 * Does something for somebody who waits for the answer: where the database gives no sign of life for so
 * many milliseconds, it ends with DatabaseUnavailable. It may take longer than that as long as there are
 * some. What is not done within this, such as a job, waits a minute.
 */
export const awaited = <T>(ms: number, work: () => T): T => patience.run(ms, work)

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
  /** When some connection was last answered, by the machine's own count. */
  #heardAt = 0

  constructor(url: string, { connections = 16 }: { connections?: number } = {}) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: connections,
      pipeline: true,
      connectionTimeoutMillis: 4000,
      // Kept for good: a timer at every release costs more than an idle connection.
      idleTimeoutMillis: 0,
      statement_timeout: STATEMENT_MS,
      idle_in_transaction_session_timeout: 60_000,
      application_name: APPLICATION,
    } as pg.PoolConfig)
    // A connection lost while idle is replaced at the next request; that request tells if it could not be.
    this.#pool.on('error', () => undefined)
    this.#pool.on('connect', (client) => sessions.set(client, new Session(client)))
  }

  /**
   * Runs `work` in one transaction and commits. A deadlock or serialisation failure is run again, so
   * `work` must have no effect outside of the transaction.
   * @throws DatabaseUnavailable
   */
  async write<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const wait = this.#wait()
    return scope === 'installation'
      ? this.#write(scope, wait, work)
      : this.#turns.take(scope.portal, () => this.#write(scope, wait, work), wait)
  }

  async #write<T>(scope: Scope, wait: Wait, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#transaction(scope, '', wait, work, async (session) => {
          try {
            await session.query('commit')
          } catch (error) {
            if (!(error instanceof DatabaseUnavailable)) throw error
            throw new DatabaseUnavailable(error.message, { cause: error.cause, inDoubt: true })
          }
        })
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
    return this.#transaction(scope, ' read only', this.#wait(), work, (session) => {
      // What was read is already here: the answer need not wait for the end of its transaction.
      session.query('commit').catch(() => undefined)
    })
  }

  async #transaction<T>(
    scope: Scope,
    mode: string,
    wait: Wait,
    work: (tx: Tx) => Promise<T>,
    commit: (session: Session) => unknown,
  ): Promise<T> {
    const session = await this.#take(wait)
    session.scope.current = scope === 'installation' ? null : scope.portal
    try {
      // Not awaited: pipelined with the first statement. Were it to fail, that statement would find no
      // portal set, so see and write nothing.
      const opened = session.query(begin(scope, mode, wait))
      opened.catch(() => undefined)
      const result = await work(session.tx)
      await opened
      await commit(session)
      return result
    } catch (error) {
      await session.query('rollback').catch(() => session.abandon())
      throw error
    } finally {
      session.release()
    }
  }

  /**
   * Statements that read, in a transaction of their own, with its scope before them: all of it costs one round
   * trip and one system call.
   * @returns each one's rows
   * @throws DatabaseUnavailable
   */
  async together(scope: Scope, statements: readonly Statement[]): Promise<unknown[][]> {
    const wait = this.#wait()
    const session = await this.#take(wait)
    try {
      const [, ...rows] = await session.batch([scoped(scope, wait), ...statements])
      return rows
    } catch (error) {
      session.abandon()
      throw error
    } finally {
      session.release()
    }
  }

  /** One such statement. */
  async one<R>(
    scope: Scope,
    text: string,
    values: Statement['values'],
    name: string,
  ): Promise<R[]> {
    const [rows] = await this.together(scope, [{ text, values, name }])
    return rows as R[]
  }

  /** A statement outside of any portal: health, role checks, the queue of jobs. */
  async ask<R = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    const session = await this.#take(this.#wait())
    try {
      return (await session.query(text, values.map(outgoing))).rows as R[]
    } finally {
      session.release()
    }
  }

  #wait(): Wait {
    const ms = patience.getStore() ?? LONG_MS
    const since = performance.now()
    return {
      ms,
      left: () => ms - (performance.now() - Math.max(since, this.#heardAt)),
      over: () => new DatabaseUnavailable(`the database gave no sign of life for ${ms} ms`),
    }
  }

  /** A connection, which whoever takes it has to release. */
  async #take(wait: Wait): Promise<Session> {
    const client = await this.#pool.connect().catch((cause: Error) => {
      // On a busy machine one may take longer to make than somebody waits for an answer.
      if (wait.ms === LONG_MS && wait.left() > 0 && DRIVER_TIMED_OUT.test(cause.message))
        return null
      throw new DatabaseUnavailable(cause.message, { cause })
    })
    if (!client) return this.#take(wait)
    const session = sessions.get(client)!
    session.begin(wait, () => (this.#heardAt = performance.now()))
    return session
  }

  /** The pool's state, for metrics. */
  get connections() {
    return {
      total: this.#pool.totalCount,
      idle: this.#pool.idleCount,
      waiting: this.#pool.waitingCount,
    }
  }

  async close(): Promise<void> {
    await this.#pool.end()
  }
}

interface Wait extends Patience {
  ms: number
}

function begin(scope: Scope, mode: string, { ms }: Wait): string {
  // The role's own limit is for long statements.
  const limit =
    ms < LONG_MS ? `; set local statement_timeout = ${Math.max(ms - SERVER_FIRST_MS, 1)}` : ''
  return `begin${mode}; ${scope === 'installation' ? SET_INSTALLATION : setPortal(scope.portal)}${limit}`
}

// Not by set_config, which a distributed PostgreSQL does not pass on to where the rows are.
const SET_INSTALLATION = `set local app.scope = 'installation'`
const UNSET_INSTALLATION = `set local app.scope = ''`

/** What sets a transaction to a portal, as text: for statements of many portals that leave in one piece. */
export function setPortal(portal: string): string {
  if (!/^[0-9a-f-]{36}$/.test(portal)) throw new Error(`no portal id: ${portal}`)
  return `set local app.portal_id = '${portal}'`
}

/** The same before the statements of a batch, which are one transaction without being told to begin one. */
const scoped = (scope: Scope, { ms }: Wait): Statement => ({
  name: 'scope',
  text: `select set_config('transaction_read_only', 'on', true), set_config($1, $2, true),
    set_config('statement_timeout', $3, true)`,
  values: [
    ...(scope === 'installation' ? ['app.scope', 'installation'] : ['app.portal_id', scope.portal]),
    String(Math.min(Math.max(ms - SERVER_FIRST_MS, 1), STATEMENT_MS)),
  ],
})

const outgoing = (value: unknown) => (value instanceof Temporal.Instant ? value.toString() : value)

const sessions = new WeakMap<pg.PoolClient, Session>()

/** A connection, and what is made once for it: building Kysely's parts costs more than most queries. */
class Session {
  readonly #client: pg.PoolClient
  readonly stream: Socket
  readonly tx: Tx
  /** The portal that its transaction is set to; null for none. */
  readonly scope: { current: string | null } = { current: null }
  readonly #described: Described = new Map()
  #left = LONG_MS
  #heard: () => void = () => undefined
  #lost = false
  /** The last statement that failed by itself in this use of it. */
  #failure: Error | undefined

  constructor(client: pg.PoolClient) {
    this.#client = client
    this.stream = (client as unknown as { connection: { stream: Socket } }).connection.stream
    // Unheard, it would end the process.
    client.on('error', () => (this.#lost = true))
    this.tx = transactionOf(this)
  }

  /** Begins a use of it, for whoever has waited for it already. */
  begin(wait: Wait, heard: () => void): void {
    // In whole half seconds, since timers of one length share a list.
    this.#failure = undefined
    this.#left = Math.max(Math.ceil(wait.left() / 500) * 500, 500)
    this.#heard = () => {
      this.#left = wait.ms
      heard()
    }
  }

  /** @throws DatabaseUnavailable where it is not the statement's fault; the connection is gone then */
  query(text: string, values?: unknown[], name?: string): Promise<pg.QueryResult> {
    // The driver ends a connection that has not answered by then: what it said later would be for nobody.
    const query = { text, values, name, query_timeout: this.#left }
    return this.#received(this.#client.query(query))
  }

  /** @returns each statement's rows @throws as `query` */
  batch(statements: readonly Statement[]): Promise<unknown[][]> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown[][]>()
    const batch = new Batch(statements, this.#described, this.#left)
    batch.callback = (error, rows) => (error ? reject(error) : resolve(rows!))
    this.#client.query(batch)
    return this.#received(promise)
  }

  async #received<T>(query: Promise<T>): Promise<T> {
    try {
      const result = await query
      this.#heard()
      return result
    } catch (error) {
      const { message, code = '' } = error as pg.DatabaseError
      const isAnswer = error instanceof pg.DatabaseError
      if (isAnswer) this.#heard()
      // Whatever the driver calls it: with the connection gone, it is not about the statement.
      const lost = this.#lost || this.stream.destroyed
      // Of statements that were sent together, what is heard first may be that an earlier one has failed; why, it said
      // to whoever sent that, or to nobody.
      if (code === ABORTED && this.#failure !== undefined) throw this.#failure
      this.#failure = (isAnswer ? UNAVAILABLE.test(code) : lost)
        ? new DatabaseUnavailable(message, { cause: error })
        : (error as Error)
      throw this.#failure
    }
  }

  /** What it was asked last may still be under way: nobody else gets this connection. */
  abandon(): void {
    this.#lost = true
  }

  release(): void {
    this.#client.release(this.#lost || this.stream.destroyed)
  }
}

function transactionOf(session: Session): Tx {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, rowCount } = await session.query(query.sql, query.parameters.map(outgoing))
      return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) }
    },
    streamQuery() {
      throw new Error('pipelined connections do not stream')
    },
  }
  const unused = () => Promise.reject(new Error('transactions are opened by Database'))
  const { scope } = session
  // Not awaited: pipelined with the statements around it. Were it to fail, these would fail too.
  const send = (text: string) => void session.query(text).catch(() => undefined)
  const setTo = async <T>(
    portal: string | null,
    set: string,
    back: string,
    work: () => Promise<T>,
  ) => {
    const before = scope.current
    send(set)
    scope.current = portal
    try {
      return await work()
    } finally {
      send(back)
      scope.current = before
    }
  }
  const tx: Tx = {
    get portal() {
      if (scope.current === null) throw new Error('the transaction is set to no portal')
      return scope.current
    },
    db: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PortalCompiler(scope),
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
      (await session.query(text, values.map(outgoing), name)).rows as R[],
    within: (portal, work) =>
      portal === tx.portal ? work() : setTo(portal, setPortal(portal), setPortal(tx.portal), work),
    across: (work) => setTo(null, SET_INSTALLATION, UNSET_INSTALLATION, work),
  }
  return tx
}
