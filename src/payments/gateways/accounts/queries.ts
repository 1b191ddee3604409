import type { Instant } from '../../../kit/clock.ts'
import { open, seal } from '../../../kit/crypto.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Connected, GatewayAccount, Secret } from './account.ts'

const place = (portal: string, row: Connected, column: 'sealed_keys' | 'sealed_secrets') => ({
  portal,
  table: 'payment_gateways',
  row,
  column,
})

/** @param key the portal's data key */
export async function accountOf(
  tx: Tx,
  gateway: Connected,
  key: Buffer,
): Promise<GatewayAccount | null> {
  const row = await tx.db
    .selectFrom('payment_gateways')
    .selectAll()
    .where('gateway', '=', gateway)
    .executeTakeFirst()
  if (!row) return null
  const { sealed_keys, sealed_secrets } = row
  const secrets = open(key, place(tx.portal, gateway, 'sealed_secrets'), sealed_secrets)
  return {
    gateway,
    key: sealed_keys && open(key, place(tx.portal, gateway, 'sealed_keys'), sealed_keys).toString(),
    secrets: (JSON.parse(secrets.toString()) as { secret: string; until: string | null }[]).map(
      ({ secret, until }) => ({
        secret,
        until: until === null ? null : Temporal.Instant.from(until),
      }),
    ),
    name: row.account,
    live: row.live,
    version: row.version,
    connectedAt: row.connected_at,
  }
}

/** The gateways that the portal is connected to. */
export async function connectedGateways(tx: Tx): Promise<Connected[]> {
  const rows = await tx.db
    .selectFrom('payment_gateways')
    .select('gateway')
    .orderBy('gateway')
    .execute()
  return rows.map(({ gateway }) => gateway as Connected)
}

/** Locks the account; false where there is none. */
export async function lockAccount(tx: Tx, gateway: Connected): Promise<boolean> {
  const row = await tx.db
    .selectFrom('payment_gateways')
    .select('gateway')
    .where('gateway', '=', gateway)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Writes the account; what was there before is replaced. */
export async function saveAccount(
  tx: Tx,
  key: Buffer,
  account: Omit<GatewayAccount, 'version' | 'connectedAt'>,
  now: Instant,
  compareAt: Instant,
): Promise<void> {
  const { gateway, name, live } = account
  const secrets = JSON.stringify(
    account.secrets.map(({ secret, until }: Secret) => ({
      secret,
      until: until?.toString() ?? null,
    })),
  )
  const values = {
    sealed_keys:
      account.key === null
        ? null
        : seal(key, place(tx.portal, gateway, 'sealed_keys'), account.key),
    sealed_secrets: seal(key, place(tx.portal, gateway, 'sealed_secrets'), secrets),
    account: name,
    live,
  }
  await tx.db
    .insertInto('payment_gateways')
    .values({
      ...values,
      gateway,
      connected_at: now,
      compare_at: compareAt,
      compared_until: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['portal_id', 'gateway'])
        .doUpdateSet((old) => ({ ...values, version: old('payment_gateways.version', '+', 1) })),
    )
    .execute()
}

export async function deleteAccount(tx: Tx, gateway: Connected): Promise<void> {
  await tx.db.deleteFrom('payment_gateways').where('gateway', '=', gateway).execute()
}

/** Where the portal answers, and the zone by whose calendar it lives. */
export const hostAndZone = (tx: Tx): Promise<{ host: string; zone: string }> =>
  tx.db
    .selectFrom('portals as p')
    .innerJoin('hosts as h', (join) =>
      join.onRef('h.portal_id', '=', 'p.id').on('h.is_current', '=', true),
    )
    .select(['h.host', 'p.time_zone as zone'])
    .executeTakeFirstOrThrow()

/** Payments that a gateway may still tell of. */
export async function paymentsUnderWay(tx: Tx, gateway: Connected): Promise<number> {
  const { n } = await tx.db
    .selectFrom('payment_attempts')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('gateway', '=', gateway)
    .where('state', 'not in', ['succeeded', 'failed', 'cancelled', 'parked'])
    .executeTakeFirstOrThrow()
  return n
}

/** The gateways that are connected, without their keys. */
export async function accountsShown(tx: Tx) {
  const rows = await tx.db
    .selectFrom('payment_gateways')
    .select(['gateway', 'account as name', 'live', 'connected_at as connectedAt'])
    .orderBy('gateway')
    .execute()
  return rows.map(({ gateway, ...row }) => ({ ...row, gateway: gateway as Connected }))
}
