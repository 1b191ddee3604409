import { randomBytes } from 'node:crypto'
import { lstat, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder, writeOnce } from '../write-once.ts'
import {
  KeyStoreUnavailable,
  KeyStoreUnfit,
  PORTAL,
  readTombstone,
  tombstoneText,
  type KeyStore,
  type Tombstone,
} from './key-store.ts'

const KEY = '.key'
const DELETED = '.deleted'

/**
 * A key store in a folder of its own: `<portal>.key` and `<portal>.deleted`. What is written is on disk, its
 * name too, before it is told.
 * @throws KeyStoreUnfit where anybody else could read it
 */
export async function openFolderStore(folder: string): Promise<KeyStore> {
  if (await mkdir(folder, { recursive: true, mode: 0o700 })) await syncFolder(dirname(folder))
  await ownAlone(folder, 0o700)
  for (const name of await readdir(folder))
    await ownAlone(join(folder, name), 0o600).catch((error: unknown) => {
      // A draft that another server has just put in its place.
      if (!isMissing(error)) throw error
    })
  return new FolderStore(folder)
}

class FolderStore implements KeyStore {
  readonly place: string

  constructor(folder: string) {
    this.place = folder
  }

  #path(portal: string, kind: string): string {
    if (!PORTAL.test(portal)) throw new Error(`no portal id: ${portal}`)
    return join(this.place, portal + kind)
  }

  get(portal: string): Promise<Buffer | null> {
    return trying(() => read(this.#path(portal, KEY)))
  }

  putIfAbsent(portal: string, wrapped: Buffer): Promise<Buffer> {
    return trying(async () => {
      const path = this.#path(portal, KEY)
      await writeOnce(path, wrapped)
      const kept = await read(path)
      if (!kept) throw new KeyStoreUnavailable(`the key of ${portal} was destroyed meanwhile`)
      return kept
    })
  }

  /** Written over first. A disk that writes elsewhere, or a snapshot of it, may keep the old bytes. */
  destroy(portal: string): Promise<void> {
    return trying(async () => {
      const path = this.#path(portal, KEY)
      // With the drafts that a crash may have left of it.
      const drafts = (await readdir(this.place)).filter((name) =>
        name.startsWith(`${portal}${KEY}.`),
      )
      for (const one of [path, ...drafts.map((name) => join(this.place, name))]) await erase(one)
      await syncFolder(this.place)
    })
  }

  bury(tombstone: Tombstone): Promise<void> {
    return trying(() =>
      writeOnce(this.#path(tombstone.portal, DELETED), Buffer.from(tombstoneText(tombstone))),
    )
  }

  tombstone(portal: string): Promise<Tombstone | null> {
    return trying(async () => {
      const text = await read(this.#path(portal, DELETED))
      return text && readTombstone(portal, text.toString())
    })
  }

  keys(): Promise<string[]> {
    return this.#named(KEY)
  }

  async tombstones(): Promise<Tombstone[]> {
    const results: Tombstone[] = []
    for (const portal of await this.#named(DELETED)) {
      const tombstone = await this.tombstone(portal)
      if (tombstone) results.push(tombstone)
    }
    return results
  }

  #named(kind: string): Promise<string[]> {
    return trying(async () =>
      (await readdir(this.place))
        .filter((name) => name.endsWith(kind))
        .map((name) => name.slice(0, -kind.length))
        .filter((name) => PORTAL.test(name)),
    )
  }
}

async function erase(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+')
    try {
      const { size } = await file.stat()
      await file.write(randomBytes(size), 0, size, 0)
      await file.sync()
    } finally {
      await file.close()
    }
    await unlink(path)
  } catch (error) {
    // Another server was faster.
    if (!isMissing(error)) throw error
  }
}

async function read(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Where there are no such users and modes, the folder's place has to keep others out. */
async function ownAlone(path: string, mode: number): Promise<void> {
  if (!process.getuid) return
  const stats = await lstat(path)
  const wrong = [
    stats.isSymbolicLink() && 'is a link',
    stats.uid !== process.getuid() && 'belongs to another user',
    (stats.mode & 0o077) !== 0 &&
      `can be read by others; set it to ${mode.toString(8).padStart(4, '0')}`,
  ].filter(Boolean)
  if (wrong.length > 0)
    throw new KeyStoreUnfit(`keys lie at ${path}, which ${wrong.join(' and ')} (chmod, chown)`)
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function trying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    throw new KeyStoreUnavailable(`the key store: ${(error as Error).message}`, { cause: error })
  }
}
