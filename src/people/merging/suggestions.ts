import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'

/** Why two cards may be one person's, the surest first. */
export const REASONS = ['name_birth', 'phone', 'name'] as const
export type Reason = (typeof REASONS)[number]

export interface Card {
  id: string
  name: string
  email: string | null
  registered: boolean
}

export interface Suggestion {
  one: Card
  other: Card
  reason: Reason
}

/**
 * Cards with what they are compared by: a name's words in alphabetical order without accents and signs,
 * so that “Dóe, Jane” is Jane Doe, and a phone number's last nine digits, with or without its country.
 * Worked out when somebody looks for duplicates, which is seldom, rather than kept with every card.
 */
const compared = (portal: string) => sql`
  compared as (
    select p.id, p.name, p.email, p.activated_at is not null as registered, c.birth_date,
      array_to_string(array(
        select word from unnest(regexp_split_to_array(
          lower(regexp_replace(normalize(p.name, NFD), '[\\u0300-\\u036f]', '', 'g')), '[^[:alnum:]]+')) word
        where word <> '' order by word), ' ') as name_key,
      nullif(right(regexp_replace(c.phone, '\\D', '', 'g'), 9), '') as phone_key
    from persons p
    left join contacts c on c.portal_id = p.portal_id and c.person_id = p.id
    where p.portal_id = ${portal} and p.kind = 'contact')`

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
export async function suggestions(tx: Tx, portal: string, limit: number): Promise<Suggestion[]> {
  const { rows } = await sql<Row>`
    with ${compared(portal)},
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
export async function suggestionsFor(
  tx: Tx,
  portal: string,
  person: string,
  limit: number,
): Promise<Suggestion[]> {
  const { rows } = await sql<Row>`
    with ${compared(portal)}
    select ${columns}
    from compared a join compared b on b.id <> a.id
      and (b.name_key = a.name_key or (b.phone_key = a.phone_key and length(a.phone_key) >= 6))
    where a.id = ${person} and (${apart}) is not true
    order by reason, b.name, b.id
    limit ${limit}`.execute(tx.db)
  return rows.map(suggestionOf)
}
