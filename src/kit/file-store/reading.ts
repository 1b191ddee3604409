import type { ContentName, FileStore } from './file-store.ts'
import { CHUNK_BYTES, chunksOf, openChunk, sealedBytes, sealedOffset } from './sealed-chunks.ts'

/** From a byte of a file up to another, which is not in it any more. */
export interface Range {
  from: number
  to: number
}

/**
 * A range of a file in clear, as it is read; nothing is given out of a chunk that does not open.
 * @param key the content's own
 * @param bytes how long the file is
 * @throws CannotOpen @throws ContentMissing @throws FileStoreUnavailable
 */
export async function* openRange(
  store: Pick<FileStore, 'read'>,
  name: ContentName,
  { key, bytes, range: { from, to } }: { key: Buffer; bytes: number; range: Range },
): AsyncIterable<Buffer> {
  const all = chunksOf(bytes)
  let chunk = Math.floor(from / CHUNK_BYTES)
  const after = to > from ? chunksOf(to) : chunk
  const end = after === all ? sealedBytes(bytes) : sealedOffset(after)
  for await (const sealed of inPieces(store.read(name, sealedOffset(chunk), end), SEALED)) {
    const plain = openChunk(key, { chunk, isLast: chunk === all - 1 }, sealed)
    const start = chunk * CHUNK_BYTES
    yield plain.subarray(Math.max(0, from - start), Math.min(plain.length, to - start))
    chunk++
  }
}

const SEALED = sealedOffset(1)

/** The same bytes in pieces of one size; what is left over comes last. */
export async function* inPieces(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncIterable<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const piece of source) {
    held.push(piece)
    length += piece.length
    if (length < size) continue
    const all = held.length === 1 ? held[0]! : Buffer.concat(held, length)
    let at = 0
    for (; at + size <= length; at += size) yield all.subarray(at, at + size)
    held = at < length ? [all.subarray(at)] : []
    length -= at
  }
  if (length > 0) yield Buffer.concat(held, length)
}
