import type { Selectable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Span } from '../../../kit/due/queue.ts'
import type { Tables } from '../../../kit/db/tables.ts'
import { newId } from '../../../kit/ids.ts'
import type { Deliveries, TestNumberName } from './sandbox.ts'

export type PaymentRow = Omit<Selectable<Tables['sandbox_payments']>, 'portal_id'>
export type MethodRow = Omit<Selectable<Tables['sandbox_methods']>, 'portal_id'>

/** Keeps a payment, unless its key is there already. @returns the one that is kept */
export async function insertPayment(tx: Tx, row: PaymentRow): Promise<PaymentRow> {
  await tx.db
    .insertInto('sandbox_payments')
    .values(row)
    .onConflict((conflict) => conflict.columns(['portal_id', 'key']).doNothing())
    .execute()
  return (await paymentByKey(tx, row.key))!
}

export const paymentByKey = (tx: Tx, key: string): Promise<PaymentRow | undefined> =>
  tx.db.selectFrom('sandbox_payments').selectAll().where('key', '=', key).executeTakeFirst()

export const paymentOf = (tx: Tx, id: string): Promise<PaymentRow | undefined> =>
  tx.db.selectFrom('sandbox_payments').selectAll().where('id', '=', id).executeTakeFirst()

export const lockPayment = (tx: Tx, id: string): Promise<PaymentRow | undefined> =>
  tx.db
    .selectFrom('sandbox_payments')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export async function savePayment(
  tx: Tx,
  id: string,
  changes: Updateable<Tables['sandbox_payments']>,
  now: Instant,
): Promise<PaymentRow> {
  return tx.db
    .updateTable('sandbox_payments')
    .set({ ...changes, changed_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Payments that changed between two moments, the first first, after one that was had. */
export const changedPayments = (
  tx: Tx,
  {
    since,
    until,
    after,
    limit,
  }: { since: Instant; until: Instant; after?: PaymentRow; limit: number },
): Promise<PaymentRow[]> =>
  tx.db
    .selectFrom('sandbox_payments')
    .selectAll()
    .where('purpose', '=', 'payment')
    .where('changed_at', '>=', since)
    .where('changed_at', '<', until)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(changed_at, id) > (${after?.changed_at.toString()}::timestamptz, ${after?.id}::uuid)`,
      ),
    )
    .orderBy('changed_at')
    .orderBy('id')
    .limit(limit)
    .execute()

export async function insertMethod(
  tx: Tx,
  customer: string,
  number: TestNumberName,
  now: Instant,
): Promise<string> {
  const id = newId()
  await tx.db
    .insertInto('sandbox_methods')
    .values({ id, customer, number, created_at: now })
    .execute()
  return id
}

export const methodOf = (tx: Tx, id: string): Promise<MethodRow | undefined> =>
  tx.db.selectFrom('sandbox_methods').selectAll().where('id', '=', id).executeTakeFirst()

/** Takes a method out of use. @returns false where it was already, or there is none */
export async function disableMethod(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('sandbox_methods')
    .set({ usable: false })
    .where('id', '=', id)
    .where('usable', '=', true)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export interface RefundRow {
  id: string
  amount: number
}

export const refundsOf = (tx: Tx, payment: string): Promise<RefundRow[]> =>
  tx.db
    .selectFrom('sandbox_refunds')
    .select(['id', 'amount'])
    .where('payment_id', '=', payment)
    .orderBy('id')
    .execute()

export const refundByKey = (
  tx: Tx,
  key: string,
): Promise<(RefundRow & { payment: string }) | undefined> =>
  tx.db
    .selectFrom('sandbox_refunds')
    .select(['id', 'amount', 'payment_id as payment'])
    .where('key', '=', key)
    .executeTakeFirst()

export async function insertRefund(
  tx: Tx,
  { payment, key, amount }: { payment: string; key: string; amount: number },
  now: Instant,
): Promise<string> {
  const id = newId()
  await tx.db
    .insertInto('sandbox_refunds')
    .values({ id, key, payment_id: payment, amount, created_at: now })
    .execute()
  return id
}

export const disputeOf = (tx: Tx, payment: string): Promise<{ state: string } | undefined> =>
  tx.db
    .selectFrom('sandbox_disputes')
    .select('state')
    .where('payment_id', '=', payment)
    .executeTakeFirst()

export async function saveDispute(
  tx: Tx,
  payment: string,
  state: 'open' | 'won' | 'lost',
  now: Instant,
): Promise<void> {
  await tx.db
    .insertInto('sandbox_disputes')
    .values({ payment_id: payment, state, created_at: now })
    .onConflict((conflict) => conflict.columns(['portal_id', 'payment_id']).doUpdateSet({ state }))
    .execute()
}

export async function deliveriesOf(tx: Tx): Promise<Deliveries> {
  const row = await tx.db.selectFrom('sandbox_accounts').select('deliveries').executeTakeFirst()
  return (row?.deliveries as Deliveries | undefined) ?? 'once'
}

export async function setDeliveries(tx: Tx, deliveries: Deliveries): Promise<void> {
  await tx.db
    .insertInto('sandbox_accounts')
    .values({ deliveries })
    .onConflict((conflict) => conflict.column('portal_id').doUpdateSet({ deliveries }))
    .execute()
}

/** The portal's zone, by whose calendar banks work. */
export const zoneOf = async (tx: Tx): Promise<string> =>
  (await tx.db.selectFrom('portals').select('time_zone').executeTakeFirstOrThrow()).time_zone

/** The payment to which something happens by itself first, locked; null where nothing is due. */
export async function nextDuePayment(tx: Tx, now: Instant): Promise<PaymentRow | null> {
  const row = await tx.db
    .selectFrom('sandbox_payments')
    .selectAll()
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ?? null
}

/** Portals in which something is due. Needs the installation's scope. */
export async function duePortals(tx: Tx, now: Instant): Promise<{ portal: string }[]> {
  const due = (table: 'sandbox_payments' | 'sandbox_events') =>
    tx.db.selectFrom(table).select('portal_id as portal').where('due_at', '<=', now)
  return due('sandbox_payments').union(due('sandbox_events')).execute()
}

/** How much happens at the sandbox by itself within a span. Needs the installation's scope. */
export async function sandboxFalling(tx: Tx, { from, until }: Span): Promise<number> {
  const { n } = await tx.db
    .selectFrom('sandbox_payments')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('due_at', '>', from)
    .where('due_at', '<=', until)
    .executeTakeFirstOrThrow()
  return n
}
