import { appendFile, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AuditHead } from './audit.ts'

/** Longest wait between a commit and its anchor on disk. */
const DELAY_MS = 50

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
    this.#timer ??= setTimeout(() => void this.flush(), DELAY_MS).unref()
  }

  /** Resolves once everything noted is on disk. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writing = this.#writing.then(async () => {
      // Of a burst only each portal's newest head is needed: it covers those before it.
      const newest = new Map(
        this.#waiting.toSorted((a, b) => a.seq - b.seq).map((head) => [head.portal, head]),
      )
      this.#waiting = []
      if (newest.size === 0) return
      const lines = [...newest.values()].map(
        ({ portal, seq, hash }) => `${portal} ${seq} ${hash.toString('hex')}\n`,
      )
      await mkdir(dirname(this.#path), { recursive: true })
      await appendFile(this.#path, lines.join(''), { mode: 0o600 })
      const file = await open(this.#path, 'r')
      await file.sync()
      await file.close()
    })
    return this.#writing
  }

  /** Every anchor on disk by portal; a last line that a crash cut short is passed over. */
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
