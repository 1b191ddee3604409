import { sql } from 'kysely'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { PORTAL } from '../../../kit/db/portal-compiler.ts'
import { containing } from '../../../kit/db/containing.ts'
import { show } from '../../../kit/ids.ts'
import type { Pair } from '../../../people/index.ts'
import type { Side } from './party.ts'

/** The portal's contact, held so that they are still there when they become a party. */
export async function holdContact(tx: Tx, person: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('persons')
    .select('id')
    .where('id', '=', person)
    .where('kind', '=', 'contact')
    .forKeyShare()
    .executeTakeFirst()
  return row !== undefined
}

/** @returns false where they are one already */
export async function insertParty(
  tx: Tx,
  { of, person, side, now }: { of: string; person: string; side: Side; now: Instant },
): Promise<boolean> {
  const row = await tx.db
    .insertInto('case_parties')
    .values({ case_id: of, person_id: person, side, added_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst()
  return row !== undefined
}

/** @returns the side they were on; null where they were none */
export async function deleteParty(
  tx: Tx,
  { of, person }: { of: string; person: string },
): Promise<Side | null> {
  const row = await tx.db
    .deleteFrom('case_parties')
    .where('case_id', '=', of)
    .where('person_id', '=', person)
    .returning('side')
    .executeTakeFirst()
  return (row?.side as Side | undefined) ?? null
}

/** Row ids of those the portal's owner acts for in a case, in the order they were added. */
export async function clientsOf(tx: Tx, of: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('case_parties')
    .select('person_id')
    .where('case_id', '=', of)
    .where('side', '=', 'client')
    .orderBy('added_at')
    .orderBy('person_id')
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/** Somebody by name who has to do with a case, and on which side; undefined where they have not. */
export const partyOf = (tx: Tx, { of, person }: { of: string; person: string }) =>
  tx.db
    .selectFrom('case_parties as c')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'c.person_id'))
    .select(['p.id', 'p.name', 'c.side'])
    .where('c.case_id', '=', of)
    .where('c.person_id', '=', person)
    .executeTakeFirst()

export interface Candidate {
  id: string
  name: string
  email: string | null
}

/** Contacts by name who are not yet parties to the case. @param asked.search part of a name or an e-mail */
export function candidates(
  tx: Tx,
  { of, search, limit }: { of: string; search?: string; limit: number },
): Promise<Candidate[]> {
  let query = tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'email'])
    .where('kind', '=', 'contact')
    .where(
      sql<boolean>`not exists (select from case_parties pa where pa.portal_id = ${PORTAL}
        and pa.case_id = ${of} and pa.person_id = persons.id)`,
    )
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
  if (search) {
    const like = containing(search)
    query = query.where((is) => is.or([is('name', 'ilike', like), is('email', 'ilike', like)]))
  }
  return query.execute()
}

/** A contact by name; undefined for whoever is none of this portal. */
export const contactById = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('id', '=', person)
    .where('kind', '=', 'contact')
    .executeTakeFirst()

/** The cases somebody is a party to, newest first. */
export async function casesOf(tx: Tx, person: string, limit: number) {
  const rows = await tx.db
    .selectFrom('case_parties as pa')
    .innerJoin('cases as c', (join) => join.onRef('c.id', '=', 'pa.case_id'))
    .select(['c.id', 'c.number', 'c.title', 'c.stage', 'c.closed_on', 'pa.side'])
    .where('pa.person_id', '=', person)
    .orderBy('c.opened_on', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, side: row.side as Side }))
}

/** What people are called, by shown id. */
export async function namesOfPersons(
  tx: Tx,
  persons: readonly string[],
): Promise<Map<string, string>> {
  if (persons.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('id', 'in', [...persons])
    .execute()
  return new Map(rows.map(({ id, name }) => [show('person', id), name]))
}

/** Makes the kept one a party of the other's cases; of a case of both it is on the client's side if either was. */
export async function moveParties(tx: Tx, { kept, other }: Pair): Promise<void> {
  await sql`
    insert into case_parties (portal_id, case_id, person_id, side, added_at)
    select portal_id, case_id, ${kept}, side, added_at
    from case_parties where portal_id = ${PORTAL} and person_id = ${other}
    on conflict (portal_id, case_id, person_id) do update
      set side = case when 'client' in (case_parties.side, excluded.side) then 'client' else 'other' end,
        added_at = least(case_parties.added_at, excluded.added_at)`.execute(tx.db)
}

/** The clients of a case, for what is shared with them. */
export async function clientsSeeing(tx: Tx, cases: readonly string[]) {
  if (cases.length === 0) return []
  return tx.db
    .selectFrom('case_parties as c')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'c.person_id'))
    .select(['c.case_id as in', 'p.id', 'p.name', 'p.email', 'p.language'])
    .where('c.case_id', 'in', cases)
    .where('c.side', '=', 'client')
    .orderBy('p.name')
    .execute()
}

/** On which side of a case some people are; those who are in none of it are not among them. */
export async function sidesOf(
  tx: Tx,
  of: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, Side>> {
  const rows = await tx.db
    .selectFrom('case_parties')
    .select(['person_id', 'side'])
    .where('case_id', '=', of)
    .where('person_id', 'in', people)
    .execute()
  return new Map(rows.map(({ person_id, side }) => [person_id, side as Side]))
}

/** Row ids of the cases in which somebody is a client. */
export async function casesOfClient(tx: Tx, person: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('case_parties')
    .select('case_id')
    .where('person_id', '=', person)
    .where('side', '=', 'client')
    .execute()
  return rows.map(({ case_id }) => case_id)
}
