import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { id } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { INVOICE_DETAILS, noteOf } from '../invoice/noting.ts'
import { changeInvoice, customerById, lockInvoice } from '../invoice/queries.ts'
import type { InvoiceState } from '../invoice/state.ts'
import { refuse } from '../refusals.ts'
import { INVOICE_REMINDER, INVOICE_SENT, tellOfInvoice } from './mails.ts'

/** A press too many sends nothing twice. */
const AGAIN_MINUTES = 10

const isJustNow = (at: Instant | null, now: Instant) =>
  at !== null && Temporal.Instant.compare(now, at.add({ minutes: AGAIN_MINUTES })) < 0

const SENT_IN: readonly InvoiceState[] = ['open', 'processing', 'paid']

/** The invoice, locked, with somebody to send it to; or why not. */
async function toSend(
  op: OperationContext,
  id: string,
  states: readonly InvoiceState[],
): Promise<Invoice | Refusal> {
  const invoice = await lockInvoice(op.tx, id)
  if (!invoice) return kitRefuse('not_found')
  const stale = op.basedOn(invoice.version)
  if (stale) return stale
  if (!states.includes(invoice.state)) return refuse('not_in_that_state')
  const customer = await customerById(op.tx, invoice.personId)
  if (customer?.isDisabled) return refuse('contact_disabled')
  return customer?.email ? invoice : refuse('no_email')
}

export const sendInvoice = operation({
  name: 'invoice.send',
  done: { en: 'Sent an invoice', es: 'Envió una factura' },
  details: INVOICE_DETAILS,
  summary: 'Mails whoever an invoice is for a link that shows it',
  input: z.strictObject({ invoice: id('invoice') }),
  right: 'payments:manage',
  async run(op, { invoice: id }) {
    const invoice = await toSend(op, id, SENT_IN)
    if ('ok' in invoice) return invoice
    if (isJustNow(invoice.sentAt, op.now)) return refuse('just_sent')
    await changeInvoice(op.tx, id, { sentAt: op.now })
    await tellOfInvoice(op, INVOICE_SENT, invoice)
    op.note(noteOf(invoice))
    return done({ invoice: id })
  },
})

export const remindOfInvoice = operation({
  name: 'invoice.remind',
  done: { en: 'Reminded of an invoice', es: 'Recordó una factura' },
  details: INVOICE_DETAILS,
  summary: 'Reminds whoever an open invoice is for that it is to be paid',
  input: z.strictObject({ invoice: id('invoice') }),
  right: 'payments:manage',
  async run(op, { invoice: id }) {
    const invoice = await toSend(op, id, ['open'])
    if ('ok' in invoice) return invoice
    if (isJustNow(invoice.remindedAt, op.now)) return refuse('just_sent')
    const reminders = invoice.reminders + 1
    await changeInvoice(op.tx, id, { remindedAt: op.now, reminders })
    await tellOfInvoice(op, INVOICE_REMINDER, invoice)
    op.note(noteOf(invoice))
    return done({ invoice: id })
  },
})
