import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { amountIn, minorOf } from '../amount.ts'
import { INVOICE_DETAILS, INVOICE_VALUES, noteOf } from '../invoice/noting.ts'
import { moveInvoice } from '../invoice/moved.ts'
import { lockInvoice } from '../invoice/queries.ts'
import { allowed } from '../invoice/state.ts'
import { todayOf } from '../invoice/today.ts'
import { creditUsed, paid, reversed } from '../ledger/ledger.ts'
import { holdCredit, post } from '../ledger/queries.ts'
import { refuse } from '../refusals.ts'
import { PAYMENT_RECEIPT, tellOfInvoice } from '../sending/mails.ts'
import { receive } from './applying.ts'
import { method, moneyText, onDay, reference } from './payment.ts'
import { markWithdrawn, paymentById } from './queries.ts'

export const most = (amount: bigint, currency: string) => ({
  most: `${amountIn(amount, currency)} ${currency}`,
})

export const recordPayment = operation({
  name: 'payment.record',
  done: { en: 'Recorded a payment', es: 'Registró un pago' },
  details: INVOICE_DETAILS,
  values: INVOICE_VALUES,
  summary: 'Writes down that money has come in for an invoice, all of it or a part',
  input: z.strictObject({
    invoice: id('invoice'),
    amount: moneyText.describe('Such as `12.50`, in the invoice’s currency'),
    method: method.default('bank_transfer'),
    receivedOn: onDay,
    reference,
    keepRest: z
      .boolean()
      .default(false)
      .describe('What is more than is still to be paid is kept as the contact’s credit'),
    tell: z.boolean().default(true).describe('Mail them that it has come in'),
  }),
  right: 'payments:manage',
  async run(op, { invoice: id, amount: text, method, receivedOn, reference = null, ...wish }) {
    const invoice = await lockInvoice(op.tx, id)
    if (!invoice) return kitRefuse('not_found')
    const stale = op.basedOn(invoice.version)
    if (stale) return stale
    if (!allowed(invoice.state, 'payment.record')) return refuse('not_in_that_state')
    const amount = minorOf(text, invoice.currency)
    if (amount === null) return invalidField('amount', 'amount')
    if (amount > invoice.outstanding && !wish.keepRest)
      return refuse('more_than_owed', {
        field: 'amount',
        values: most(invoice.outstanding, invoice.currency),
      })
    const today = await todayOf(op)
    const on = receivedOn ?? today
    if (on > today) return refuse('in_the_future', { field: 'receivedOn' })
    const received = { gateway: 'manual', method, amount, on, reference }
    const { payment, state } = await receive(op, invoice, received, 'payment.record')
    op.note(noteOf(invoice, { to: state, amount, more: { payment: show('payment', payment) } }))
    if (wish.tell) await tellOfInvoice(op, PAYMENT_RECEIPT, invoice)
    return done({ invoice: id, payment })
  },
})

export const useCredit = operation({
  name: 'invoice.use_credit',
  done: { en: 'Paid an invoice from credit', es: 'Pagó una factura con saldo a favor' },
  details: INVOICE_DETAILS,
  values: INVOICE_VALUES,
  summary: 'Uses the credit that a contact has for an invoice, as far as it goes',
  input: z.strictObject({
    invoice: id('invoice'),
    amount: moneyText.optional().describe('Left out, as much as there is and is still to be paid'),
  }),
  right: 'payments:manage',
  async run(op, { invoice: id, amount: text }) {
    const { tx } = op
    const invoice = await lockInvoice(tx, id)
    if (!invoice) return kitRefuse('not_found')
    const stale = op.basedOn(invoice.version)
    if (stale) return stale
    if (!allowed(invoice.state, 'invoice.use_credit')) return refuse('not_in_that_state')
    const { currency, outstanding } = invoice
    const credit = await holdCredit(tx, invoice.personId, currency)
    if (credit <= 0n) return refuse('no_credit')
    const usable = credit < outstanding ? credit : outstanding
    const amount = text === undefined ? usable : minorOf(text, currency)
    if (amount === null) return invalidField('amount', 'amount')
    if (amount > usable)
      return refuse('not_enough_credit', { field: 'amount', values: most(usable, currency) })
    const received = {
      gateway: 'credit',
      method: 'credit',
      amount,
      on: await todayOf(op),
      reference: null,
    } as const
    const { payment, state } = await receive(op, invoice, received, 'invoice.use_credit')
    op.note(noteOf(invoice, { to: state, amount, more: { payment: show('payment', payment) } }))
    return done({ invoice: id, payment })
  },
})

export const withdrawPayment = operation({
  name: 'payment.withdraw',
  done: { en: 'Withdrew a payment', es: 'Anuló un pago' },
  details: INVOICE_DETAILS,
  values: INVOICE_VALUES,
  summary: 'Takes back a payment that was written down by mistake: its invoice is to be paid again',
  input: z.strictObject({ payment: id('payment') }),
  right: 'payments:manage',
  async run(op, { payment: id }) {
    const { tx, now, caller } = op
    const about = await paymentById(tx, id)
    const invoice = about && (await lockInvoice(tx, about.invoiceId))
    // Read again: whoever was faster has let go of the invoice by now.
    const payment = invoice && (await paymentById(tx, id))
    if (!payment) return kitRefuse('not_found')
    const stale = op.basedOn(invoice.version)
    if (stale) return stale
    if (payment.state === 'withdrawn') return refuse('payment_withdrawn')
    if (!['manual', 'credit'].includes(payment.gateway)) return refuse('by_gateway')
    if (payment.refunded > 0n) return refuse('payment_refunded')
    if (!allowed(invoice.state, 'payment.withdraw')) return refuse('not_in_that_state')
    const { amount, applied, currency } = payment
    const rest = amount - applied
    if (rest > 0n) {
      const credit = await holdCredit(tx, invoice.personId, currency)
      if (credit < rest) return refuse('not_enough_credit', { values: most(credit, currency) })
    }
    await markWithdrawn(tx, id, { by: caller.person ?? null, now })
    await post(tx, now, {
      kind: 'payment_withdrawal',
      person: invoice.personId,
      invoice: invoice.id,
      document: id,
      currency,
      on: await todayOf(op),
      entries: reversed(payment.method === 'credit' ? creditUsed(applied) : paid(amount, applied)),
    })
    await moveInvoice(op, invoice, {
      paid: invoice.paid - applied,
      outstanding: invoice.outstanding + applied,
      ...(invoice.state === 'open' ? {} : { state: 'open' as const, stateAt: now }),
    })
    op.note(noteOf(invoice, { to: 'open', amount, more: { payment: show('payment', id) } }))
    return done({ invoice: invoice.id })
  },
})
