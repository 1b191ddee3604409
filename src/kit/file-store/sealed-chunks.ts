import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { CannotOpen } from '../crypto.ts'

/**
 * How a file's bytes are sealed: in chunks of 64 KB, each by AES-256-GCM under the content's own key, with its
 * number and whether it is the last bound in. So a range opens from the middle, what was cut off or moved does not
 * open, and an upload goes on behind its last whole chunk. The nonce is random and written before the chunk: one
 * counted up would be used twice where a chunk was written and its upload, cut off, sent another in its place.
 */
export const CHUNK_BYTES = 65_536

const NONCE_BYTES = 12
const TAG_BYTES = 16
const SEALED_CHUNK_BYTES = NONCE_BYTES + CHUNK_BYTES + TAG_BYTES

/** An empty file has one, of nothing, so that it cannot be told from one that was emptied. */
export const chunksOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK_BYTES))

/** Where a chunk begins in what is stored, or, of one past the last, where that ends. */
export const sealedOffset = (chunk: number): number => chunk * SEALED_CHUNK_BYTES

/** How many bytes are stored of a file of so many. */
export const sealedBytes = (bytes: number): number =>
  bytes + chunksOf(bytes) * (NONCE_BYTES + TAG_BYTES)

/** What is bound into each chunk of a content: the portal by its key, the content by its name. */
export const contentKey = (portalKey: Buffer, content: string): Buffer =>
  Buffer.from(hkdfSync('sha256', portalKey, content, 'gatehouse file content', 32))

interface ChunkPlace {
  chunk: number
  isLast: boolean
}

function bound({ chunk, isLast }: ChunkPlace): Buffer {
  const bytes = Buffer.alloc(9)
  bytes.writeBigUInt64BE(BigInt(chunk))
  bytes[8] = isLast ? 1 : 0
  return bytes
}

export const sealChunk = (key: Buffer, place: ChunkPlace, plain: Buffer): Buffer =>
  Buffer.concat(sealedParts(key, place, plain))

/** What a sealed chunk is made of, one after another: to be written without being copied once more. */
export function sealedParts(key: Buffer, place: ChunkPlace, plain: Buffer): Buffer[] {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(bound(place))
  const body = cipher.update(plain)
  cipher.final()
  return [nonce, body, cipher.getAuthTag()]
}

/** @throws CannotOpen where it was altered, cut off or moved */
export function openChunk(key: Buffer, place: ChunkPlace, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
    decipher.setAAD(bound(place))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES))
    decipher.final()
    return plain
  } catch (error) {
    throw new CannotOpen(`chunk ${place.chunk} does not open`, { cause: error })
  }
}
