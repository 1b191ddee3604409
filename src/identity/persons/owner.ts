import type { OperationContext } from '../../kit/operation.ts'
import { ownerOf } from './queries.ts'

/**
 * Whether somebody owns the portal and is another than who asks: what takes something from the owner is done by
 * nobody but themself and the installation's operator. Part of an operation that has locked them.
 */
export async function isKeptFromColleagues(
  { tx, caller }: Pick<OperationContext, 'tx' | 'caller'>,
  person: string,
): Promise<boolean> {
  if (person === caller.person || caller.rights.has('installation:operate')) return false
  return (await ownerOf(tx)) === person
}
