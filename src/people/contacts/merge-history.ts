import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'

/** The card that is left of one that was merged, by row id; null where it never was. */
export async function mergedInto(tx: Tx, portal: string, person: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('merged_contacts')
    .select('into_id')
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .executeTakeFirst()
  return row?.into_id ?? null
}

/** Shown ids of the cards that became this one: what happened to them is its history too. */
export async function mergedSubjects(tx: Tx, portal: string, into: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('merged_contacts')
    .select('person_id')
    .where('portal_id', '=', portal)
    .where('into_id', '=', into)
    .execute()
  return rows.map(({ person_id }) => show('person', person_id))
}
