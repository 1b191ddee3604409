import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { newId } from '../../../kit/ids.ts'

export const passkeysOf = (tx: Tx, portal: string, person: string) =>
  tx.db
    .selectFrom('passkeys')
    .select(['id', 'name', 'credential', 'transports', 'created_at', 'used_at'])
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .orderBy('id')
    .execute()

/** Whose a passkey is. Lock them, then look again. */
export const holderOfPasskey = async (tx: Tx, portal: string, credential: string) =>
  (
    await tx.db
      .selectFrom('passkeys')
      .select('person_id')
      .where('portal_id', '=', portal)
      .where('credential', '=', credential)
      .executeTakeFirst()
  )?.person_id

export const passkeyOf = (
  tx: Tx,
  { portal, person, credential }: { portal: string; person: string; credential: string },
) =>
  tx.db
    .selectFrom('passkeys')
    .select(['id', 'credential', 'public_key', 'counter', 'transports'])
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .where('credential', '=', credential)
    .forUpdate()
    .executeTakeFirst()

export async function notePasskeyUse(
  tx: Tx,
  { portal, id, counter, now }: { portal: string; id: string; counter: number; now: Instant },
): Promise<void> {
  await tx.db
    .updateTable('passkeys')
    .set({ counter, used_at: now })
    .where('portal_id', '=', portal)
    .where('id', '=', id)
    .execute()
}

export interface NewPasskey {
  portal: string
  person: string
  name: string
  credential: string
  publicKey: Buffer
  counter: number
  transports: string[]
  now: Instant
}

/** @returns its id; null where the portal knows the very same already */
export async function insertPasskey(tx: Tx, passkey: NewPasskey): Promise<string | null> {
  const row = await tx.db
    .insertInto('passkeys')
    .values({
      portal_id: passkey.portal,
      id: newId(),
      person_id: passkey.person,
      name: passkey.name,
      credential: passkey.credential,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: passkey.transports,
      created_at: passkey.now,
    })
    .onConflict((conflict) => conflict.columns(['portal_id', 'credential']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** @returns its name; undefined where it is not theirs */
export const dropPasskey = async (tx: Tx, portal: string, person: string, id: string) =>
  (
    await tx.db
      .deleteFrom('passkeys')
      .where('portal_id', '=', portal)
      .where('person_id', '=', person)
      .where('id', '=', id)
      .returning('name')
      .executeTakeFirst()
  )?.name

export async function dropPasskeys(tx: Tx, portal: string, person: string): Promise<void> {
  await tx.db
    .deleteFrom('passkeys')
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .execute()
}

/** Remembers that a challenge was used, and forgets those that could not be used any more. @returns false where it was */
export async function spendChallenge(
  tx: Tx,
  portal: string,
  { hash, expires }: { hash: Buffer; expires: Instant },
  now: Instant,
): Promise<boolean> {
  await tx.db
    .deleteFrom('spent_challenges')
    .where('portal_id', '=', portal)
    .where('expires_at', '<=', now)
    .execute()
  const spent = await tx.db
    .insertInto('spent_challenges')
    .values({ portal_id: portal, hash, expires_at: expires })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(spent.numInsertedOrUpdatedRows ?? 0) > 0
}
