import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { DeliveryState } from '../deliveries/delivery.ts'
import type { Attempt, DeliveryLine } from './log.ts'

/** An endpoint's deliveries, the newest first. */
export async function deliveriesOf(
  tx: Tx,
  endpoint: string,
  which: { state?: DeliveryState; after?: string; only?: string; limit: number },
): Promise<(DeliveryLine & { payload: string })[]> {
  let query = tx.db
    .selectFrom('webhook_deliveries')
    .select([
      'id',
      'event',
      'state',
      'payload',
      'attempts',
      'created_at as createdAt',
      'due_at as dueAt',
      'settled_at as settledAt',
      'last_status as lastStatus',
      'last_error as lastError',
    ])
    .where('endpoint_id', '=', endpoint)
    .orderBy('id', 'desc')
    .limit(which.limit)
  if (which.state !== undefined) query = query.where('state', '=', which.state)
  if (which.after !== undefined) query = query.where('id', '<', which.after)
  if (which.only !== undefined) query = query.where('id', '=', which.only)
  return (await query.execute()) as (DeliveryLine & { payload: string })[]
}

export async function attemptsOf(tx: Tx, delivery: string): Promise<Attempt[]> {
  return tx.db
    .selectFrom('webhook_attempts')
    .select(['n', 'at', 'status', 'ms', 'error', 'answer'])
    .where('delivery_id', '=', delivery)
    .orderBy('n', 'desc')
    .limit(100)
    .execute()
}

/** Of the deliveries that failed: how many, and when the first of them came about. */
export async function failedOf(
  tx: Tx,
  endpoint: string,
): Promise<{ count: number; since: Instant | null }> {
  const [row] = await tx.run<{ count: number; since: Instant | null }>(
    `select count(*)::int as count, min(created_at) as since from webhook_deliveries
     where portal_id = $1 and endpoint_id = $2 and state = 'failed'`,
    [tx.portal, endpoint],
  )
  return row!
}

/** Portals with deliveries settled before then, a batch at a time. Needs the installation's scope. */
export async function portalsToForget(tx: Tx, before: Instant, limit: number): Promise<string[]> {
  const rows = await tx.run<{ portal: string }>(
    `select distinct portal_id as portal from (select portal_id from webhook_deliveries
       where settled_at < $1 order by settled_at limit $2) old`,
    [before, limit],
  )
  return rows.map(({ portal }) => portal)
}

export async function forgetSettled(tx: Tx, before: Instant, limit: number): Promise<void> {
  await tx.run(
    `delete from webhook_deliveries where portal_id = $1 and id in (
       select id from webhook_deliveries where portal_id = $1 and settled_at < $2 limit $3)`,
    [tx.portal, before, limit],
  )
}
