import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { sharedCounts } from '../sharing/queries.ts'
import { tell, type Told } from '../telling/index.ts'
import { seenThroughAlone, type Joining } from './leaving.ts'

/** What somebody sees by having joined: how many files they had not seen before, and what became of telling them. */
export interface Joined {
  name: string
  files: number
  told: Told
}

/** How many files are shared with everybody of each of several, such as cases; those with none are left out. */
export const joiningShows = (
  tx: Tx,
  about: { kind: string; holders: readonly string[]; now: Instant },
): Promise<ReadonlyMap<string, number>> => sharedCounts(tx, about)

/**
 * Tells somebody who has just joined something of the files that they see by that alone, as of any that are newly
 * shared with them, all in one mail; part of another operation.
 * @returns null where there is none
 */
export async function tellJoined(op: OperationContext, joining: Joining): Promise<Joined | null> {
  const about = { ...joining, now: op.now }
  const [thing, ...more] = await seenThroughAlone(op.tx, op.installation, about)
  if (thing === undefined) return null
  const told = await tell(op, [joining.person], { what: 'shared', thing, more })
  const name = Object.values(told)[0]?.names[0] ?? ''
  return { name, files: more.length + 1, told }
}
