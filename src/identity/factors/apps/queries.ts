import { CannotOpen, open, seal, type Place } from '../../../kit/crypto.ts'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Keys } from '../../../kit/keys.ts'

/**
 * What a secret is sealed to: its person; until it is confirmed, also the session that it was begun in, so that it
 * opens in no other one of theirs.
 */
const place = (portal: string, person: string, session?: string) => ({
  portal,
  table: 'authenticator_apps',
  row: session === undefined ? person : `${person} ${session}`,
  column: 'sealed_secret',
})

export interface App {
  secret: string
  begun: Instant
  confirmed: Instant | null
  lastStep: number
}

/**
 * A person's app, confirmed or about to be, with its secret opened. Lock the person first to use a code.
 * @param session row id; without it, and in any other one, an app that was only begun is none
 */
export async function readApp(
  tx: Tx,
  keys: Keys,
  { person, session }: { person: string; session?: string },
): Promise<App | null> {
  const row = await tx.db
    .selectFrom('authenticator_apps')
    .select(['sealed_secret', 'begun_at', 'confirmed_at', 'last_step'])
    .where('person_id', '=', person)
    .executeTakeFirst()
  if (!row || (!row.confirmed_at && session === undefined)) return null
  const key = await keys.of(tx, tx.portal)
  const secret = row.confirmed_at
    ? open(key, place(tx.portal, person), row.sealed_secret)
    : openHere(key, place(tx.portal, person, session), row.sealed_secret)
  if (!secret) return null
  return {
    secret: secret.toString(),
    begun: row.begun_at,
    confirmed: row.confirmed_at,
    lastStep: row.last_step,
  }
}

/** Null where it was begun in another session. */
function openHere(key: Buffer, where: Place, sealed: Buffer): Buffer | null {
  try {
    return open(key, where, sealed)
  } catch (error) {
    if (error instanceof CannotOpen) return null
    throw error
  }
}

/** Begins anew: an earlier secret that was never confirmed is gone. */
export async function keepSecret(
  tx: Tx,
  keys: Keys,
  about: { person: string; session: string; secret: string; now: Instant },
): Promise<void> {
  const { person, session, secret, now } = about
  const sealed = seal(await keys.of(tx, tx.portal), place(tx.portal, person, session), secret)
  await tx.db
    .insertInto('authenticator_apps')
    .values({ person_id: person, sealed_secret: sealed, begun_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['portal_id', 'person_id'])
        .doUpdateSet({ sealed_secret: sealed, begun_at: now, confirmed_at: null, last_step: 0 }),
    )
    .execute()
}

/** Turns an app on with its first code; from then on it is its person's, in whichever session. */
export async function confirmSecret(
  tx: Tx,
  keys: Keys,
  about: { person: string; secret: string; step: number; now: Instant },
): Promise<void> {
  const { person, secret, step, now } = about
  const sealed = seal(await keys.of(tx, tx.portal), place(tx.portal, person), secret)
  await tx.db
    .updateTable('authenticator_apps')
    .set({ sealed_secret: sealed, last_step: step, confirmed_at: now })
    .where('person_id', '=', person)
    .execute()
}

/** Takes note of the newest code that was used. */
export async function useStep(tx: Tx, about: { person: string; step: number }): Promise<void> {
  await tx.db
    .updateTable('authenticator_apps')
    .set({ last_step: about.step })
    .where('person_id', '=', about.person)
    .execute()
}

/** @returns false where there was none */
export async function dropApp(tx: Tx, person: string): Promise<boolean> {
  const dropped = await tx.db
    .deleteFrom('authenticator_apps')
    .where('person_id', '=', person)
    .executeTakeFirst()
  return dropped.numDeletedRows > 0n
}
