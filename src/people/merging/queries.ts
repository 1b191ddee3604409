import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { PORTAL } from '../../kit/db/portal-compiler.ts'
import type { TableDeclaration } from '../../kit/feature.ts'
import type { MergedCard } from './merge.ts'
import type { Pair } from './on-merge.ts'
import { REASONS, type Suggestion } from './suggestion.ts'

/** What goes over with a card, and what ends with it. */
export interface Holdings {
  notes: number
  cases: number
  /** Of the cases, those that the card that is left is a party of already. */
  shared: number
  /** An invitation is out that stops working. */
  invited: boolean
}

export async function holdingsOf(tx: Tx, { kept, other }: Pair): Promise<Holdings> {
  const { rows } = await sql<Holdings>`
    select
      (select count(*) from notes where portal_id = ${PORTAL} and person_id = ${other})::int as notes,
      (select count(*) from case_parties where portal_id = ${PORTAL} and person_id = ${other})::int as cases,
      (select count(*) from case_parties a join case_parties b
         on b.portal_id = ${PORTAL} and b.case_id = a.case_id and b.person_id = ${kept}
       where a.portal_id = ${PORTAL} and a.person_id = ${other})::int as shared,
      exists (select from tokens where portal_id = ${PORTAL} and person_id = ${other}
        and used_at is null and retired_at is null) as invited`.execute(tx.db)
  return rows[0]!
}

/** Notes about the card that goes, to be sealed anew where they come to. */
export const notesAbout = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('notes')
    .select(['id', 'author_id as author', 'sealed_body'])
    .where('person_id', '=', person)
    .forUpdate()
    .execute()

export async function moveNote(
  tx: Tx,
  { kept }: Pair,
  note: { id: string; sealedBody: Buffer },
): Promise<void> {
  await tx.db
    .updateTable('notes')
    .set({ person_id: kept, sealed_body: note.sealedBody })
    .where('id', '=', note.id)
    .execute()
}

/** Rows that go over by their column alone, of every table that is declared so. */
export async function moveRows(
  tx: Tx,
  tables: readonly TableDeclaration[],
  { kept, other }: Pair,
): Promise<void> {
  for (const { table, persons } of tables)
    for (const [column, atMerge] of Object.entries(persons))
      if (atMerge === 'moved')
        await sql`
          update ${sql.table(table)} set ${sql.ref(column)} = ${kept}
          where portal_id = ${PORTAL} and ${sql.ref(column)} = ${other}`.execute(tx.db)
}

/** Takes off the card that goes what no two persons of a portal have. */
export async function freeSignIn(tx: Tx, { other }: Pair): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ email: null, user_name: null })
    .where('id', '=', other)
    .execute()
}

/** Writes the person's part of the card that is left, and counts what was tried with the other's links too. */
export async function keepPerson(
  tx: Tx,
  { kept, other }: Pair,
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
    .where('k.id', '=', kept)
    .where('o.id', '=', other)
    .execute()
}

/** Remembers which card is left, and deletes the other with all that went neither over nor before. */
export async function leaveOne(tx: Tx, { kept, other }: Pair, now: Instant): Promise<void> {
  await tx.db
    .insertInto('merged_contacts')
    .values({ person_id: other, into_id: kept, merged_at: now })
    .execute()
  await tx.db.deleteFrom('persons').where('id', '=', other).execute()
}

/**
 * Cards with what they are compared by: a name's words in alphabetical order without accents and signs,
 * so that “Dóe, Jane” is Jane Doe, and a phone number's last nine digits, with or without its country.
 * Worked out when somebody looks for duplicates, which is seldom, rather than kept with every card.
 */
const compared = sql`
  compared as (
    select p.id, p.name, p.email, p.activated_at is not null as registered, c.birth_date,
      array_to_string(array(
        select word from unnest(regexp_split_to_array(
          lower(regexp_replace(normalize(p.name, NFD), '[\\u0300-\\u036f]', '', 'g')), '[^[:alnum:]]+')) word
        where word <> '' order by word), ' ') as name_key,
      nullif(right(regexp_replace(c.phone, '\\D', '', 'g'), 9), '') as phone_key
    from persons p
    left join contacts c on c.portal_id = ${PORTAL} and c.person_id = p.id
    where p.portal_id = ${PORTAL} and p.kind = 'contact')`

const apart = sql`a.birth_date <> b.birth_date`
const reason = sql`case
  when a.name_key = b.name_key and a.birth_date = b.birth_date then 1
  when a.phone_key = b.phone_key then 2 else 3 end`

interface Row {
  a_id: string
  a_name: string
  a_email: string | null
  a_registered: boolean
  b_id: string
  b_name: string
  b_email: string | null
  b_registered: boolean
  reason: number
}

const columns = sql`a.id as a_id, a.name as a_name, a.email as a_email, a.registered as a_registered,
  b.id as b_id, b.name as b_name, b.email as b_email, b.registered as b_registered, ${reason} as reason`

const suggestionOf = (row: Row): Suggestion => ({
  one: { id: row.a_id, name: row.a_name, email: row.a_email, registered: row.a_registered },
  other: { id: row.b_id, name: row.b_name, email: row.b_email, registered: row.b_registered },
  reason: REASONS[row.reason - 1]!,
})

/**
 * Pairs of cards that may be one person's, the surest first; the one to keep stands first. Each is paired
 * with the one before it that is alike, not with all: a thousand of one name make a thousand pairs, not
 * half a million. Two who have both registered are none, nor are two born on different days.
 */
export async function suggestions(tx: Tx, limit: number): Promise<Suggestion[]> {
  const { rows } = await sql<Row>`
    with ${compared},
    pairs as (
      select id, lag(id) over (partition by name_key order by registered desc, id) as before
      from compared where name_key <> ''
      union
      select id, lag(id) over (partition by phone_key order by registered desc, id) as before
      from compared where length(phone_key) >= 6)
    select ${columns}
    from pairs join compared a on a.id = pairs.before join compared b on b.id = pairs.id
    where not (a.registered and b.registered) and (${apart}) is not true
    order by reason, a.name, a.id, b.id
    limit ${limit}`.execute(tx.db)
  return rows.map(suggestionOf)
}

/** Cards that may be the same person's as this one. */
export async function suggestionsFor(tx: Tx, person: string, limit: number): Promise<Suggestion[]> {
  const { rows } = await sql<Row>`
    with ${compared}
    select ${columns}
    from compared a join compared b on b.id <> a.id
      and (b.name_key = a.name_key or (b.phone_key = a.phone_key and length(a.phone_key) >= 6))
    where a.id = ${person} and (${apart}) is not true
    order by reason, b.name, b.id
    limit ${limit}`.execute(tx.db)
  return rows.map(suggestionOf)
}
