import { sql } from 'kysely'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { newId } from '../../../kit/ids.ts'

/** Every passkey of a person's; `here` says whether it is for the portal's current host. */
export const passkeysOf = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('passkeys as k')
    .innerJoin('hosts as h', (join) => join.on('h.is_current', '=', true))
    .select(['k.id', 'k.name', 'k.credential', 'k.transports', 'k.created_at', 'k.used_at'])
    .select((of) => of.fn.coalesce('k.host', 'h.host').as('host'))
    .select(sql<boolean>`coalesce(k.host, h.host) = h.host`.as('here'))
    .where('k.person_id', '=', person)
    .orderBy('k.id')
    .execute()

/** Hosts that the portal has left and passkeys are still kept for, which no browser offers at the one it has now. */
export const hostsOfOldPasskeys = async (tx: Tx): Promise<string[]> =>
  (
    await tx.db
      .selectFrom('hosts as h')
      .select('h.host')
      .where('h.is_current', '=', false)
      .where(({ exists, selectFrom }) =>
        exists(selectFrom('passkeys as k').select('k.id').whereRef('k.host', '=', 'h.host')),
      )
      .orderBy('h.added_at')
      .orderBy('h.host')
      .execute()
  ).map(({ host }) => host)

/** Whose a passkey is. Lock them, then look again. */
export const holderOfPasskey = async (tx: Tx, credential: string) =>
  (
    await tx.db
      .selectFrom('passkeys')
      .select('person_id')
      .where('credential', '=', credential)
      .executeTakeFirst()
  )?.person_id

export const passkeyOf = (tx: Tx, { person, credential }: { person: string; credential: string }) =>
  tx.db
    .selectFrom('passkeys')
    .select(['id', 'credential', 'public_key', 'counter', 'transports'])
    .where('person_id', '=', person)
    .where('credential', '=', credential)
    .forUpdate()
    .executeTakeFirst()

/** Notes the host as well: that it was used here shows that it is for here. */
export async function notePasskeyUse(
  tx: Tx,
  { id, host, counter, now }: { id: string; host: string; counter: number; now: Instant },
): Promise<void> {
  await tx.db
    .updateTable('passkeys')
    .set({ host, counter, used_at: now })
    .where('id', '=', id)
    .execute()
}

export interface NewPasskey {
  portal: string
  person: string
  name: string
  /** That it was made for. */
  host: string
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
      id: newId(),
      person_id: passkey.person,
      name: passkey.name,
      host: passkey.host,
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
export const dropPasskey = async (tx: Tx, person: string, id: string) =>
  (
    await tx.db
      .deleteFrom('passkeys')
      .where('person_id', '=', person)
      .where('id', '=', id)
      .returning('name')
      .executeTakeFirst()
  )?.name

export async function dropPasskeys(tx: Tx, person: string): Promise<void> {
  await tx.db.deleteFrom('passkeys').where('person_id', '=', person).execute()
}

/** Remembers that a challenge was used, and forgets those that could not be used any more. @returns false where it was */
export async function spendChallenge(
  tx: Tx,
  { hash, expires }: { hash: Buffer; expires: Instant },
  now: Instant,
): Promise<boolean> {
  await tx.db.deleteFrom('spent_challenges').where('expires_at', '<=', now).execute()
  const spent = await tx.db
    .insertInto('spent_challenges')
    .values({ hash, expires_at: expires })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(spent.numInsertedOrUpdatedRows ?? 0) > 0
}
