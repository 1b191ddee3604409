import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Factors, Proof } from './factor.ts'

/** What a person has beside a password, as it is at this moment. */
export async function factorsOf(tx: Tx, person: string): Promise<Factors> {
  const [row] = await tx.run<Factors>(
    `select
       exists (select from authenticator_apps
         where portal_id = $1 and person_id = $2 and confirmed_at is not null) as app,
       (select count(*)::int from passkeys where portal_id = $1 and person_id = $2
         and (host is null or host = h.host)) as passkeys,
       (select count(*)::int from passkeys where portal_id = $1 and person_id = $2
         and host <> h.host) as elsewhere,
       (select count(*)::int from recovery_codes where portal_id = $1 and person_id = $2) as codes
     from hosts h where h.portal_id = $1 and h.is_current`,
    [tx.portal, person],
    'factors',
  )
  return row!
}

/** Whether a person has anything to show once more that it is them: a password, or a passkey. */
export async function hasSomethingToShow(tx: Tx, person: string): Promise<boolean> {
  const [row] = await tx.run<{ shows: boolean }>(
    `select p.password_hash is not null
       or exists (select from passkeys k, hosts h where k.portal_id = $1 and k.person_id = $2
         and h.portal_id = $1 and h.is_current and (k.host is null or k.host = h.host)) as shows
     from persons p where p.portal_id = $1 and p.id = $2`,
    [tx.portal, person],
    'something_to_show',
  )
  return row?.shows ?? false
}

export interface PendingRow {
  portal: string
  person: string
  hash: Buffer
  proof: Exclude<Proof, 'passkey'>
  keepLock: boolean
  deviceHash: Buffer
  /** Of the code that was mailed for the second step; null where none was. */
  codeHash: Buffer | null
  expires: Instant
}

/** Keeps a sign-in that waits for its second step, and forgets the person's that have waited too long. */
export async function insertPending(tx: Tx, pending: PendingRow, now: Instant): Promise<void> {
  await tx.db
    .deleteFrom('pending_sign_ins')
    .where('person_id', '=', pending.person)
    .where('expires_at', '<=', now)
    .execute()
  await tx.db
    .insertInto('pending_sign_ins')
    .values({
      hash: pending.hash,
      person_id: pending.person,
      proof: pending.proof,
      keep_lock: pending.keepLock,
      device_hash: pending.deviceHash,
      code_hash: pending.codeHash,
      expires_at: pending.expires,
    })
    .execute()
}

/** A sign-in that still waits, for this very device. @returns undefined for any other, alike */
export const findPending = (
  tx: Tx,
  { hash, deviceHash, now }: { hash: Buffer; deviceHash: Buffer; now: Instant },
) =>
  tx.db
    .selectFrom('pending_sign_ins')
    .select(['person_id', 'proof', 'keep_lock', 'code_hash'])
    .where('hash', '=', hash)
    .where('device_hash', '=', deviceHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()

/** @returns false where somebody was faster */
export async function spendPending(tx: Tx, hash: Buffer): Promise<boolean> {
  const spent = await tx.db
    .deleteFrom('pending_sign_ins')
    .where('hash', '=', hash)
    .executeTakeFirst()
  return spent.numDeletedRows > 0n
}

/** No half-finished sign-in outlives what it was begun with, such as an old password. */
export async function forgetPending(tx: Tx, person: string): Promise<void> {
  await tx.db.deleteFrom('pending_sign_ins').where('person_id', '=', person).execute()
}

/**
 * Takes back the count of an attempt that turned out right, and the lock it may have set: what is counted
 * on from here are the guesses at the second step. Those before it stay counted until somebody is in, so
 * that knowing a password, or reading somebody's mail, buys no fresh limit.
 * @param about.keepLock the person was locked before, and strangers stay so
 */
export async function uncountAttempt(
  tx: Tx,
  { person, now, keepLock = false }: { person: string; now: Instant; keepLock?: boolean },
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({
      bad_attempts: sql`greatest(bad_attempts - 1, 0)`,
      ...(keepLock
        ? {}
        : {
            lock_level: sql`case when locked_until > ${now} then greatest(lock_level - 1, 0) else lock_level end`,
            locked_until: null,
          }),
    })
    .where('id', '=', person)
    .execute()
}

/** What a person's last factor may not be taken away for. Lock the person first. */
export async function factorRules(
  tx: Tx,
  person: string,
): Promise<{ required: boolean; passwordShort: boolean }> {
  const [row] = await tx.run<{ required: boolean; short: boolean }>(
    `select p.staff_second_factor and u.kind <> 'contact' as required, u.password_short as short
     from persons u join portals p on p.id = $1 where u.portal_id = $1 and u.id = $2`,
    [tx.portal, person],
    'factor_rules',
  )
  return { required: row!.required, passwordShort: row!.short }
}

export const secondFactorRule = async (tx: Tx): Promise<boolean> =>
  (await tx.db.selectFrom('portals').select('staff_second_factor').executeTakeFirstOrThrow())
    .staff_second_factor

export async function setSecondFactorRule(tx: Tx, required: boolean): Promise<void> {
  await tx.db.updateTable('portals').set({ staff_second_factor: required }).execute()
}
