import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE } from '../../kit/ids.ts'
import { containing } from '../../kit/db/containing.ts'
import { newId } from '../../kit/ids.ts'
import type { Language } from '../../kit/texts.ts'
import type { NewPerson } from './new-person.ts'

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

export async function mailSender(tx: Tx, portal: string): Promise<MailSender> {
  const texts = tx.db
    .selectFrom('mail_texts')
    .select(['kind', 'language', 'subject', 'body'])
    .where('portal_id', '=', portal)
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
    .where('portals.id', '=', portal)
    .executeTakeFirstOrThrow()
  const [{ status, ...row }, own] = await Promise.all([sender, texts])
  const isVouchedFor = portal === CONSOLE || status === 'certified_secure'
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
  'activated_at',
  'disabled_at',
  'disabled_reason',
  'bad_attempts',
  'locked_until',
  'last_login_at',
  'last_ip',
  'created_at',
] as const

export const personById = (tx: Tx, portal: string, id: string) =>
  tx.db
    .selectFrom('persons')
    .select(PERSON_COLUMNS)
    .where('portal_id', '=', portal)
    .where('id', '=', id)
    .executeTakeFirst()

export const lockPerson = (tx: Tx, portal: string, id: string) =>
  tx.db
    .selectFrom('persons')
    .select(PERSON_COLUMNS)
    .where('portal_id', '=', portal)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Whoever signs in under this name: an e-mail, or a user name, which never looks like one. */
export const personByLoginName = (tx: Tx, portal: string, name: string) =>
  tx.db
    .selectFrom('persons')
    .select(PERSON_COLUMNS)
    .where('portal_id', '=', portal)
    .where(byLogin(name), '=', name)
    .executeTakeFirst()

/** Counts a try to register, right or wrong. @param opened when it was with a live link, which is a sign of a person */
export async function countRegistrationAttempt(
  tx: Tx,
  portal: string,
  person: string,
  opened: Instant | null,
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({
      registration_attempts: sql`registration_attempts + 1`,
      opened_at: sql`coalesce(opened_at, ${opened?.toString() ?? null}::timestamptz)`,
    })
    .where('portal_id', '=', portal)
    .where('id', '=', person)
    .execute()
}

/** Who is told when something about a client wants looking at: staff who can come in, the longest here first. */
export const staffToTell = (tx: Tx, portal: string, limit: number) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'email', 'language'])
    .where('portal_id', '=', portal)
    .where('kind', '=', 'staff')
    .where('activated_at', 'is not', null)
    .where('disabled_at', 'is', null)
    .orderBy('activated_at')
    .orderBy('id')
    .limit(limit)
    .execute()

export const lockPersonByEmail = (tx: Tx, portal: string, email: string) =>
  tx.db
    .selectFrom('persons')
    .select(PERSON_COLUMNS)
    .where('portal_id', '=', portal)
    .where('email', '=', email)
    .forUpdate()
    .executeTakeFirstOrThrow()

/** The column a login stands in: no user name has an @. */
export const byLogin = (login: string): 'email' | 'user_name' =>
  login.includes('@') ? 'email' : 'user_name'

/** Somebody who may be mailed a way in: registered, not disabled, of a portal that is open. */
export const lockForReset = (tx: Tx, portal: string, login: string) =>
  tx.db
    .selectFrom('persons')
    .innerJoin('portals', 'portals.id', 'persons.portal_id')
    .select(['persons.id', 'persons.name', 'persons.email', 'persons.language'])
    .where('persons.portal_id', '=', portal)
    .where(`persons.${byLogin(login)}`, '=', login)
    .where('persons.email', 'is not', null)
    .where('persons.activated_at', 'is not', null)
    .where('persons.disabled_at', 'is', null)
    .where('portals.status', 'not in', ['suspended', 'cancelled'])
    .forUpdate('persons')
    .executeTakeFirst()

/** @returns the new row's id; null where the e-mail is taken */
export async function insertPerson(
  tx: Tx,
  person: NewPerson & { portal: string; now: Instant },
): Promise<string | null> {
  const row = await tx.db
    .insertInto('persons')
    .values({
      portal_id: person.portal,
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
  disabled: { portal: string; person: string; at: Instant | null; reason: string | null },
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ disabled_at: disabled.at, disabled_reason: disabled.reason })
    .where('portal_id', '=', disabled.portal)
    .where('id', '=', disabled.person)
    .execute()
}

/** @param about.short shorter than a password may be without a second factor */
export async function setPassword(
  tx: Tx,
  {
    portal,
    person,
    hash,
    short = false,
  }: { portal: string; person: string; hash: string; short?: boolean },
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ password_hash: hash, password_short: short })
    .where('portal_id', '=', portal)
    .where('id', '=', person)
    .execute()
}

export async function clearBadAttempts(tx: Tx, portal: string, person: string): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ bad_attempts: 0 })
    .where('portal_id', '=', portal)
    .where('id', '=', person)
    .execute()
}

/** Ends a lock, with every attempt given back: at one more the next wrong password would lock again. */
export async function clearLock(tx: Tx, portal: string, person: string): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ bad_attempts: 0, lock_level: 0, locked_until: null })
    .where('portal_id', '=', portal)
    .where('id', '=', person)
    .execute()
}

export async function markActivated(
  tx: Tx,
  { portal, person, now }: { portal: string; person: string; now: Instant },
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ activated_at: now })
    .where('portal_id', '=', portal)
    .where('id', '=', person)
    .execute()
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
export function reachablePeople(tx: Tx, portal: string, reach: Reach) {
  const { except, search, byEmail = false, onlyPro = false, first = [], limit } = reach
  const like = containing(search ?? '')
  let query = tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'email', 'kind', 'seat'])
    .where('portal_id', '=', portal)
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
