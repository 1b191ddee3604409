import { newId } from '../../kit/ids.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { GatewayPayment, GatewayRefund } from '../gateways/gateway.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { moveInvoice, tellRefunded } from '../invoice/moved.ts'
import { changeInvoice, lockInvoice } from '../invoice/queries.ts'
import { allowed } from '../invoice/state.ts'
import { todayOf } from '../invoice/today.ts'
import { paid, paidOut, refunded, reversed, type Entries } from '../ledger/ledger.ts'
import { post } from '../ledger/queries.ts'
import { receive } from '../received/applying.ts'
import type { Payment } from '../received/payment.ts'
import { insertPayment, markWithdrawn, paymentById, setRefunded } from '../received/queries.ts'
import { insertRefund } from '../refunds/queries.ts'
import type { Attempt } from './attempt.ts'
import { askForRefund } from './refund-queue.ts'
import { attemptById, hasRefund, saveAttempt, takesLateMoney } from './queries.ts'

/*
 * What gateways have done, in the ledger. Each looks first whether it was written down before; the invoice and the
 * attempt are held.
 */

const METHODS = { card: 'card', bank: 'bank_debit' } as const

/** Money came in: for its invoice, or, where that is not to be paid any more, for the contact. */
export async function bookReceived(
  op: OperationContext,
  invoice: Invoice,
  attempt: Attempt,
  told: GatewayPayment,
): Promise<void> {
  const { tx, now } = op
  const received = {
    gateway: attempt.gateway,
    method: METHODS[told.method?.kind ?? 'card'],
    amount: attempt.amount,
    on: await todayOf(op),
    reference: told.reference,
  }
  const state = attempt.amount < invoice.outstanding ? 'open' : 'paid'
  const payment = allowed(invoice.state, 'gateway', state)
    ? (await receive(op, invoice, received, 'gateway')).payment
    : await keepLate(op, invoice, received)
  await saveAttempt(tx, attempt.id, { payment_id: payment }, now)
}

/** All of it is the contact's credit, and goes back to them by itself where the portal says so. */
async function keepLate(
  op: OperationContext,
  invoice: Invoice,
  received: Pick<Payment, 'gateway' | 'method' | 'amount' | 'reference'> & { on: string },
): Promise<string> {
  const { tx, now } = op
  const id = newId()
  const { on, ...came } = received
  await insertPayment(tx, {
    ...came,
    id,
    invoiceId: invoice.id,
    personId: invoice.personId,
    currency: invoice.currency,
    applied: 0n,
    receivedOn: on,
    by: null,
    recordedAt: now,
  })
  await book(op, invoice, 'payment', id, paid(came.amount, 0n))
  return id
}

/** After `bookReceived`, once the attempt is written: late money is asked back where the portal says so. */
export async function returnLate(op: OperationContext, attempt: Attempt): Promise<void> {
  const payment = attempt.paymentId && (await paymentById(op.tx, attempt.paymentId))
  if (!payment || payment.applied > 0n || (await takesLateMoney(op.tx)) === 'credit') return
  await askForRefund(op, attempt, payment.amount, 'late')
}

const book = async (
  op: OperationContext,
  invoice: Pick<Invoice, 'id' | 'personId' | 'currency'>,
  kind: 'payment' | 'payment_withdrawal' | 'refund' | 'pay_out',
  document: string,
  entries: Entries,
) =>
  post(op.tx, op.now, {
    kind,
    person: invoice.personId,
    invoice: invoice.id,
    document,
    currency: invoice.currency,
    on: await todayOf(op),
    entries,
  })

/**
 * The money went back: a debit was returned, or a dispute was lost. What the payment had done to its invoice is undone,
 * which is to be paid again.
 * @returns false where there was none, or that was written down before
 */
export async function bookReversal(op: OperationContext, { id }: Attempt): Promise<boolean> {
  const { tx, now } = op
  const attempt = await attemptById(tx, id)
  const payment = attempt?.paymentId ? await paymentById(tx, attempt.paymentId) : null
  if (!payment || payment.state === 'withdrawn') return false
  const invoice = (await lockInvoice(tx, payment.invoiceId))!
  // What was refunded has gone back already.
  const applied = payment.applied - payment.refunded
  const rest = payment.amount - payment.applied
  await markWithdrawn(tx, payment.id, { by: null, now })
  await book(op, invoice, 'payment_withdrawal', payment.id, reversed(paid(applied + rest, applied)))
  const isOwed = allowed(invoice.state, 'gateway', 'open')
  await moveInvoice(op, invoice, {
    paid: invoice.paid - applied,
    ...(applied > 0n && isOwed
      ? { outstanding: invoice.outstanding + applied, state: 'open' as const, stateAt: now }
      : {}),
  })
  return true
}

/**
 * Money was paid back at the gateway. As far as it had paid for the invoice it is a refund of that; the rest was the
 * contact's credit.
 * @returns false where that was written down before
 */
export async function bookRefund(
  op: OperationContext,
  attemptId: string,
  refund: GatewayRefund,
): Promise<boolean> {
  const { tx, now } = op
  const attempt = await attemptById(tx, attemptId)
  const payment = attempt?.paymentId ? await paymentById(tx, attempt.paymentId) : null
  if (!payment || (await hasRefund(tx, attempt!.gateway, refund.reference))) return false
  const invoice = (await lockInvoice(tx, payment.invoiceId))!
  const left = payment.applied - payment.refunded
  const amount = refund.amount.minor
  const ofInvoice = amount < left ? amount : left
  const id = newId()
  await insertRefund(tx, {
    id,
    personId: payment.personId,
    paymentId: payment.id,
    creditNoteId: null,
    method: payment.method === 'credit' ? 'other' : payment.method,
    currency: payment.currency,
    amount,
    paidOn: await todayOf(op),
    reference: refund.reference,
    createdAt: now,
    by: null,
    gateway: attempt!.gateway,
  })
  if (ofInvoice > 0n) {
    await setRefunded(tx, payment.id, payment.refunded + ofInvoice)
    await changeInvoice(tx, invoice.id, { refunded: invoice.refunded + ofInvoice })
    await book(op, invoice, 'refund', id, refunded(ofInvoice))
  }
  if (amount > ofInvoice) await book(op, invoice, 'pay_out', id, paidOut(amount - ofInvoice))
  await tellRefunded(op, invoice)
  return true
}
