import { show } from '../../kit/ids.ts'
import { performPart, type OperationContext } from '../../kit/operation.ts'
import { inviteAgain } from '../directory/persons.ts'

/**
 * Invites people as a part of another operation, each as if by the button on their page; whoever cannot be, as they
 * were mailed too often, is left out. Whether the caller may is up to whoever calls.
 * @returns row ids of those who were
 */
export async function inviteAlso(
  op: OperationContext,
  persons: readonly string[],
): Promise<ReadonlySet<string>> {
  const invited = new Set<string>()
  // In one order, so that of two who invite the same people one waits for the other.
  for (const id of persons.toSorted())
    if ((await performPart(op, inviteAgain, { person: show('person', id) })).ok) invited.add(id)
  return invited
}
