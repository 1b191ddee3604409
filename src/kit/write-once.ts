import { randomUUID } from 'node:crypto'
import { link, open, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file that nobody ever reads half of: the whole is under its name, and on disk, or nothing is. Of
 * several who write it at once the first has; the others change nothing.
 * @param bytes readable by nobody else
 */
export async function writeOnce(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID()}.draft`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.write(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
  await syncFolder(dirname(path))
}

/** Puts on disk which names a folder has. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
