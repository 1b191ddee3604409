import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Owner } from '../owners/owner.ts'
import type { ShownPerson } from '../persons/person.ts'
import { shownPeople } from '../persons/queries.ts'

/** One of an owner's people; undefined for another's as for none. Nobody becomes another's, so this needs no lock. */
export async function personOf(
  tx: Tx,
  { partner }: Owner,
  person: string,
  now: Instant,
): Promise<ShownPerson | undefined> {
  const row = await shownPeople(tx, now)
    .where('p.partner_id', partner === null ? 'is' : '=', partner)
    .where('p.id', '=', person)
    .executeTakeFirst()
  return row as ShownPerson | undefined
}

/** Operators in the order they were added, which is that of their ids. @param asked.after row id of the one before */
export async function operatorsAfter(
  tx: Tx,
  { after, limit, now }: { after?: string; limit: number; now: Instant },
): Promise<ShownPerson[]> {
  let query = shownPeople(tx, now).where('p.kind', '=', 'operator').orderBy('p.id').limit(limit)
  if (after !== undefined) query = query.where('p.id', '>', after)
  return (await query.execute()) as ShownPerson[]
}
