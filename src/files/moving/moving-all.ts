import { CONSOLE } from '../../kit/ids.ts'
import type { FileStore } from '../../kit/file-store/file-store.ts'
import type { Installation } from '../../kit/installation.ts'
import { moveOne } from './moving.ts'
import { leftToMove, setFilesTo } from './queries.ts'

/** How far moving has come. */
export interface Progress {
  moved: number
  /** Of files, as people count them. */
  bytes: number
  /** Of those that do not lie there yet: some may be moved by others meanwhile. */
  left: number
}

export interface AllMoved extends Progress {
  to: FileStore['kind']
  /** Not where they should be: the log names them. */
  missing: number
}

/**
 * Moves whatever lies elsewhere, and has what comes later move there by itself. Stopped or killed it is begun
 * again at any time, and several may be at it.
 * @param stopping asked after each content
 * @throws FileStoreUnavailable
 */
export async function moveAll(
  installation: Installation,
  to: FileStore['kind'],
  { tell, stopping }: { tell: (progress: Progress) => void; stopping: () => boolean },
): Promise<AllMoved> {
  const { db } = installation
  // It is there at all, before anything is said of it.
  installation.files.of('bucket')
  await db.write({ portal: CONSOLE }, (tx) => setFilesTo(tx, to))
  const portals = await db.read('installation', (tx) => leftToMove(tx, to))
  const all = {
    moved: 0,
    bytes: 0,
    missing: 0,
    left: portals.reduce((n, one) => n + one.contents, 0),
  }
  for (const { portal } of portals)
    while (!stopping()) {
      const one = await moveOne(installation, portal, to)
      if (one === null) break
      if (one.outcome === 'missing') all.missing++
      else {
        all.moved++
        all.bytes += one.bytes
        all.left = Math.max(0, all.left - 1)
      }
      tell(all)
    }
  const after = await db.read('installation', (tx) => leftToMove(tx, to))
  return { to, ...all, left: after.reduce((n, one) => n + one.contents, 0) }
}
