import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE } from '../../kit/ids.ts'

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
    .where('portal_id', '=', CONSOLE)

/** The newest keys; more than fit here nobody looks after by hand. */
export const listKeys = (tx: Tx): Promise<KeyRow[]> =>
  keys(tx)
    .orderBy('api_keys.created_at', 'desc')
    .orderBy('api_keys.id', 'desc')
    .limit(200)
    .execute()

export const keyById = (tx: Tx, id: string): Promise<KeyRow | undefined> =>
  keys(tx).where('api_keys.id', '=', id).executeTakeFirst()

/** Partners a key can be made for, by name. */
export const partnersForKeys = (tx: Tx) =>
  tx.db
    .selectFrom('partners')
    .select(['id', 'name'])
    .orderBy('name')
    .orderBy('id')
    .limit(1000)
    .execute()
