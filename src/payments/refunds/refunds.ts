import { z } from 'zod'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { currency } from '../../portals/index.ts'
import { amountIn, minorOf } from '../amount.ts'
import { leftOf, writeCreditNote } from '../credit-notes/crediting.ts'
import { reason } from '../credit-notes/credit-notes.ts'
import { creditable } from '../invoice/invoice.ts'
import { INVOICE_DETAILS, INVOICE_VALUES, noteOf } from '../invoice/noting.ts'
import { changeInvoice, customerById, lockInvoice } from '../invoice/queries.ts'
import { tellRefunded } from '../invoice/moved.ts'
import { allowed } from '../invoice/state.ts'
import { todayOf } from '../invoice/today.ts'
import { paidOut, refunded } from '../ledger/ledger.ts'
import { holdCredit, post } from '../ledger/queries.ts'
import { method, moneyText, onDay, reference } from '../received/payment.ts'
import { paymentById, setRefunded } from '../received/queries.ts'
import { most } from '../received/received.ts'
import { refuse } from '../refusals.ts'
import { CREDIT_NOTE_ISSUED, tellOfInvoice } from '../sending/mails.ts'
import { spread } from '../totals/totals.ts'
import { refundsAtGateways } from './at-gateways.ts'
import { insertRefund } from './queries.ts'

const paying = { method: method.default('bank_transfer'), paidOn: onDay, reference }

/** Row ids; no refund yet where a gateway is asked for it. */
interface Refunded {
  invoice: string
  refund: string | null
}

export const refundPayment = operation({
  name: 'payment.refund',
  done: { en: 'Paid back a payment', es: 'Devolvió un pago' },
  details: INVOICE_DETAILS,
  values: INVOICE_VALUES,
  summary:
    'Writes down that a payment of a paid invoice was paid back, whole or in part; one that came by a gateway is paid back by it',
  input: z.strictObject({
    payment: id('payment'),
    amount: moneyText.optional().describe('Left out, all that is left of it'),
    creditNote: z
      .boolean()
      .default(true)
      .describe('Correct the invoice by a credit note of as much, over its items in proportion'),
    reason: reason.nullable().optional().describe('Stands on the credit note; kept encrypted'),
    ...paying,
  }),
  right: 'payments:manage',
  async run(op, { payment: id, amount: text, creditNote, reason = null, ...how }) {
    const { tx, now, caller } = op
    const about = await paymentById(tx, id)
    const invoice = about && (await lockInvoice(tx, about.invoiceId))
    const payment = invoice && (await paymentById(tx, id))
    if (!payment) return kitRefuse('not_found')
    const stale = op.basedOn(invoice.version)
    if (stale) return stale
    if (payment.state === 'withdrawn') return refuse('payment_withdrawn')
    if (payment.gateway === 'credit') return refuse('by_gateway')
    if (!allowed(invoice.state, 'payment.refund')) return refuse('not_in_that_state')
    const [ofPayment, ofInvoice] = [payment.applied - payment.refunded, creditable(invoice)]
    const left = ofPayment < ofInvoice ? ofPayment : ofInvoice
    if (left === 0n) return refuse('nothing_left')
    const { currency } = payment
    const amount = text === undefined ? left : minorOf(text, currency)
    if (amount === null) return invalidField('amount', 'amount')
    if (amount > left)
      return refuse('more_than_left', { field: 'amount', values: most(left, currency) })
    if (payment.gateway !== 'manual') return atGateway()
    const today = await todayOf(op)
    const on = how.paidOn ?? today
    if (on > today) return refuse('in_the_future', { field: 'paidOn' })
    const refund = newId()
    const note = creditNote ? await corrected() : null
    if (!note) await changeInvoice(tx, invoice.id, { refunded: invoice.refunded + amount })
    await setRefunded(tx, id, payment.refunded + amount)
    await insertRefund(tx, {
      id: refund,
      personId: invoice.personId,
      paymentId: id,
      creditNoteId: note?.note ?? null,
      method: how.method,
      currency,
      amount,
      paidOn: on,
      reference: how.reference ?? null,
      createdAt: now,
      by: caller.person ?? null,
    })
    await post(tx, now, {
      kind: note ? 'pay_out' : 'refund',
      person: invoice.personId,
      invoice: invoice.id,
      document: refund,
      currency,
      on,
      entries: note ? paidOut(amount) : refunded(amount),
    })
    const more = {
      payment: show('payment', id),
      ...(note ? { credit_note: show('creditNote', note.note) } : {}),
    }
    await tellRefunded(op, invoice)
    op.note(noteOf(invoice, { amount, more }))
    if (note)
      await tellOfInvoice(op, CREDIT_NOTE_ISSUED, invoice, { credit_note_number: note.number })
    return done<Refunded>({ invoice: invoice.id, refund })

    async function atGateway() {
      for (const ask of refundsAtGateways.of(op.installation)) {
        const refusal = await ask(op, payment!, amount!)
        if (refusal) return refusal
      }
      op.note(noteOf(invoice!, { amount: amount!, more: { payment: show('payment', id) } }))
      return done<Refunded>({ invoice: invoice!.id, refund: null })
    }

    async function corrected() {
      const items = await leftOf(op, invoice!.id)
      const parts = spread(
        amount!,
        items.map(({ total }) => total),
      )
      return writeCreditNote(op, invoice!, items, parts, reason)
    }
  },
})

export const payOutCredit = operation({
  name: 'credit.pay_out',
  done: { en: 'Paid out credit', es: 'Devolvió saldo a favor' },
  details: INVOICE_DETAILS,
  summary: 'Writes down that a contact’s credit was paid back to them, whole or in part',
  input: z.strictObject({
    person: id('person'),
    currency: currency.describe('ISO 4217, such as `EUR`'),
    amount: moneyText.optional().describe('Left out, all of it'),
    ...paying,
  }),
  right: 'payments:manage',
  async run(op, { person, currency, amount: text, ...how }) {
    const { tx, now, caller } = op
    const customer = await customerById(tx, person)
    if (!customer) return kitRefuse('not_found')
    const credit = await holdCredit(tx, person, currency)
    if (credit <= 0n) return refuse('no_credit')
    const amount = text === undefined ? credit : minorOf(text, currency)
    if (amount === null) return invalidField('amount', 'amount')
    if (amount > credit)
      return refuse('not_enough_credit', { field: 'amount', values: most(credit, currency) })
    const today = await todayOf(op)
    const on = how.paidOn ?? today
    if (on > today) return refuse('in_the_future', { field: 'paidOn' })
    const refund = newId()
    await insertRefund(tx, {
      id: refund,
      personId: person,
      paymentId: null,
      creditNoteId: null,
      method: how.method,
      currency,
      amount,
      paidOn: on,
      reference: how.reference ?? null,
      createdAt: now,
      by: caller.person ?? null,
    })
    await post(tx, now, {
      kind: 'pay_out',
      person,
      invoice: null,
      document: refund,
      currency,
      on,
      entries: paidOut(amount),
    })
    const shown = show('person', person)
    op.note({
      subject: shown,
      details: { person: shown, amount: amountIn(amount, currency), currency },
    })
    return done({ person, refund })
  },
})
