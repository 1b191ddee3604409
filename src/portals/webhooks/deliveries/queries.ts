import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { DeliveryState } from './delivery.ts'

export interface Underway {
  state: DeliveryState
  since: Instant
  tries: number
  attempts: number
}

/** Locked; undefined where it was deleted meanwhile. */
export async function lockDelivery(tx: Tx, delivery: string): Promise<Underway | undefined> {
  const row = await tx.db
    .selectFrom('webhook_deliveries')
    .select(['state', 'since', 'tries', 'attempts'])
    .where('id', '=', delivery)
    .forUpdate()
    .executeTakeFirst()
  return row as Underway | undefined
}

export interface NewAttempt {
  n: number
  at: Instant
  status: number | null
  ms: number
  error: string | null
  answer: string
}

export async function insertAttempt(tx: Tx, delivery: string, attempt: NewAttempt): Promise<void> {
  await tx.db
    .insertInto('webhook_attempts')
    .values({ delivery_id: delivery, ...attempt })
    .execute()
}

export interface After {
  state: DeliveryState
  tries: number
  attempts: number
  due_at: Instant | null
  settled_at: Instant | null
  last_status: number | null
  last_error: string | null
}

export async function saveDelivery(tx: Tx, delivery: string, after: Partial<After>): Promise<void> {
  await tx.db.updateTable('webhook_deliveries').set(after).where('id', '=', delivery).execute()
}

/** Gives up what waits at an endpoint that is disabled. @returns how many */
export async function giveUpWaiting(tx: Tx, endpoint: string, now: Instant): Promise<number> {
  const result = await tx.db
    .updateTable('webhook_deliveries')
    .set({ state: 'failed', due_at: null, settled_at: now })
    .where('endpoint_id', '=', endpoint)
    .where('state', 'in', ['queued', 'held'])
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Puts one delivery, or all that failed since then, back to its beginning. @returns how many */
export async function sendAgain(
  tx: Tx,
  endpoint: string,
  which: { delivery: string } | { failedSince: Instant },
  now: Instant,
): Promise<number> {
  let query = tx.db
    .updateTable('webhook_deliveries')
    .set({ state: 'queued', since: now, tries: 0, due_at: now, settled_at: null })
    .where('endpoint_id', '=', endpoint)
  query =
    'delivery' in which
      ? query.where('id', '=', which.delivery)
      : query.where('state', '=', 'failed').where('created_at', '>=', which.failedSince)
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

/** Deletes what partners were told of a portal that is being deleted, but for that it was cancelled. */
export async function forgetPortal(tx: Tx, console: string, portal: string): Promise<number> {
  const result = await tx.db
    .deleteFrom('webhook_deliveries')
    .where('portal_id', '=', console)
    .where('about_portal', '=', portal)
    .where('event', '<>', 'portal.cancel')
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
