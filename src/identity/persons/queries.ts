import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE, newId } from '../../kit/ids.ts'
import { containing } from '../../kit/db/containing.ts'
import type { Language } from '../../kit/texts.ts'
import { stateOfPerson } from '../registration-state/queries.ts'
import type { NewPerson, ShownPerson } from './person.ts'

/** What a mail says about the portal it comes from. */
export interface MailSender {
  portal: string
  name: string
  host: string
  language: Language
  time_zone: string
  brand_color: string
  invitation_hours: number
  /** Certified, or the console: only then its own words leave it. */
  isVouchedFor: boolean
  /** Mails that the portal has in its own words. */
  texts: readonly { kind: string; language: string; subject: string; body: string }[]
}

export async function mailSender(tx: Tx): Promise<MailSender> {
  const texts = tx.db
    .selectFrom('mail_texts')
    .select(['kind', 'language', 'subject', 'body'])
    .execute()
  const sender = tx.db
    .selectFrom('portals')
    .innerJoin('hosts', (join) =>
      join.onRef('hosts.portal_id', '=', 'portals.id').on('hosts.is_current', '=', true),
    )
    .select([
      'portals.id as portal',
      'portals.name',
      'hosts.host',
      'portals.language',
      'portals.time_zone',
      'portals.brand_color',
      'portals.invitation_hours',
      'portals.status',
    ])
    .executeTakeFirstOrThrow()
  const [{ status, ...row }, own] = await Promise.all([sender, texts])
  const isVouchedFor = tx.portal === CONSOLE || status === 'certified_secure'
  return { ...row, isVouchedFor, language: row.language as Language, texts: own }
}

export const PERSON_COLUMNS = [
  'id',
  'kind',
  'name',
  'email',
  'contact_role',
  'user_name',
  'seat',
  'language',
  'time_zone',
  'invited_at',
  'activated_at',
  'disabled_at',
  'disabled_reason',
  'bad_attempts',
  'locked_until',
  'last_login_at',
  'last_ip',
  'created_at',
] as const

/**
 * Holds somebody until the commit: whatever changes what stands before the portal for them, a payment or a flow, waits
 * for one another here. Not as strongly as a key of theirs would be changed, since whoever asks is held already.
 */
export const holdPerson = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('persons')
    .select([
      'id',
      'name',
      'email',
      'language',
      'kind',
      'activated_at',
      'disabled_at',
      'held_since',
      'held_invoice',
    ])
    .where('id', '=', person)
    .forNoKeyUpdate()
    .executeTakeFirst()

export const personById = (tx: Tx, id: string) =>
  tx.db.selectFrom('persons').select(PERSON_COLUMNS).where('id', '=', id).executeTakeFirst()

/** People `p` as they are shown, to be narrowed and ordered. */
export const shownPeople = (tx: Tx, now: Instant) =>
  tx.db
    .selectFrom('persons as p')
    .select(PERSON_COLUMNS.map((name) => `p.${name}` as const))
    .select(stateOfPerson(now).as('registration'))

/** One of the portal's people as they are shown. */
export async function shownPerson(
  tx: Tx,
  id: string,
  now: Instant,
): Promise<ShownPerson | undefined> {
  const row = await shownPeople(tx, now).where('p.id', '=', id).executeTakeFirst()
  return row as ShownPerson | undefined
}

export const lockPerson = (tx: Tx, id: string) =>
  tx.db
    .selectFrom('persons')
    .select(PERSON_COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Changes what a person is called, writes in, or is billed as. */
export const changePerson = (
  tx: Tx,
  id: string,
  changes: { name?: string; language?: string; time_zone?: string; seat?: string },
) => tx.db.updateTable('persons').set(changes).where('id', '=', id).execute()

/** Somebody named on the command line, by row id, e-mail or user name. */
export const namedPerson = (tx: Tx, who: { id: string } | { login: string }) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'kind', 'partner_id'])
    .where('id' in who ? 'id' : byLogin(who.login), '=', 'id' in who ? who.id : who.login)
    .executeTakeFirst()

/** The portal's owner; none in the console, and before the portal stands. */
export const ownerOf = async (tx: Tx): Promise<string | null> =>
  (await tx.db.selectFrom('portals').select('owner_id').executeTakeFirstOrThrow()).owner_id

/**
 * Who else administers what a locked person does: a portal's staff, a partner's people, the operators. The
 * portal's row is locked, so that of two who are taken away at once the second finds the first gone.
 * @returns the portal's owner too; `others` is 1 for any number
 */
export async function whoAdministers(
  tx: Tx,
  { id, kind }: { id: string; kind: string },
): Promise<{ owner: string | null; others: number }> {
  if (kind === 'contact') return { owner: await ownerOf(tx), others: 0 }
  const [row] = await tx.run<{ owner_id: string | null }>(
    'select owner_id from portals where id = $1 for no key update',
    [tx.portal],
    'hold_administration',
  )
  const others = await tx.run(
    `select 1 as there from persons p
     where p.portal_id = $1 and p.kind = $3 and p.id <> $2
       and p.activated_at is not null and p.disabled_at is null
       and p.partner_id is not distinct from
         (select o.partner_id from persons o where o.portal_id = $1 and o.id = $2)
     limit 1`,
    [tx.portal, id, kind],
    'others_who_administer',
  )
  return { owner: row!.owner_id, others: others.length }
}

/** Whoever signs in under this name: an e-mail, or a user name, which never looks like one. */
export const personByLoginName = (tx: Tx, name: string) =>
  tx.db
    .selectFrom('persons')
    .select(PERSON_COLUMNS)
    .where(byLogin(name), '=', name)
    .executeTakeFirst()

/** Counts a try to register, right or wrong. @param opened when it was with a live link, which is a sign of a person */
export async function countRegistrationAttempt(
  tx: Tx,
  person: string,
  opened: Instant | null,
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({
      registration_attempts: sql`registration_attempts + 1`,
      opened_at: sql`coalesce(opened_at, ${opened?.toString() ?? null}::timestamptz)`,
    })
    .where('id', '=', person)
    .execute()
}

/** Who is told when something about a client wants looking at: staff who can come in, the longest here first. */
export const staffToTell = (tx: Tx, limit: number) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'email', 'language'])
    .where('kind', '=', 'staff')
    .where('activated_at', 'is not', null)
    .where('disabled_at', 'is', null)
    .orderBy('activated_at')
    .orderBy('id')
    .limit(limit)
    .execute()

/**
 * Somebody who works in the portal and can come in, its owner before others, the longest here before those; in
 * the console an operator. No name where there is nobody but the one who asks.
 */
export const whoAnswers = (tx: Tx, except: string) =>
  tx.db
    .selectFrom('portals as o')
    .leftJoin('persons as p', (join) =>
      join
        .on('p.kind', 'in', ['staff', 'operator'])
        .on('p.id', '<>', except)
        .on('p.activated_at', 'is not', null)
        .on('p.disabled_at', 'is', null),
    )
    .select(['o.name as portal_name', 'p.name', 'p.email'])
    .orderBy(sql`p.id = o.owner_id`, (order) => order.desc().nullsLast())
    .orderBy('p.activated_at')
    .orderBy('p.id')
    .limit(1)
    .executeTakeFirstOrThrow()

/** Who provides the portal, where this person owns it; no name where that is whoever runs the installation. */
export const providerOfOwner = (
  tx: Tx,
  person: string,
): Promise<{ name: string | null } | undefined> =>
  tx.db
    .selectFrom('portals as o')
    .leftJoin('partners as r', 'r.id', 'o.partner_id')
    .select('r.name')
    .where('o.owner_id', '=', person)
    .executeTakeFirst()

/** Who signed in last on a device, and what they are told of a portal that is not open; nobody on any other. */
export const lastOnDevice = (tx: Tx, device: Buffer) =>
  tx.db
    .selectFrom('devices as d')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'd.person_id'))
    .innerJoin('portals as o', 'o.id', 'd.portal_id')
    .leftJoin('partners as r', 'r.id', 'o.partner_id')
    .select(['p.id', 'p.kind', 'o.owner_id', 'r.name as provider'])
    .where('d.hash', '=', device)
    .where('p.disabled_at', 'is', null)
    .orderBy('d.used_at', 'desc')
    .orderBy('p.id')
    .limit(1)
    .executeTakeFirst()

export const lockPersonByEmail = (tx: Tx, email: string) =>
  tx.db
    .selectFrom('persons')
    .select(PERSON_COLUMNS)
    .where('email', '=', email)
    .forUpdate()
    .executeTakeFirstOrThrow()

/** The column a login stands in: no user name has an @. */
export const byLogin = (login: string): 'email' | 'user_name' =>
  login.includes('@') ? 'email' : 'user_name'

/** Somebody who can be mailed, of a portal that is open: a way in, or why there is none. */
export const lockForWayIn = (tx: Tx, login: string) =>
  tx.db
    .selectFrom('persons')
    .innerJoin('portals', 'portals.id', 'persons.portal_id')
    .select([
      'persons.id',
      'persons.name',
      'persons.email',
      'persons.language',
      'persons.activated_at',
      'persons.disabled_at',
      'persons.invited_at',
    ])
    .where(`persons.${byLogin(login)}`, '=', login)
    .where('persons.email', 'is not', null)
    .where('portals.status', 'not in', ['suspended', 'cancelled'])
    .forUpdate('persons')
    .executeTakeFirst()

/** @returns the new row's id; null where the e-mail is taken */
export async function insertPerson(
  tx: Tx,
  person: NewPerson & { now: Instant },
): Promise<string | null> {
  const row = await tx.db
    .insertInto('persons')
    .values({
      id: newId(),
      kind: person.kind,
      partner_id: person.partner ?? null,
      contact_role: person.kind === 'contact' ? (person.role ?? 'client') : null,
      name: person.name,
      email: person.email,
      seat: person.seat,
      language: person.language ?? null,
      created_at: person.now,
    })
    .onConflict((conflict) => conflict.columns(['portal_id', 'email']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** @param disabled.at null where access is given back */
export async function setDisabled(
  tx: Tx,
  disabled: { person: string; at: Instant | null; reason: string | null },
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ disabled_at: disabled.at, disabled_reason: disabled.reason })
    .where('id', '=', disabled.person)
    .execute()
}

/** @param about.short shorter than a password may be without a second factor */
export async function setPassword(
  tx: Tx,
  { person, hash, short = false }: { person: string; hash: string; short?: boolean },
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ password_hash: hash, password_short: short })
    .where('id', '=', person)
    .execute()
}

export async function clearBadAttempts(tx: Tx, person: string): Promise<void> {
  await tx.db.updateTable('persons').set({ bad_attempts: 0 }).where('id', '=', person).execute()
}

/** Ends a lock, with every attempt given back: at one more the next wrong password would lock again. */
export async function clearLock(tx: Tx, person: string): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ bad_attempts: 0, lock_level: 0, locked_until: null })
    .where('id', '=', person)
    .execute()
}

export async function markActivated(
  tx: Tx,
  { person, now }: { person: string; now: Instant },
): Promise<void> {
  await tx.db.updateTable('persons').set({ activated_at: now }).where('id', '=', person).execute()
}

export interface Reach {
  /** Oneself. */
  except: string
  /** Part of a name. */
  search?: string
  /** Look for the search in e-mail addresses too: not for those who may not see them. */
  byEmail?: boolean
  onlyPro?: boolean
  /** These come first, found or not. */
  first?: readonly string[]
  limit: number
}

/** Those who can be written to: activated, enabled, and not oneself. */
export function reachablePeople(tx: Tx, reach: Reach) {
  const { except, search, byEmail = false, onlyPro = false, first = [], limit } = reach
  const like = containing(search ?? '')
  let query = tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'email', 'kind', 'seat'])
    .where('id', '<>', except)
    .where('activated_at', 'is not', null)
    .where('disabled_at', 'is', null)
    .orderBy(sql`id = any(${first})`, 'desc')
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
  if (onlyPro) query = query.where('seat', '=', 'pro')
  if (search)
    query = query.where((is) =>
      is.or([
        is('name', 'ilike', like),
        ...(byEmail ? [is('email', 'ilike', like)] : []),
        sql<boolean>`id = any(${first})`,
      ]),
    )
  return query.execute()
}
