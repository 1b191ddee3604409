import type { Tx } from '../../kit/db/database.ts'
import { toColumn } from '../amount.ts'
import type { PaymentMethod } from '../received/payment.ts'
import type { Refund } from './refund.ts'

export async function insertRefund(
  tx: Tx,
  refund: Refund & { by: string | null; gateway?: string },
): Promise<void> {
  await tx.db
    .insertInto('refunds')
    .values({
      id: refund.id,
      person_id: refund.personId,
      payment_id: refund.paymentId,
      credit_note_id: refund.creditNoteId,
      method: refund.method,
      currency: refund.currency,
      amount_minor: toColumn(refund.amount),
      paid_on: refund.paidOn,
      reference: refund.reference,
      gateway: refund.gateway ?? null,
      created_by: refund.by,
      created_at: refund.createdAt,
    })
    .execute()
}

/** What went back of payments, the first first. */
export async function refundsOf(tx: Tx, payments: readonly string[]): Promise<Refund[]> {
  if (payments.length === 0) return []
  const rows = await tx.db
    .selectFrom('refunds')
    .selectAll()
    .where('payment_id', 'in', payments)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    paymentId: row.payment_id,
    creditNoteId: row.credit_note_id,
    method: row.method as PaymentMethod,
    currency: row.currency,
    amount: BigInt(row.amount_minor),
    paidOn: row.paid_on,
    reference: row.reference,
    createdAt: row.created_at,
  }))
}
