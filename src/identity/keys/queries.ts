import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE, parseId } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'

/** An API key without its secret, which nobody has. */
export interface KeyRow {
  id: string
  name: string
  scopes: string[]
  created_at: Instant
  expires_at: Instant
  revoked_at: Instant | null
  last_used_at: Instant | null
  partner_id: string | null
  partner: string | null
}

const keys = (tx: Tx) =>
  tx.db
    .selectFrom('api_keys')
    .leftJoin('partners', 'partners.id', 'api_keys.partner_id')
    .select([
      'api_keys.id',
      'api_keys.name',
      'api_keys.scopes',
      'api_keys.created_at',
      'api_keys.expires_at',
      'api_keys.revoked_at',
      'api_keys.last_used_at',
      'api_keys.partner_id',
      'partners.name as partner',
    ])

type Reader = Pick<Caller, 'partner'>

/** Those that exist for the caller: for a partner's people, their own. */
const keysFor = (tx: Tx, { partner }: Reader) =>
  partner === undefined ? keys(tx) : keys(tx).where('api_keys.partner_id', '=', partner)

/**
 * Keys, newest first: ids are in the order of their making.
 * @param asked.partner only this partner's
 * @param asked.after row id of the key the page follows
 */
export async function listKeys(
  tx: Tx,
  caller: Reader,
  { partner, after, limit = 200 }: { partner?: string; after?: string; limit?: number } = {},
): Promise<KeyRow[]> {
  let query = keysFor(tx, caller).orderBy('api_keys.id', 'desc').limit(limit)
  if (partner !== undefined) query = query.where('api_keys.partner_id', '=', partner)
  if (after !== undefined) query = query.where('api_keys.id', '<', after)
  return query.execute()
}

export const keyById = (tx: Tx, caller: Reader, id: string): Promise<KeyRow | undefined> =>
  keysFor(tx, caller).where('api_keys.id', '=', id).executeTakeFirst()

/** @returns false where there is no such key for the caller, or it was revoked before */
export async function markRevoked(
  tx: Tx,
  { partner }: Reader,
  key: string,
  now: Instant,
): Promise<boolean> {
  // The strongest lock: an operation that the key has begun holds it as it is until its commit.
  await tx.db
    .selectFrom('api_keys')
    .select('id')
    .where('id', '=', key)
    .forUpdate()
    .executeTakeFirst()
  let query = tx.db
    .updateTable('api_keys')
    .set({ revoked_at: now })
    .where('id', '=', key)
    .where('revoked_at', 'is', null)
  if (partner !== undefined) query = query.where('partner_id', '=', partner)
  return (await query.executeTakeFirst()).numUpdatedRows === 1n
}

/** @param shown the key's id as it is shown */
export async function expiryOf(tx: Tx, shown: string): Promise<Instant | null> {
  const row = await tx.db
    .selectFrom('api_keys')
    .select('expires_at')
    .where('id', '=', parseId('key', shown))
    .executeTakeFirst()
  return row?.expires_at ?? null
}

/** How many keys of a partner, or of the installation itself, can still be used; counted as far as so many. */
export async function countUsableKeys(
  tx: Tx,
  partner: string | null,
  now: Instant,
  most: number,
): Promise<number> {
  const [row] = await tx.run<{ n: number }>(
    `select count(*)::int as n from (select from api_keys where portal_id = $1
       and partner_id is not distinct from $2 and revoked_at is null and expires_at > $3 limit $4) as found`,
    [CONSOLE, partner, now, most],
  )
  return row!.n
}

/** Partners a key can be made for, by name. */
export const partnersForKeys = (tx: Tx) =>
  tx.db
    .selectFrom('partners')
    .select(['id', 'name'])
    .orderBy('name')
    .orderBy('id')
    .limit(1000)
    .execute()

export const insertKey = (
  tx: Tx,
  key: Pick<KeyRow, 'id' | 'partner_id' | 'name' | 'scopes' | 'created_at' | 'expires_at'> & {
    hash: Buffer
  },
) => tx.db.insertInto('api_keys').values(key).execute()

/** A key with the hash of its secret, usable or not. */
export const keyToUse = (tx: Tx, key: string) =>
  tx.db
    .selectFrom('api_keys')
    .select(['id', 'name', 'hash', 'scopes', 'partner_id'])
    .select(['expires_at', 'revoked_at', 'last_used_at'])
    .where('id', '=', key)
    .executeTakeFirst()

export const noteKeyUsed = (tx: Tx, key: string, now: Instant) =>
  tx.db.updateTable('api_keys').set({ last_used_at: now }).where('id', '=', key).execute()
