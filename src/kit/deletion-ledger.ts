import { appendFile, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readTombstone, type Tombstone } from './key-store/key-store.ts'

/**
 * Which portals were deleted, a line each, in a file beside the audit's anchors that only grows. It is the
 * witness where database and key store were both restored from a backup, and so belongs in neither's.
 */
export class DeletionLedger {
  readonly #path: string
  readonly #cached = new Map<string, Tombstone>()

  private constructor(path: string) {
    this.#path = path
  }

  static async open(path: string): Promise<DeletionLedger> {
    const ledger = new DeletionLedger(path)
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    for (const [, portal, at] of text.matchAll(/^([0-9a-f-]{36}) (\S+)$/gm))
      ledger.#cached.set(portal!, readTombstone(portal!, `deleted ${at}`))
    return ledger
  }

  /** Resolves once it is on disk. What is known is not written again. */
  async note(tombstone: Tombstone): Promise<void> {
    const { portal, at } = tombstone
    if (this.#cached.has(portal)) return
    await mkdir(dirname(this.#path), { recursive: true })
    // On a line of its own, though a crash may have cut the one before short.
    await appendFile(this.#path, `\n${portal} ${at.toString()}\n`, { mode: 0o600 })
    const file = await open(this.#path, 'r')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
    this.#cached.set(portal, tombstone)
  }

  get(portal: string): Tombstone | undefined {
    return this.#cached.get(portal)
  }

  all(): Iterable<Tombstone> {
    return this.#cached.values()
  }
}
