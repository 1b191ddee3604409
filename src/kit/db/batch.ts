import type { Socket } from 'node:net'
import pg from 'pg'
import { serialize } from 'pg-protocol'

/** A statement by its name, under which a connection keeps it prepared; of values as they travel. */
export interface Statement {
  text: string
  values: (string | Buffer | null)[]
  name: string
}

/** What is known of a statement's rows once a connection has described them: each column's name and its parser. */
type Columns = readonly (readonly [name: string, parse: (text: string) => unknown])[]

/** A connection's own, one for all of its batches. */
export type Described = Map<string, Columns>

/** As much of the driver's connection as a batch needs. */
interface Wire {
  readonly stream: Socket
  /** Texts by name, of what the connection keeps prepared: the driver's own statements too. */
  readonly parsedStatements: Record<string, string>
}

/** On a pipelined connection the driver takes nothing but its own class; what it calls is overridden below. */
const Query = pg.Query as unknown as new (config: { text: string }) => object

/**
 * Statements up to one Sync, which PostgreSQL runs as one transaction: no BEGIN and no COMMIT, one write and one
 * answer. The driver's own query describes its columns at every use and syncs by itself, which for a row looked up
 * by its key costs more than the row. After an error the connection is not to be used again.
 */
export class Batch extends Query {
  readonly #statements: readonly Statement[]
  readonly #described: Described
  readonly #rows: Record<string, unknown>[][]
  /** The statement that is being answered. */
  #at = 0
  /** A row that could not be read; thrown where it came in, it would end the process. */
  #unread: Error | undefined
  /** Read by the driver: after so many milliseconds without an answer it gives the connection up. */
  readonly query_timeout: number
  /** Set by the driver. */
  declare callback: (error: Error | null, rows?: Record<string, unknown>[][]) => void

  constructor(statements: readonly Statement[], described: Described, timeoutMs: number) {
    // What whoever looks on is told of it.
    super({ text: statements.map(({ name }) => name).join(' · ') })
    this.#statements = statements
    this.#described = described
    this.#rows = statements.map(() => [])
    this.query_timeout = timeoutMs
  }

  submit(connection: object): null {
    const { stream, parsedStatements } = connection as Wire
    const messages: Uint8Array[] = []
    for (const { name, text, values } of this.#statements) {
      if (parsedStatements[name] !== text) messages.push(serialize.parse({ name, text }))
      parsedStatements[name] = text
      messages.push(serialize.bind({ statement: name, values }))
      if (!this.#described.has(name)) messages.push(serialize.describe({ type: 'P' }))
      messages.push(serialize.execute())
    }
    messages.push(serialize.sync())
    // In one piece: gathered from many, the same bytes cost the kernel twice as much.
    stream.write(Buffer.concat(messages))
    return null
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    const columns = fields.map(
      ({ name, dataTypeID }) => [name, pg.types.getTypeParser(dataTypeID, 'text')] as const,
    )
    this.#described.set(this.#statements[this.#at]!.name, columns)
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const columns = this.#described.get(this.#statements[this.#at]!.name)!
    const row: Record<string, unknown> = {}
    try {
      for (let at = 0; at < fields.length; at++) {
        const [name, parse] = columns[at]!
        const text = fields[at]!
        row[name] = text === null ? null : parse(text)
      }
    } catch (error) {
      this.#unread ??= error as Error
    }
    this.#rows[this.#at]!.push(row)
  }

  handleCommandComplete(): void {
    this.#at++
  }

  handleReadyForQuery(): void {
    if (this.#unread) this.callback(this.#unread)
    else this.callback(null, this.#rows)
  }

  handleError(error: Error): void {
    this.callback(error)
  }
}
