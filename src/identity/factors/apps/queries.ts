import { open, seal } from '../../../kit/crypto.ts'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Keys } from '../../../kit/keys.ts'

const place = (portal: string, person: string) => ({
  portal,
  table: 'authenticator_apps',
  row: person,
  column: 'sealed_secret',
})

export interface App {
  secret: string
  begun: Instant
  confirmed: Instant | null
  lastStep: number
}

/** A person's app, confirmed or about to be, with its secret opened. Lock the person first to use a code. */
export async function readApp(
  tx: Tx,
  keys: Keys,
  portal: string,
  person: string,
): Promise<App | null> {
  const row = await tx.db
    .selectFrom('authenticator_apps')
    .select(['sealed_secret', 'begun_at', 'confirmed_at', 'last_step'])
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .executeTakeFirst()
  if (!row) return null
  const secret = open(await keys.of(tx, portal), place(portal, person), row.sealed_secret)
  return {
    secret: secret.toString(),
    begun: row.begun_at,
    confirmed: row.confirmed_at,
    lastStep: row.last_step,
  }
}

/** Begins anew: an earlier secret that was never confirmed is gone. */
export async function keepSecret(
  tx: Tx,
  keys: Keys,
  about: { portal: string; person: string; secret: string; now: Instant },
): Promise<void> {
  const { portal, person, secret, now } = about
  const sealed = seal(await keys.of(tx, portal), place(portal, person), secret)
  await tx.db
    .insertInto('authenticator_apps')
    .values({ portal_id: portal, person_id: person, sealed_secret: sealed, begun_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['portal_id', 'person_id'])
        .doUpdateSet({ sealed_secret: sealed, begun_at: now, confirmed_at: null, last_step: 0 }),
    )
    .execute()
}

/** Takes note of the newest code that was used. @param confirmed where that was the first */
export async function useStep(
  tx: Tx,
  about: { portal: string; person: string; step: number; confirmed?: Instant },
): Promise<void> {
  await tx.db
    .updateTable('authenticator_apps')
    .set({
      last_step: about.step,
      ...(about.confirmed ? { confirmed_at: about.confirmed } : {}),
    })
    .where('portal_id', '=', about.portal)
    .where('person_id', '=', about.person)
    .execute()
}

/** @returns false where there was none */
export async function dropApp(tx: Tx, portal: string, person: string): Promise<boolean> {
  const dropped = await tx.db
    .deleteFrom('authenticator_apps')
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .executeTakeFirst()
  return dropped.numDeletedRows > 0n
}
