import type { FileHandle } from 'node:fs/promises'
import type { ContentName } from './file-store.ts'
import { FileStoreUnavailable } from './file-store.ts'
import type { FolderStore } from './folder.ts'
import { CHUNK_BYTES, sealedOffset, sealedParts } from './sealed-chunks.ts'

export interface Appended {
  /** How many bytes of the file are kept now: whole chunks, or all. */
  held: number
  /** All of it came. */
  isWhole: boolean
  /** More was sent than the file was said to have. */
  isTooLong: boolean
}

interface Writing {
  /** The content's own. */
  key: Buffer
  /** How long the file will be; of one that does not say, how long it may be. */
  bytes: number
  /** The file is as long as it turns out to be. */
  isOpenEnded?: boolean
  /** How many bytes are kept: whole chunks. */
  held: number
  source: AsyncIterable<Buffer>
}

/**
 * Goes on writing a file behind the bytes that are kept, as they come, and ends when they do, or are cut off.
 * What it tells is on disk. Of a chunk that did not come whole nothing is kept: whoever sends goes on before it.
 * @throws FileStoreUnavailable where there is no room, or no disk
 */
export async function append(
  store: FolderStore,
  name: ContentName,
  { key, bytes, isOpenEnded = false, held, source }: Writing,
): Promise<Appended> {
  const file = await store.write(name)
  // One for all chunks of this request, filled again and again.
  const plain = Buffer.allocUnsafe(CHUNK_BYTES)
  let [kept, filled, isTooLong, isCut] = [held, 0, false, false]
  // One is on its way to the disk while the next comes and is sealed; no more are held.
  let writing: Promise<unknown> = Promise.resolve()
  const write = async (isLast: boolean) => {
    const chunk = Math.floor(kept / CHUNK_BYTES)
    const sealed = sealedParts(key, { chunk, isLast }, plain.subarray(0, filled))
    await writing
    writing = wholly(file, sealed, sealedOffset(chunk))
    // It is awaited below, whatever comes before that.
    writing.catch(() => undefined)
    kept += filled
    filled = 0
  }
  try {
    const pieces = source[Symbol.asyncIterator]()
    for (;;) {
      const next = await pieces.next().catch(() => null)
      // The connection was cut off: what came whole is kept.
      if (next === null) isCut = true
      if (next === null || next.done) break
      const piece = next.value
      if (kept + filled + piece.length > bytes) {
        isTooLong = true
        break
      }
      for (let at = 0; at < piece.length;) {
        // A full one is written when more is there: then it is not the last.
        if (filled === CHUNK_BYTES) await write(false)
        const copied = piece.copy(plain, filled, at)
        at += copied
        filled += copied
      }
    }
    const isWhole = !isTooLong && (isOpenEnded ? !isCut : kept + filled === bytes)
    if (isWhole || filled === CHUNK_BYTES) await write(isWhole)
    await writing
    await file.sync()
    return { held: kept, isWhole, isTooLong }
  } catch (error) {
    throw new FileStoreUnavailable(`the folder of files: ${(error as Error).message}`, {
      cause: error,
    })
  } finally {
    await writing.catch(() => undefined)
    await file.close()
  }
}

/** A disk that fills up takes a part. */
async function wholly(file: FileHandle, parts: readonly Buffer[], offset: number): Promise<void> {
  const bytes = parts.reduce((sum, { length }) => sum + length, 0)
  let { bytesWritten: at } = await file.writev(parts, offset)
  if (at === bytes) return
  for (const all = Buffer.concat(parts); at < bytes;)
    at += (await file.write(all, at, bytes - at, offset + at)).bytesWritten
}
