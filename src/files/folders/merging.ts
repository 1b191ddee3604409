import type { OperationContext } from '../../kit/operation.ts'
import { foldInto, giveFolder, lockFolders } from './queries.ts'
import { treeOf } from './reading.ts'

/**
 * Folders of one thing go over to another of its kind, as where two cards are merged. Of two that are called alike in
 * one place there is one then, with what was in both.
 */
export async function moveFolders(
  { tx, portal, installation }: OperationContext,
  kind: string,
  { kept, other }: { kept: string; other: string },
): Promise<void> {
  for (const holder of [kept, other].toSorted()) await lockFolders(tx, { kind, holder })
  const key = await installation.keys.of(tx, portal)
  const opening = { key, portal, log: installation.log }
  const here = await treeOf(tx, opening, { kind, holder: kept })
  const coming = await treeOf(tx, opening, { kind, holder: other })
  /** Where each that comes lies now. */
  const places = new Map<string | null, string | null>([[null, null]])
  // A folder before those in it.
  for (const { id, name, parentId } of coming.inOrder('en')) {
    const parent = places.get(parentId) ?? null
    const same = name === null ? undefined : here.named(parent, name)
    if (same) await foldInto(tx, { from: id, into: same.id })
    else await giveFolder(tx, id, { holder: kept, parent })
    places.set(id, same?.id ?? id)
  }
}
