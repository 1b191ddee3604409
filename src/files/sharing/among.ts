import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import type { SignedInContext } from '../../web/index.ts'
import { allAudiences, audienceOf } from './audience.ts'
import { namesOfAll } from './members.ts'
import type { Among } from './queries.ts'

/** Those whom somebody is among, whoever they are. */
export async function amongWhom(
  tx: Tx,
  installation: Pick<Installation, 'declared'>,
  person: string,
): Promise<Among> {
  const among = []
  for (const { kind, of } of allAudiences(installation))
    among.push({ kind, ids: await of(tx, person) })
  return among
}

/**
 * What things belong to, by row id of what that is, as whoever is served reads it: a case whose client they are, a
 * company they are of. What they are not among is not told to them.
 */
export const belongingOf = (
  { installation, caller, read }: SignedInContext,
  things: readonly { holderKind: string; holderId: string }[],
): Promise<ReadonlyMap<string, string>> =>
  read(async (tx) => {
    if (things.length === 0 || !caller.person) return new Map()
    const among = await amongWhom(tx, installation, caller.person)
    const theirs = new Set(among.flatMap(({ kind, ids }) => ids.map((id) => `${kind} ${id}`)))
    const held = new Map(
      things
        .filter(({ holderKind, holderId }) => theirs.has(`${holderKind} ${holderId}`))
        .map(({ holderKind, holderId }) => [holderId, holderKind]),
    )
    const withs = [...held].flatMap(([id, kind]) => audienceOf(installation, kind, id) ?? [])
    return namesOfAll(
      tx,
      withs.filter(({ audience }) => audience.isGroup),
    )
  })
