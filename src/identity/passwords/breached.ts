import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import type { Installation } from '../../kit/installation.ts'

const HASH = 40
/** Holds a whole line wherever a read begins: the hash, a colon, how often, and the line's end. */
const WINDOW = 160

/**
 * Whether the operator's file of stolen passwords has this one. The file is as Have I Been Pwned ships it:
 * lines of SHA-1 in hexadecimal, each with a count behind it or not, sorted by hash. Searched on the disk,
 * some 35 short reads, since it is larger than any memory.
 */
export async function isBreached(
  { breached, log }: Pick<Installation, 'breached' | 'log'>,
  password: string,
): Promise<boolean> {
  if (breached === null) return false
  const hash = createHash('sha1').update(password).digest('hex').toUpperCase()
  let file: FileHandle | undefined
  try {
    file = await open(breached)
    return await has(file, (await file.stat()).size, hash)
  } catch (error) {
    // Taken away while we run: nobody is kept from choosing a password by that.
    log.warn({ err: error }, 'could not read the list of breached passwords')
    return false
  } finally {
    await file?.close()
  }
}

/** Halves the bytes between which the hash's line would begin. */
async function has(file: FileHandle, size: number, hash: string): Promise<boolean> {
  let [low, high] = [0, size]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const line = await lineFrom(file, middle)
    if (line === null || line.at >= high) {
      high = middle
      continue
    }
    if (line.hash === hash) return true
    if (line.hash < hash) low = line.at + HASH
    else high = middle
  }
  return false
}

/** The first line that begins at a place or after it. */
async function lineFrom(
  file: FileHandle,
  place: number,
): Promise<{ at: number; hash: string } | null> {
  const from = Math.max(0, place - 1)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(WINDOW), 0, WINDOW, from)
  const text = buffer.toString('latin1', 0, bytesRead)
  const begins = place === 0 ? 0 : text.indexOf('\n') + 1
  if (place > 0 && begins === 0) return null
  const hash = text.slice(begins, begins + HASH).toUpperCase()
  return hash.length < HASH ? null : { at: from + begins, hash }
}
