import { append } from '../../kit/file-store/writing.ts'
import { contentKey } from '../../kit/file-store/sealed-chunks.ts'
import { newId } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { insertDraft } from './queries.ts'

/** Whoever makes one has adopted it long before. */
const KEPT_HOURS = 1

export interface Draft {
  id: string
  bytes: number
}

/** Keeps bytes that we make ourselves, sealed, as a content that somebody is to adopt. */
export async function keepDraft(
  { db, clock, keys, files }: Installation,
  portal: string,
  source: AsyncIterable<Buffer>,
  bytes: number,
): Promise<Draft> {
  const id = newId()
  await db.write({ portal }, async (tx) => {
    const now = await clock.now(tx)
    await insertDraft(tx, { id, now, doomedAt: now.add({ hours: KEPT_HOURS }) })
  })
  const name = { portal, content: id }
  const key = contentKey(await keys.held(portal), id)
  // Where reading fails, what is written ends too early: it is the reader who is told why.
  let failure: { error: unknown } | undefined
  const watched = (async function* () {
    try {
      yield* source
    } catch (error) {
      failure = { error }
      throw error
    }
  })()
  const { isWhole } = await append(files.folder, name, { key, bytes, held: 0, source: watched })
  if (failure) throw failure.error
  if (!isWhole) throw new Error('a content that we make is not as long as it was said to be')
  return { id, bytes }
}
