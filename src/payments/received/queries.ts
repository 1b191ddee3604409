import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { toColumn } from '../amount.ts'
import type { Payment, PaymentMethod } from './payment.ts'

const paymentsIn = (tx: Tx) => tx.db.selectFrom('payments').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof paymentsIn>['execute']>>[number]

const asPayment = (row: Row): Payment => ({
  id: row.id,
  invoiceId: row.invoice_id,
  personId: row.person_id,
  gateway: row.gateway,
  method: row.method as PaymentMethod,
  state: row.state as Payment['state'],
  currency: row.currency,
  amount: BigInt(row.amount_minor),
  applied: BigInt(row.applied_minor),
  refunded: BigInt(row.refunded_minor),
  receivedOn: row.received_on,
  reference: row.reference,
  recordedAt: row.recorded_at,
})

/** What came in for an invoice, the first first. */
export const paymentsOf = async (tx: Tx, invoice: string): Promise<Payment[]> =>
  (await paymentsIn(tx).where('invoice_id', '=', invoice).orderBy('id').execute()).map(asPayment)

/** Read once its invoice is held, which all that changes a payment holds. */
export async function paymentById(tx: Tx, id: string): Promise<Payment | null> {
  const row = await paymentsIn(tx).where('id', '=', id).executeTakeFirst()
  return row ? asPayment(row) : null
}

export async function insertPayment(
  tx: Tx,
  payment: Omit<Payment, 'state' | 'refunded'> & { by: string | null },
): Promise<void> {
  await tx.db
    .insertInto('payments')
    .values({
      id: payment.id,
      invoice_id: payment.invoiceId,
      person_id: payment.personId,
      gateway: payment.gateway,
      method: payment.method,
      currency: payment.currency,
      amount_minor: toColumn(payment.amount),
      applied_minor: toColumn(payment.applied),
      received_on: payment.receivedOn,
      reference: payment.reference,
      recorded_by: payment.by,
      recorded_at: payment.recordedAt,
    })
    .execute()
}

export async function markWithdrawn(
  tx: Tx,
  id: string,
  { by, now }: { by: string | null; now: Instant },
): Promise<void> {
  await tx.db
    .updateTable('payments')
    .set({ state: 'withdrawn', withdrawn_by: by, withdrawn_at: now })
    .where('id', '=', id)
    .execute()
}

export async function setRefunded(tx: Tx, id: string, refunded: bigint): Promise<void> {
  await tx.db
    .updateTable('payments')
    .set({ refunded_minor: toColumn(refunded) })
    .where('id', '=', id)
    .execute()
}
