import { createHash, randomUUID, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { appendFile, mkdir, open, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import type { AnchorFile, AuditHead } from './audit.ts'
import { monotonicMs } from './clock.ts'

/** Longest wait between a commit and its anchor on disk. */
const DELAY_MS = 50
/** Until the next try where it could not be written, as on a full disk. */
const AGAIN_MS = 1000
/** How often the database is told at most, while anchors are being written. */
const TELL_MS = 5000

/** The database, which is told how far the file has got. */
interface Witness {
  told(id: string): Promise<AnchorFile | null>
  tell(file: AnchorFile): Promise<void>
}

/**
 * The heads of the audit chains, in a file beside and not in the database: someone who can rewrite the
 * database cannot also cut or rewrite a chain unseen. One line per head; the file only grows. The other way
 * round, the database is told how long the file is and what it hashes to, so that neither can be cut alone.
 */
export class Anchors {
  readonly #path: string
  readonly #witness: Witness | null
  #waiting: AuditHead[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  /** The file as far as this process has read it. */
  #read: { id: string; bytes: number; hash: Hash } | null = null
  #toldMs = -Infinity
  /** The file is not what the database was told; it is told no more, so that this can be seen. */
  #spoilt = false

  constructor(path: string, witness: Witness | null = null) {
    this.#path = path
    this.#witness = witness
  }

  /** Notes a committed head; written with those that follow shortly, so that a burst costs one sync. */
  note(head: AuditHead): void {
    this.#waiting.push(head)
    this.#later(DELAY_MS)
  }

  #later(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#soon(monotonicMs() - this.#toldMs > TELL_MS).catch(() => this.#later(AGAIN_MS))
    }, ms).unref()
  }

  /**
   * Resolves once everything noted is on disk, and the database was told if it answers.
   * @throws where it cannot be written; it then waits for the next
   */
  flush(): Promise<void> {
    return this.#soon(true)
  }

  #soon(tell: boolean): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    // An earlier failure was told to whoever asked for that.
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(() => this.#write())
      .then(() => (tell ? this.#tell() : undefined))
    return this.#writing
  }

  async #write(): Promise<void> {
    // Of a burst only each portal's newest head is needed: it covers those before it.
    const newest = new Map(
      this.#waiting.toSorted((a, b) => a.seq - b.seq).map((head) => [head.portal, head]),
    )
    this.#waiting = []
    if (newest.size === 0) return
    const heads = [...newest.values()]
    const lines = heads.map(({ portal, seq, hash }) => `${portal} ${seq} ${hash.toString('hex')}\n`)
    try {
      await this.#append(lines.join(''))
    } catch (error) {
      this.#waiting.unshift(...heads)
      throw error
    }
  }

  /** On a line of its own, though a crash or a full disk may have cut the one before short. */
  async #append(text: string): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true })
    await appendFile(this.#path, `\n${text}`, { mode: 0o600 })
    const file = await open(this.#path, 'r')
    await file.sync()
    await file.close()
  }

  /** A database that does not answer is told the next time. */
  async #tell(): Promise<void> {
    if (!this.#witness || this.#spoilt) return
    this.#toldMs = monotonicMs()
    try {
      const file = await this.#measured(this.#witness)
      if (file) await this.#witness.tell(file)
    } catch {
      this.#read = null
    }
  }

  /** @returns null where there is no file, or it is not what it was */
  async #measured(witness: Witness): Promise<AnchorFile | null> {
    const size = await stat(this.#path).then(
      (results) => results.size,
      () => 0,
    )
    if (size === 0) return null
    if (!this.#read) {
      let id = await idIn(this.#path)
      if (id === null) {
        await this.#append(`file ${randomUUID()}\n`)
        // Of two processes that named it at once, the first has.
        id = (await idIn(this.#path))!
      }
      this.#read = { id, bytes: 0, hash: createHash('sha256') }
      const told = await witness.told(id)
      if (told) {
        await this.#readTo(told.bytes)
        this.#spoilt =
          this.#read.bytes !== told.bytes || !this.#read.hash.copy().digest().equals(told.sha256)
      }
    } else if (size < this.#read.bytes) this.#spoilt = true
    if (this.#spoilt) return null
    await this.#readTo(Infinity)
    const { id, bytes, hash } = this.#read
    return { id, bytes, sha256: hash.copy().digest() }
  }

  /** Reads on, to the end or until so many bytes of the file were read. */
  async #readTo(bytes: number): Promise<void> {
    const read = this.#read!
    if (read.bytes >= bytes) return
    const part = { start: read.bytes, ...(bytes === Infinity ? {} : { end: bytes - 1 }) }
    for await (const chunk of createReadStream(this.#path, part) as AsyncIterable<Buffer>) {
      read.hash.update(chunk)
      read.bytes += chunk.length
    }
  }

  /** Every anchor on disk by portal; a line that was cut short is passed over. */
  async read(): Promise<AnchorsRead> {
    await this.flush()
    return readAnchors(this.#path)
  }
}

export interface AnchorsRead {
  heads: Map<string, AuditHead[]>
  /** Null where there is no file, or it has no name yet. */
  id: string | null
  /** What so many of its first bytes hash to; null where it is shorter. */
  hashOf(bytes: number): Buffer | null
}

/** Reads a file of anchors, this server's or another's. */
export async function readAnchors(path: string): Promise<AnchorsRead> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  })
  const text = bytes.toString()
  const heads = [...text.matchAll(/^(\S{36}) (\d+) ([0-9a-f]{64})$/gm)].map(
    ([, portal, seq, hash]): AuditHead => ({
      portal: portal!,
      seq: Number(seq),
      hash: Buffer.from(hash!, 'hex'),
    }),
  )
  return {
    heads: Map.groupBy(heads, (head) => head.portal),
    id: idOf(text),
    hashOf: (length) =>
      length > bytes.length
        ? null
        : createHash('sha256').update(bytes.subarray(0, length)).digest(),
  }
}

/** The same of a file that may be too large to be held. */
async function idIn(path: string): Promise<string | null> {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const id = idOf(line)
    if (id !== null) return id
  }
  return null
}

/** Which file it is, wherever it lies; it says so itself, in a line like the others. */
const idOf = (text: string): string | null => /^file (\S{36})$/m.exec(text)?.[1] ?? null
