import { newId } from '../../kit/ids.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { moveInvoice } from '../invoice/moved.ts'
import { allowed, type InvoiceOperation } from '../invoice/state.ts'
import { creditUsed, paid, reversed, writtenOff, type Entries } from '../ledger/ledger.ts'
import { post, type Booking } from '../ledger/queries.ts'
import type { PaymentMethod } from './payment.ts'
import { insertPayment } from './queries.ts'

/** Money that came in, by whatever way. */
export interface Received {
  gateway: string
  method: PaymentMethod
  amount: bigint
  on: string
  reference: string | null
}

/**
 * Writes down what came in for a locked invoice, in whose state that is allowed: payment, ledger and what becomes of
 * it. What is more than it still asks for is kept as the contact’s credit.
 * @param operation what brings it about, by the table of moves
 * @returns row id of the payment, and the state that the invoice is in now
 */
export async function receive(
  op: OperationContext,
  invoice: Invoice,
  received: Received,
  operation: InvoiceOperation,
) {
  const { tx, now, caller } = op
  const { amount, on, method } = received
  const owed = invoice.outstanding
  const applied = amount < owed ? amount : owed
  const state = applied === owed ? 'paid' : 'open'
  if (!allowed(invoice.state, operation, state))
    throw new Error(`an invoice that is ${invoice.state} does not become ${state} by ${operation}`)
  const payment = newId()
  await insertPayment(tx, {
    id: payment,
    invoiceId: invoice.id,
    personId: invoice.personId,
    currency: invoice.currency,
    applied,
    receivedOn: on,
    by: caller.person ?? null,
    recordedAt: now,
    ...received,
  })
  const book = (kind: Booking['kind'], entries: Entries) =>
    post(tx, now, {
      kind,
      person: invoice.personId,
      invoice: invoice.id,
      document: payment,
      currency: invoice.currency,
      on,
      entries,
    })
  // What had been given up is owed again, before something of it is paid.
  if (invoice.state === 'uncollectible') await book('reinstatement', reversed(writtenOff(owed)))
  if (method === 'credit') await book('credit_used', creditUsed(applied))
  else await book('payment', paid(amount, applied))
  await moveInvoice(op, invoice, {
    paid: invoice.paid + applied,
    outstanding: owed - applied,
    ...(state === invoice.state ? {} : { state, stateAt: now }),
  })
  return { payment, state, applied } as const
}
