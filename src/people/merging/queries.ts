import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { MergedCard } from './merge.ts'

interface Pair {
  portal: string
  kept: string
  other: string
}

/** What goes over with a card, and what ends with it. */
export interface Holdings {
  notes: number
  cases: number
  /** Of the cases, those that the card that is left is a party of already. */
  shared: number
  /** An invitation is out that stops working. */
  invited: boolean
}

export async function holdingsOf(tx: Tx, { portal, kept, other }: Pair): Promise<Holdings> {
  const { rows } = await sql<Holdings>`
    select
      (select count(*) from notes where portal_id = ${portal} and person_id = ${other})::int as notes,
      (select count(*) from case_parties where portal_id = ${portal} and person_id = ${other})::int as cases,
      (select count(*) from case_parties a join case_parties b
         on b.portal_id = a.portal_id and b.case_id = a.case_id and b.person_id = ${kept}
       where a.portal_id = ${portal} and a.person_id = ${other})::int as shared,
      exists (select from tokens where portal_id = ${portal} and person_id = ${other}
        and used_at is null and retired_at is null) as invited`.execute(tx.db)
  return rows[0]!
}

/** Notes about the card that goes, to be sealed anew where they come to. */
export const notesAbout = (tx: Tx, portal: string, person: string) =>
  tx.db
    .selectFrom('notes')
    .select(['id', 'author_id as author', 'sealed_body'])
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .forUpdate()
    .execute()

export async function moveNote(
  tx: Tx,
  { portal, kept }: Pair,
  note: { id: string; sealedBody: Buffer },
): Promise<void> {
  await tx.db
    .updateTable('notes')
    .set({ person_id: kept, sealed_body: note.sealedBody })
    .where('portal_id', '=', portal)
    .where('id', '=', note.id)
    .execute()
}

/** Makes the kept one a party of the other's cases; of a case of both it is on the client's side if either was. */
export async function moveParties(tx: Tx, { portal, kept, other }: Pair): Promise<void> {
  await sql`
    insert into case_parties (portal_id, case_id, person_id, side, added_at)
    select portal_id, case_id, ${kept}, side, added_at
    from case_parties where portal_id = ${portal} and person_id = ${other}
    on conflict (portal_id, case_id, person_id) do update
      set side = case when 'client' in (case_parties.side, excluded.side) then 'client' else 'other' end,
        added_at = least(case_parties.added_at, excluded.added_at)`.execute(tx.db)
}

/** What procedures have yet to do for the other, and have done, so that nothing of it is lost or done again. */
export async function moveRuns(tx: Tx, { portal, kept, other }: Pair): Promise<void> {
  await tx.db
    .updateTable('procedure_runs')
    .set({ person_id: kept })
    .where('portal_id', '=', portal)
    .where('person_id', '=', other)
    .execute()
}

/** Takes off the card that goes what no two persons of a portal have. */
export async function freeSignIn(tx: Tx, { portal, other }: Pair): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ email: null, user_name: null })
    .where('portal_id', '=', portal)
    .where('id', '=', other)
    .execute()
}

/** Writes the person's part of the card that is left, and counts what was tried with the other's links too. */
export async function keepPerson(
  tx: Tx,
  { portal, kept, other }: Pair,
  { name, email, user_name, role, language }: MergedCard,
): Promise<void> {
  await tx.db
    .updateTable('persons as k')
    .from('persons as o')
    .set({
      name,
      email,
      user_name,
      language,
      contact_role: role,
      registration_attempts: sql<number>`k.registration_attempts + o.registration_attempts`,
      invited_at: sql<Instant>`greatest(k.invited_at, o.invited_at)`,
    })
    .where('k.portal_id', '=', portal)
    .where('k.id', '=', kept)
    .where('o.portal_id', '=', portal)
    .where('o.id', '=', other)
    .execute()
}

/** Remembers which card is left, and deletes the other with all that went neither over nor before. */
export async function leaveOne(tx: Tx, { portal, kept, other }: Pair, now: Instant): Promise<void> {
  await tx.db
    .updateTable('merged_contacts')
    .set({ into_id: kept })
    .where('portal_id', '=', portal)
    .where('into_id', '=', other)
    .execute()
  await tx.db
    .insertInto('merged_contacts')
    .values({ portal_id: portal, person_id: other, into_id: kept, merged_at: now })
    .execute()
  await tx.db
    .deleteFrom('persons')
    .where('portal_id', '=', portal)
    .where('id', '=', other)
    .execute()
}
