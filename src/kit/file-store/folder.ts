import { constants } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Instant } from '../clock.ts'
import { syncFolder } from '../write-once.ts'
import {
  ContentMissing,
  FileStoreUnavailable,
  isId,
  named,
  type ContentName,
  type FileStore,
} from './file-store.ts'
import { sealedOffset } from './sealed-chunks.ts'

/** Read at once: some whole chunks, so that the thread pool is asked seldom, nobody holds much, and none is copied. */
const READ_BYTES = sealedOffset(4)

/** Contents in a folder of their own: `<portal>/<two of its last letters>/<content>`. */
export class FolderStore implements FileStore {
  readonly kind = 'folder'
  readonly place: string

  constructor(folder: string) {
    this.place = folder
  }

  async *read(name: ContentName, from: number, to: number): AsyncIterable<Buffer> {
    const file = await trying(() => open(this.#path(name), constants.O_RDONLY))
    try {
      for (let at = from; at < to;) {
        const wanted = Math.min(READ_BYTES, to - at)
        const { bytesRead, buffer } = await trying(() =>
          file.read(Buffer.allocUnsafe(wanted), 0, wanted, at),
        )
        if (bytesRead === 0) throw new ContentMissing(`${name.content} ends at ${at}`)
        yield buffer.subarray(0, bytesRead)
        at += bytesRead
      }
    } finally {
      await file.close()
    }
  }

  async put(name: ContentName, source: AsyncIterable<Buffer>, bytes: number): Promise<void> {
    const path = this.#path(name)
    const draft = `${path}.draft`
    const file = await this.#openToWrite(draft)
    try {
      // Another that was killed in it may have left some.
      await trying(() => file.truncate(0))
      let at = 0
      for await (const piece of source) {
        await trying(() => file.writeFile(piece))
        at += piece.length
      }
      if (at !== bytes) throw new Error(`it has ${at} bytes, not ${bytes}`)
      await trying(() => file.sync())
    } catch (error) {
      await unlink(draft).catch(() => undefined)
      throw error
    } finally {
      await file.close()
    }
    await trying(() => rename(draft, path))
    await syncFolder(dirname(path))
  }

  /** A content that is written piece by piece at places of their own, and goes on after it was cut off. */
  write(name: ContentName): Promise<FileHandle> {
    return this.#openToWrite(this.#path(name))
  }

  async remove(name: ContentName): Promise<void> {
    for (const path of [this.#path(name), `${this.#path(name)}.draft`])
      await trying(() => unlink(path)).catch(unlessMissing)
  }

  async removeAll(portal: string): Promise<void> {
    await trying(() => rm(this.#portal(portal), { recursive: true, force: true }))
  }

  async *portals(): AsyncIterable<string> {
    const folders = await trying(() => readdir(this.place)).catch(unlessMissing)
    for (const folder of folders ?? []) if (isId(folder)) yield folder
  }

  async *list(portal: string): AsyncIterable<string> {
    const folders = await trying(() => readdir(this.#portal(portal))).catch(unlessMissing)
    for (const folder of folders ?? [])
      for (const content of await trying(() => readdir(join(this.#portal(portal), folder))))
        yield content.replace(/\.draft$/, '')
  }

  async changedAt(name: ContentName): Promise<Instant | null> {
    const paths = [this.#path(name), `${this.#path(name)}.draft`]
    const times = await Promise.all(
      paths.map((path) => trying(() => stat(path)).catch(unlessMissing)),
    )
    const last = Math.max(...times.map((stats) => stats?.mtimeMs ?? 0))
    return last === 0 ? null : Temporal.Instant.fromEpochMilliseconds(Math.floor(last))
  }

  async #openToWrite(path: string): Promise<FileHandle> {
    const flags = constants.O_WRONLY | constants.O_CREAT
    const make = () => open(path, flags, 0o600)
    try {
      return await make()
    } catch (error) {
      if (!isMissing(error)) throw unavailable(error)
      await trying(() => mkdir(dirname(path), { recursive: true, mode: 0o700 }))
      return trying(make)
    }
  }

  #portal = (portal: string) => join(this.place, named({ portal, content: portal }).portal)

  #path(name: ContentName): string {
    const { portal, content } = named(name)
    return join(this.#portal(portal), content.slice(-2), content)
  }
}

const isMissing = (error: unknown) => (error as { code?: string }).code === 'ENOENT'

const unavailable = (error: unknown) =>
  new FileStoreUnavailable(`the folder of files: ${(error as Error).message}`, { cause: error })

async function trying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isMissing(error)
      ? new ContentMissing((error as Error).message, { cause: error })
      : unavailable(error)
  }
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof ContentMissing)) throw error
}
