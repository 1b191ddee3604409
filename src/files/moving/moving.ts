import { attempt } from '../../kit/due/attempt.ts'
import { dueQueue } from '../../kit/due/queue.ts'
import { QueueWorker, type Next } from '../../kit/due/worker.ts'
import { ContentMissing, type FileStore } from '../../kit/file-store/file-store.ts'
import { sealedBytes } from '../../kit/file-store/sealed-chunks.ts'
import type { Installation } from '../../kit/installation.ts'
import { contentHeld } from './holding.ts'
import { letGo, portalsToMove, putAside, setStore, takeMovable, type Movable } from './queries.ts'

/** Contents that have arrived in the folder and are to lie in the bucket, portal by portal. */
export const movingQueue = dueQueue<{ portal: string }>({
  names: { wake: 'move_contents', sweep: 'sweep_movable_contents' },
  key: ({ portal }) => portal,
  atOnce: 2,
  due: (tx) => portalsToMove(tx, 'bucket'),
  falls: null,
})

export type Moved = { outcome: 'moved' | 'missing'; bytes: number }

interface Outcome extends Movable {
  /** Why it could not be read. */
  missing?: unknown
  /** There is no such content any more. */
  gone?: boolean
}

/**
 * Moves the next content of a portal that is not where contents are to be: copied sealed as it lies, then its row
 * says where it is, and only then it goes where it was. Cut off anywhere it is where its row says, and what is
 * left beside that is swept. It is held until the end, so that nobody moves it back meanwhile.
 * @returns null where there is none that nobody is at
 * @throws FileStoreUnavailable
 */
export async function moveOne(
  installation: Installation,
  portal: string,
  to: FileStore['kind'],
): Promise<Moved | null> {
  const { db, files, log } = installation
  const target = files.of(to)
  let source: FileStore | undefined
  const moved = await attempt(installation, portal, {
    take: (tx) => takeMovable(tx, to),
    act: async (content): Promise<Outcome> => {
      source = files.of(content.store)
      const name = { portal, content: content.id }
      const bytes = sealedBytes(content.bytes)
      const sealed = contentHeld(installation, name, source.read(name, 0, bytes))
      try {
        await target.put(name, sealed, bytes)
        return content
      } catch (missing) {
        if (missing instanceof ContentMissing) return { ...content, missing }
        await db.write({ portal }, (tx) => letGo(tx, content.id))
        throw missing
      }
    },
    record: async (tx, _, content, outcome) => {
      // Nobody can mend it here; others go on.
      if (outcome.missing !== undefined) await putAside(tx, content.id)
      else if (!(await setStore(tx, content.id, to))) return { ...outcome, gone: true }
      return outcome
    },
  })
  if (moved === null) return null
  const { id, bytes, missing, gone } = moved
  if (missing !== undefined) {
    log.error(
      { err: missing, portal, content: id },
      'a content of a file is not where it should be',
    )
    return { outcome: 'missing', bytes }
  }
  // It went while it was copied.
  if (gone) await target.remove({ portal, content: id })
  await source!.remove({ portal, content: id })
  await db.write({ portal }, (tx) => letGo(tx, id))
  return { outcome: 'moved', bytes }
}

async function moveNext(installation: Installation, portal: string): Promise<Next> {
  if (!installation.files.bucket) return 'nothing'
  const moved = await moveOne(installation, portal, 'bucket')
  if (moved === null) return 'nothing'
  return moved.outcome === 'moved' ? 'done' : 'failed'
}

export const movingWorker = (installation: Installation) =>
  new QueueWorker(installation, movingQueue, ({ portal }) => moveNext(installation, portal))
