import { appendFile, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AuditHead } from './audit.ts'

/** Longest wait between a commit and its anchor on disk. */
const DELAY_MS = 50
/** Until the next try where it could not be written, as on a full disk. */
const AGAIN_MS = 1000

/**
 * The heads of the audit chains, in a file beside and not in the database: someone who can rewrite the
 * database cannot also cut or rewrite a chain unseen. One line per head; the file only grows.
 */
export class Anchors {
  readonly #path: string
  #waiting: AuditHead[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(path: string) {
    this.#path = path
  }

  /** Notes a committed head; written with those that follow shortly, so that a burst costs one sync. */
  note(head: AuditHead): void {
    this.#waiting.push(head)
    this.#later(DELAY_MS)
  }

  #later(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.flush().catch(() => this.#later(AGAIN_MS))
    }, ms).unref()
  }

  /** Resolves once everything noted is on disk. @throws where it cannot be written; it then waits for the next. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    // An earlier failure was told to whoever asked for that.
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#write())
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
      await mkdir(dirname(this.#path), { recursive: true })
      // On a line of its own, though a crash or a full disk may have cut the one before short.
      await appendFile(this.#path, `\n${lines.join('')}`, { mode: 0o600 })
      const file = await open(this.#path, 'r')
      await file.sync()
      await file.close()
    } catch (error) {
      this.#waiting.unshift(...heads)
      throw error
    }
  }

  /** Every anchor on disk by portal; a line that was cut short is passed over. */
  async read(): Promise<Map<string, AuditHead[]>> {
    await this.flush()
    const text = await readFile(this.#path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    const heads = [...text.matchAll(/^(\S{36}) (\d+) ([0-9a-f]{64})$/gm)].map(
      ([, portal, seq, hash]): AuditHead => ({
        portal: portal!,
        seq: Number(seq),
        hash: Buffer.from(hash!, 'hex'),
      }),
    )
    return Map.groupBy(heads, (head) => head.portal)
  }
}
