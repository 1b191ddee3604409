import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { sql } from 'kysely'
import type { Attempts } from './lockout.ts'
import { byLogin } from '../persons/queries.ts'

/** Ends every session of the portal at once. @returns how many there were */
export async function endAllSessions(tx: Tx, portal: string): Promise<number> {
  const result = await tx.db
    .deleteFrom('sessions')
    .where('portal_id', '=', portal)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Ends a person's sessions, all, all but one, or that one. @returns how many there were */
export async function endSessionsOf(
  tx: Tx,
  portal: string,
  person: string,
  except?: string | { only: string },
): Promise<number> {
  let ending = tx.db
    .deleteFrom('sessions')
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
  if (typeof except === 'string') ending = ending.where('id', '<>', except)
  else if (except) ending = ending.where('id', '=', except.only)
  return Number((await ending.executeTakeFirst()).numDeletedRows)
}

/** Carries the console's sessions along when a person moves the test clock, which would otherwise sign them out. */
export async function carrySessions(tx: Tx, portal: string, milliseconds: number): Promise<void> {
  await tx.db
    .updateTable('sessions')
    .set({
      expires_at: sql`expires_at + ${milliseconds} * interval '1 millisecond'`,
      seen_at: sql`seen_at + ${milliseconds} * interval '1 millisecond'`,
    })
    .where('portal_id', '=', portal)
    .execute()
}

/** Who signs in: by what they typed, or known already. */
export type Who = { login: string } | { person: string }

/** What signing in looks at, locked so that attempts are counted one by one. */
export const lockForSignIn = (tx: Tx, portal: string, who: Who) =>
  tx.db
    .selectFrom('persons')
    .select([
      'id',
      'kind',
      'password_hash',
      'activated_at',
      'disabled_at',
      'bad_attempts',
      'lock_level',
      'locked_until',
    ])
    .where('portal_id', '=', portal)
    .where(
      'person' in who ? 'id' : byLogin(who.login),
      '=',
      'person' in who ? who.person : who.login,
    )
    .forUpdate()
    .executeTakeFirst()

/**
 * The person a session is about to be opened for, locked; the portal is held as it is until then, so
 * that a suspension at the same moment either refuses the session or ends it.
 */
export async function lockForSession(tx: Tx, portal: string, person: string) {
  const row = await tx.db
    .selectFrom('persons')
    .innerJoin('portals', 'portals.id', 'persons.portal_id')
    .select([
      'persons.id',
      'persons.kind',
      'persons.name',
      'persons.email',
      'persons.language',
      'persons.kind',
      'persons.activated_at',
      'persons.disabled_at',
      'persons.bad_attempts',
      'persons.lock_level',
      'persons.locked_until',
      'portals.status',
      'portals.name as portal_name',
    ])
    .where('persons.portal_id', '=', portal)
    .where('persons.id', '=', person)
    .forUpdate('persons')
    .forShare('portals')
    .executeTakeFirst()
  return row && { ...row, shut: row.status === 'suspended' || row.status === 'cancelled' }
}

/** Writes what has come of counting an attempt on a locked person. */
export async function keepAttempts(
  tx: Tx,
  portal: string,
  person: string,
  { bad_attempts, lock_level, locked_until }: Attempts,
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ bad_attempts, lock_level, locked_until })
    .where('portal_id', '=', portal)
    .where('id', '=', person)
    .execute()
}

/** The portal's. */
export const timeZoneOf = async (tx: Tx, portal: string): Promise<string> =>
  (
    await tx.db
      .selectFrom('portals')
      .select('time_zone')
      .where('id', '=', portal)
      .executeTakeFirstOrThrow()
  ).time_zone

export const portalForSignIn = (tx: Tx, portal: string) =>
  tx.db
    .selectFrom('portals')
    .select(['status', 'trial_ends_at', 'built_at', 'lockout_attempts'])
    .where('id', '=', portal)
    .executeTakeFirstOrThrow()

export const knownDevice = (tx: Tx, portal: string, person: string, hash: Buffer) =>
  tx.db
    .selectFrom('devices')
    .select('bad_attempts')
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .where('hash', '=', hash)
    .executeTakeFirst()

export async function countOnDevice(
  tx: Tx,
  portal: string,
  person: string,
  hash: Buffer,
): Promise<void> {
  await tx.db
    .updateTable('devices')
    .set({ bad_attempts: sql`bad_attempts + 1` })
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .where('hash', '=', hash)
    .execute()
}

export async function uncountOnDevice(
  tx: Tx,
  portal: string,
  person: string,
  hash: Buffer,
): Promise<void> {
  await tx.db
    .updateTable('devices')
    .set({ bad_attempts: sql`greatest(bad_attempts - 1, 0)` })
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .where('hash', '=', hash)
    .execute()
}

export async function rememberDevice(
  tx: Tx,
  { portal, person, hash, now }: { portal: string; person: string; hash: Buffer; now: Instant },
): Promise<void> {
  await tx.db
    .insertInto('devices')
    .values({ portal_id: portal, hash, person_id: person, used_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['portal_id', 'hash', 'person_id'])
        .doUpdateSet({ bad_attempts: 0, used_at: now }),
    )
    .execute()
}

export interface SessionRow {
  portal: string
  person: string
  id: string
  hash: Buffer
  now: Instant
  expires: Instant
  ip?: string
  userAgent?: string
  /** Hash of the device's secret. */
  device: Buffer
  /** Signed in by a provider whose sign-in counts as two factors. */
  countsAsTwo: boolean
}

export async function insertSession(tx: Tx, session: SessionRow): Promise<void> {
  await tx.db
    .insertInto('sessions')
    .values({
      portal_id: session.portal,
      hash: session.hash,
      id: session.id,
      person_id: session.person,
      started_at: session.now,
      seen_at: session.now,
      expires_at: session.expires,
      ip: session.ip ?? null,
      user_agent: session.userAgent?.slice(0, 300) ?? null,
      device: session.device,
      counts_as_two: session.countsAsTwo,
    })
    .execute()
}

/** @param about.session row id */
export const sessionStarted = async (
  tx: Tx,
  { portal, person, session }: { portal: string; person: string; session: string },
): Promise<Instant | undefined> =>
  (
    await tx.db
      .selectFrom('sessions')
      .select('started_at')
      .where('portal_id', '=', portal)
      .where('person_id', '=', person)
      .where('id', '=', session)
      .executeTakeFirst()
  )?.started_at

export const sessionsOf = (tx: Tx, portal: string, person: string) =>
  tx.db
    .selectFrom('sessions')
    .select(['id', 'started_at', 'seen_at', 'expires_at', 'ip', 'user_agent'])
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()

/** Notes that a session and its portal are in use; skipped by whoever finds it noted a moment ago. */
export async function touchSession(
  tx: Tx,
  portal: string,
  session: string,
  now: Instant,
): Promise<void> {
  await tx.db
    .updateTable('sessions')
    .set({ seen_at: now })
    .where('portal_id', '=', portal)
    .where('id', '=', session)
    .execute()
  await notePortalInUse(tx, portal, now)
}

/**
 * Notes that a portal is in use, unless somebody else is writing to its row: that is use as well, and an import
 * that adds people holds the row until its batch is done. Nobody who signs in waits for that.
 */
export async function notePortalInUse(tx: Tx, portal: string, now: Instant): Promise<void> {
  await tx.run(
    `update portal_summaries set last_activity_at = $2 where portal_id =
       (select portal_id from portal_summaries where portal_id = $1 for no key update skip locked)`,
    [portal, now],
    'note_portal_in_use',
  )
}
