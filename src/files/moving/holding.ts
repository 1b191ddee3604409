import { monotonicMs } from '../../kit/clock.ts'
import type { ContentName } from '../../kit/file-store/file-store.ts'
import type { Installation } from '../../kit/installation.ts'
import { hold } from './queries.ts'

/** Well within what it is held for. */
const AGAIN_MS = 30_000

/** Bytes of a content as they come, which is held as long as they do: five gigabytes may take an hour. */
export async function* contentHeld(
  { db }: Pick<Installation, 'db'>,
  { portal, content }: ContentName,
  source: AsyncIterable<Buffer>,
): AsyncIterable<Buffer> {
  let last = monotonicMs()
  for await (const piece of source) {
    yield piece
    if (monotonicMs() - last < AGAIN_MS) continue
    await db.write({ portal }, (tx) => hold(tx, content))
    last = monotonicMs()
  }
}
