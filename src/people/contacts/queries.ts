import { containing } from '../../kit/db/containing.ts'
import { sql } from 'kysely'
import { stateOfPerson } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import type { Values } from '../fields/field.ts'
import type { Contact } from './contact.ts'

/** Every contact of a portal with their card, which may not have been filled in yet. */
export const contactsIn = (tx: Tx) =>
  tx.db
    .selectFrom('persons as p')
    .leftJoin('contacts as c', (join) => join.onRef('c.person_id', '=', 'p.id'))
    .leftJoin('companies as o', (join) => join.onRef('o.id', '=', 'c.company_id'))
    .leftJoin('new_emails as n', (join) => join.onRef('n.person_id', '=', 'p.id'))
    .where('p.kind', '=', 'contact')

/** The same with everything a contact shows. */
export const wholeContactsIn = (tx: Tx, now: Instant) =>
  contactsIn(tx)
    .select([
      'p.id',
      'p.name',
      'p.email',
      'n.email as new_email',
      'p.user_name',
      sql<Contact['role']>`coalesce(p.contact_role, 'client')`.as('role'),
      'p.language',
      'p.created_at',
      'p.activated_at',
      'p.last_login_at',
      'p.disabled_at',
      'c.phone',
      'c.birth_date',
      'c.company_id',
      'o.name as company',
      sql<Values>`coalesce(c.fields, '{}')`.as('fields'),
      sql<number>`coalesce(c.version, 1)`.as('version'),
    ])
    .select(stateOfPerson(now).as('registration'))
    .select((of) =>
      of
        .exists(
          of
            .selectFrom('registration_facts as f')
            .select('f.fact')
            .whereRef('f.person_id', '=', 'p.id')
            .where('f.fact', '=', 'digits'),
        )
        .as('digits_known'),
    )

export async function contactById(tx: Tx, id: string, now: Instant): Promise<Contact | null> {
  const row = await wholeContactsIn(tx, now).where('p.id', '=', id).executeTakeFirst()
  return (row as Contact | undefined) ?? null
}

/** What texts about a contact say of them. */
export const cardInTexts = (tx: Tx, id: string) =>
  contactsIn(tx)
    .select(['p.name', 'p.email', 'c.phone', 'c.birth_date', 'o.name as company'])
    .select(sql<Values>`coalesce(c.fields, '{}')`.as('fields'))
    .where('p.id', '=', id)
    .executeTakeFirst()

/**
 * A contact's card, held until the commit: by the person's row, as everything else that changes a person
 * is. Read only once it is held, so that it is what the one before left.
 */
export async function lockContact(tx: Tx, id: string, now: Instant): Promise<Contact | null> {
  await tx.db.selectFrom('persons').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return contactById(tx, id, now)
}

/** What of a contact is the person's. */
export interface PersonPart {
  name?: string
  email?: string | null
  user_name?: string | null
  contact_role?: string
  language?: string | null
}

/** What of a contact is the card's. */
export interface CardPart {
  phone?: string | null
  birth_date?: string | null
  company_id?: string | null
  fields?: Values
}

/** A contact is a person like any other, but for what they may lack. A guest until upgraded. */
export async function insertContact(
  tx: Tx,
  about: { id: string; now: Instant },
  person: PersonPart & { name: string; contact_role: string },
): Promise<void> {
  await tx.db
    .insertInto('persons')
    .values({
      id: about.id,
      kind: 'contact',
      seat: 'guest',
      created_at: about.now,
      ...person,
    })
    .execute()
}

export async function changePerson(tx: Tx, id: string, changes: PersonPart): Promise<void> {
  if (Object.values(changes).every((value) => value === undefined)) return
  await tx.db.updateTable('persons').set(changes).where('id', '=', id).execute()
}

const jsonOf = (fields: Values) => sql<never>`${JSON.stringify(fields)}::jsonb`

/** Writes the card of a held contact and counts the change. @returns its version after it */
export async function changeCard(
  tx: Tx,
  id: string,
  { fields, ...changes }: CardPart,
): Promise<number> {
  const values = {
    ...changes,
    ...(fields === undefined ? {} : { fields: jsonOf(fields) }),
  }
  const row = await tx.db
    .insertInto('contacts')
    .values({ person_id: id, ...values, version: 2 })
    .onConflict((conflict) =>
      conflict
        .columns(['portal_id', 'person_id'])
        .doUpdateSet({ ...values, version: sql<number>`contacts.version + 1` }),
    )
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

export async function insertCard(
  tx: Tx,
  id: string,
  { fields = {}, ...card }: CardPart,
): Promise<void> {
  await tx.db
    .insertInto('contacts')
    .values({ person_id: id, ...card, fields: jsonOf(fields) })
    .execute()
}

/** The card that is left of one that was merged, by row id; null where it never was. */
export async function mergedInto(tx: Tx, person: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('merged_contacts')
    .select('into_id')
    .where('person_id', '=', person)
    .executeTakeFirst()
  return row?.into_id ?? null
}

/** Shown ids of the cards that became this one: what happened to them is its history too. */
export async function mergedSubjects(tx: Tx, into: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('merged_contacts')
    .select('person_id')
    .where('into_id', '=', into)
    .execute()
  return rows.map(({ person_id }) => show('person', person_id))
}

/** Everybody of a company, for what is shared with it. */
export async function contactsSeeing(tx: Tx, companies: readonly string[]) {
  if (companies.length === 0) return []
  const rows = await tx.db
    .selectFrom('contacts')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'contacts.person_id'))
    .select(['contacts.company_id as in', 'p.id', 'p.name', 'p.email', 'p.language'])
    .where('contacts.company_id', 'in', companies)
    .orderBy('p.name')
    .$narrowType<{ in: string }>()
    .execute()
  return rows
}

/** The company that somebody belongs to, if any. */
export async function companyOf(tx: Tx, person: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('contacts')
    .select('company_id')
    .where('person_id', '=', person)
    .execute()
  return rows.flatMap(({ company_id }) => company_id ?? [])
}

/** What a contact is called; null where there is none. @param hold against deletion, until the end of the transaction */
export async function contactName(tx: Tx, id: string, hold?: 'hold'): Promise<string | null> {
  const query = tx.db
    .selectFrom('persons')
    .select('name')
    .where('id', '=', id)
    .where('kind', '=', 'contact')
  const row = await (hold ? query.forKeyShare() : query).executeTakeFirst()
  return row?.name ?? null
}

/** Contacts whose name or e-mail has a text in it, by name. */
export const contactsCalled = (
  tx: Tx,
  text: string,
  limit: number,
): Promise<{ id: string; name: string }[]> =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('kind', '=', 'contact')
    .where(({ or, eb }) =>
      or([eb('name', 'ilike', containing(text)), eb('email', 'ilike', containing(text))]),
    )
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute()
