import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import { openFolder } from './folder.ts'
import { foldersOf, type Of } from './queries.ts'
import { Tree } from './tree.ts'

/** Opens what folders are called. */
interface Opening {
  key: Buffer
  portal: string
  log: Installation['log']
}

/** The folders of one thing as they lie. */
export async function treeOf(tx: Tx, { key, portal, log }: Opening, of: Of): Promise<Tree> {
  const rows = await foldersOf(tx, of)
  return new Tree(rows.map((row) => openFolder(key, portal, row, log)))
}
