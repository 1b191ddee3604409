import type { Instant } from '../../../kit/clock.ts'
import { open, seal } from '../../../kit/crypto.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { newId } from '../../../kit/ids.ts'

const place = (portal: string, row: string) => ({
  portal,
  table: 'webhook_secrets',
  row,
  column: 'sealed',
})

/** Adds a secret that signs from now on; the one before it goes on until then. */
export async function addSecret(
  tx: Tx,
  about: {
    endpoint: string
    key: Buffer
    secret: string
    now: Instant
    until: Instant
  },
): Promise<void> {
  const { endpoint, key, secret, now, until } = about
  await tx.db
    .deleteFrom('webhook_secrets')
    .where('endpoint_id', '=', endpoint)
    .where('expires_at', '<=', now)
    .execute()
  await tx.db
    .updateTable('webhook_secrets')
    .set({ expires_at: until })
    .where('endpoint_id', '=', endpoint)
    .where('expires_at', 'is', null)
    .execute()
  const id = newId()
  await tx.db
    .insertInto('webhook_secrets')
    .values({
      id,
      endpoint_id: endpoint,
      sealed: seal(key, place(tx.portal, id), secret),
      created_at: now,
    })
    .execute()
}

/** Those that sign now, the newest first. */
export async function liveSecrets(
  tx: Tx,
  endpoint: string,
  key: Buffer,
  now: Instant,
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('webhook_secrets')
    .select(['id', 'sealed'])
    .where('endpoint_id', '=', endpoint)
    .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', now)]))
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ id, sealed }) => open(key, place(tx.portal, id), sealed).toString())
}

/** When the last of the secrets before the current one ends; null where it signs alone. */
export async function oldSecretUntil(
  tx: Tx,
  endpoint: string,
  now: Instant,
): Promise<Instant | null> {
  const { until } = await tx.db
    .selectFrom('webhook_secrets')
    .select((is) => is.fn.max('expires_at').as('until'))
    .where('endpoint_id', '=', endpoint)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return until
}

/** How many old secrets still sign. */
export async function countOldSecrets(tx: Tx, endpoint: string, now: Instant): Promise<number> {
  const { n } = await tx.db
    .selectFrom('webhook_secrets')
    .select((is) => is.fn.countAll<number>().as('n'))
    .where('endpoint_id', '=', endpoint)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return n
}
