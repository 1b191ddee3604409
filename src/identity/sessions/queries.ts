import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { sql } from 'kysely'
import type { Attempts } from './lockout.ts'
import { byLogin } from '../persons/queries.ts'

/** Ends every session of the portal at once. @returns how many there were */
export async function endAllSessions(tx: Tx): Promise<number> {
  const result = await tx.db.deleteFrom('sessions').executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Ends a person's sessions, all, all but one, or that one. @returns how many there were */
export async function endSessionsOf(
  tx: Tx,
  person: string,
  except?: string | { only: string },
): Promise<number> {
  let ending = tx.db.deleteFrom('sessions').where('person_id', '=', person)
  if (typeof except === 'string') ending = ending.where('id', '<>', except)
  else if (except) ending = ending.where('id', '=', except.only)
  return Number((await ending.executeTakeFirst()).numDeletedRows)
}

/** Carries the console's sessions along when a person moves the test clock, which would otherwise sign them out. */
export async function carrySessions(tx: Tx, milliseconds: number): Promise<void> {
  await tx.db
    .updateTable('sessions')
    .set({
      expires_at: sql`expires_at + ${milliseconds} * interval '1 millisecond'`,
      seen_at: sql`seen_at + ${milliseconds} * interval '1 millisecond'`,
    })
    .execute()
}

/** Who signs in: by what they typed, or known already. */
export type Who = { login: string } | { person: string }

/** What signing in looks at, locked so that attempts are counted one by one. */
export const lockForSignIn = (tx: Tx, who: Who) =>
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
export async function lockForSession(tx: Tx, person: string) {
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
    .where('persons.id', '=', person)
    .forUpdate('persons')
    .forShare('portals')
    .executeTakeFirst()
  return row && { ...row, shut: row.status === 'suspended' || row.status === 'cancelled' }
}

/** Writes what has come of counting an attempt on a locked person. */
export async function keepAttempts(
  tx: Tx,
  person: string,
  { bad_attempts, lock_level, locked_until }: Attempts,
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ bad_attempts, lock_level, locked_until })
    .where('id', '=', person)
    .execute()
}

/** The portal's. */
export const timeZoneOf = async (tx: Tx): Promise<string> =>
  (await tx.db.selectFrom('portals').select('time_zone').executeTakeFirstOrThrow()).time_zone

export const portalForSignIn = (tx: Tx) =>
  tx.db
    .selectFrom('portals')
    .select(['status', 'trial_ends_at', 'built_at', 'lockout_attempts'])
    .executeTakeFirstOrThrow()

export const knownDevice = (tx: Tx, person: string, hash: Buffer) =>
  tx.db
    .selectFrom('devices')
    .select('bad_attempts')
    .where('person_id', '=', person)
    .where('hash', '=', hash)
    .executeTakeFirst()

export async function countOnDevice(tx: Tx, person: string, hash: Buffer): Promise<void> {
  await tx.db
    .updateTable('devices')
    .set({ bad_attempts: sql`bad_attempts + 1` })
    .where('person_id', '=', person)
    .where('hash', '=', hash)
    .execute()
}

export async function uncountOnDevice(tx: Tx, person: string, hash: Buffer): Promise<void> {
  await tx.db
    .updateTable('devices')
    .set({ bad_attempts: sql`greatest(bad_attempts - 1, 0)` })
    .where('person_id', '=', person)
    .where('hash', '=', hash)
    .execute()
}

export async function rememberDevice(
  tx: Tx,
  { person, hash, now }: { person: string; hash: Buffer; now: Instant },
): Promise<void> {
  await tx.db
    .insertInto('devices')
    .values({ hash, person_id: person, used_at: now })
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
  { person, session }: { person: string; session: string },
): Promise<Instant | undefined> =>
  (
    await tx.db
      .selectFrom('sessions')
      .select('started_at')
      .where('person_id', '=', person)
      .where('id', '=', session)
      .executeTakeFirst()
  )?.started_at

export const sessionsOf = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('sessions')
    .select(['id', 'started_at', 'seen_at', 'expires_at', 'ip', 'user_agent'])
    .where('person_id', '=', person)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()

/** Notes that a session and its portal are in use; skipped by whoever finds it noted a moment ago. */
export async function touchSession(tx: Tx, session: string, now: Instant): Promise<void> {
  await tx.db.updateTable('sessions').set({ seen_at: now }).where('id', '=', session).execute()
  await notePortalInUse(tx, now)
}

/**
 * Notes that a portal is in use, unless somebody else is writing to its row: that is use as well, and an import
 * that adds people holds the row until its batch is done. Nobody who signs in waits for that.
 */
export async function notePortalInUse(tx: Tx, now: Instant): Promise<void> {
  await tx.run(
    `update portal_summaries set last_activity_at = $2 where portal_id = $1 and portal_id =
       (select portal_id from portal_summaries where portal_id = $1 for no key update skip locked)`,
    [tx.portal, now],
    'note_portal_in_use',
  )
}

/** Notes on a person that they came in. @param about.today when the portal's day began */
export async function noteSignedIn(
  tx: Tx,
  about: { person: string; now: Instant; today: Instant; ip: string | null; keepLock?: boolean },
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({
      bad_attempts: 0,
      last_login_at: about.now,
      last_ip: about.ip,
      ...(about.keepLock ? {} : { lock_level: 0, locked_until: null }),
      // Back on a later day than that of registering: noted once.
      returned_at: sql`case when returned_at is null and activated_at < ${about.today.toString()}::timestamptz
        then ${about.now.toString()}::timestamptz else returned_at end`,
    })
    .where('id', '=', about.person)
    .execute()
}
