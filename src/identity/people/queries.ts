import type { Tx } from '../../kit/db/database.ts'
import type { Owner } from '../owners/owner.ts'
import type { Person } from '../persons/person.ts'
import { PERSON_COLUMNS } from '../persons/queries.ts'

/** One of an owner's people; undefined for another's as for none. Nobody becomes another's, so this needs no lock. */
export async function personOf(
  tx: Tx,
  { partner }: Owner,
  person: string,
): Promise<Person | undefined> {
  const row = await tx.db
    .selectFrom('persons')
    .select(PERSON_COLUMNS)
    .where('partner_id', partner === null ? 'is' : '=', partner)
    .where('id', '=', person)
    .executeTakeFirst()
  return row as Person | undefined
}

/** Operators in the order they were added, which is that of their ids. @param asked.after row id of the one before */
export async function operatorsAfter(
  tx: Tx,
  { after, limit }: { after?: string; limit: number },
): Promise<Person[]> {
  let query = tx.db
    .selectFrom('persons')
    .select(PERSON_COLUMNS)
    .where('kind', '=', 'operator')
    .orderBy('id')
    .limit(limit)
  if (after !== undefined) query = query.where('id', '>', after)
  return (await query.execute()) as Person[]
}
