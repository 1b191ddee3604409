import type { Tx } from '../../kit/db/database.ts'
import type { Audience, Seer, With } from './audience.ts'

/** Ids by kind: each kind is asked once about all of them, so that thousands cost no more than a few. */
function byAudience(withs: readonly With[]): Map<Audience, string[]> {
  const grouped = new Map<Audience, string[]>()
  for (const { audience, id } of withs) {
    const before = grouped.get(audience)
    if (before) before.push(id)
    else grouped.set(audience, [id])
  }
  return grouped
}

/** What audiences are called, by row id, of those that are there. @param hold as `Audience` has it */
export async function namesOfAll(
  tx: Tx,
  withs: readonly With[],
  hold?: 'hold',
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const [audience, ids] of byAudience(withs))
    for (const [id, name] of await audience.names(tx, ids, hold)) names.set(id, name)
  return names
}

/** Who is in audiences now, by the audience's row id. */
export async function membersOf(
  tx: Tx,
  withs: readonly With[],
): Promise<ReadonlyMap<string, Seer[]>> {
  const members = new Map<string, Seer[]>()
  for (const [audience, ids] of byAudience(withs))
    for (const { in: group, ...seer } of await audience.people(tx, ids)) {
      const before = members.get(group)
      if (before) before.push(seer)
      else members.set(group, [seer])
    }
  return members
}

/** Everybody of several audiences, each once, by name. */
export async function everybodyIn(tx: Tx, withs: readonly With[]): Promise<Seer[]> {
  const people = new Map<string, Seer>()
  for (const members of (await membersOf(tx, withs)).values())
    for (const one of members) people.set(one.id, one)
  return [...people.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
