import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE } from '../../kit/ids.ts'
import type { Person } from '../persons/person.ts'
import { PERSON_COLUMNS } from '../persons/queries.ts'

const of = (tx: Tx, partner: string) =>
  tx.db
    .selectFrom('persons')
    .where('portal_id', '=', CONSOLE)
    .where('kind', '=', 'partner')
    .where('partner_id', '=', partner)

/** A person of a partner never becomes another's, so this needs no lock. */
export async function belongsTo(tx: Tx, partner: string, person: string): Promise<boolean> {
  return (
    (await of(tx, partner).select('id').where('id', '=', person).executeTakeFirst()) !== undefined
  )
}

/**
 * A partner's people by name. The transaction must be set to the console.
 * @param asked.after place of the person the page follows
 */
export async function partnerPeople(
  tx: Tx,
  partner: string,
  { after, limit }: { after?: { name: string; id: string }; limit: number },
): Promise<Person[]> {
  let query = of(tx, partner).select(PERSON_COLUMNS).orderBy('name').orderBy('id').limit(limit)
  if (after)
    query = query.where((is) => is(is.refTuple('name', 'id'), '>', is.tuple(after.name, after.id)))
  return (await query.execute()) as Person[]
}

export async function partnerPerson(
  tx: Tx,
  partner: string,
  person: string,
): Promise<Person | undefined> {
  const row = await of(tx, partner)
    .select(PERSON_COLUMNS)
    .where('id', '=', person)
    .executeTakeFirst()
  return row as Person | undefined
}
