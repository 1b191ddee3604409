import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { amountIn, milliText } from '../amount.ts'
import { isOverdue, type Invoice } from '../invoice/invoice.ts'
import { INVOICE_STATES } from '../invoice/state.ts'
import { discountText } from '../items/item.ts'
import type { Payment } from '../received/payment.ts'
import type { Refund } from '../refunds/refund.ts'
import { byRate } from '../totals/totals.ts'
import type { CreditNoteInClear, WholeInvoice } from './whole.ts'

const amount = z.string().describe('Such as `12.50`, in the invoice’s currency')

const summary = {
  id: z.string(),
  number: z.string().nullable().describe('Null of a draft'),
  state: z.enum(INVOICE_STATES),
  stateAt: z.iso.datetime(),
  overdue: z.boolean(),
  person: z.string().describe('Whom it is for'),
  name: z.string(),
  title: z.string(),
  currency: z.string(),
  issuedOn: z.iso.date().nullable(),
  dueOn: z.iso.date().nullable(),
  net: amount,
  tax: amount,
  total: amount,
  paid: amount,
  credited: amount,
  refunded: amount.describe('Paid back without a credit note'),
  outstanding: amount.describe('Still to be paid; of one that was given up, what was'),
  sentAt: z.iso.datetime().nullable(),
  remindedAt: z.iso.datetime().nullable(),
  reminders: z.int(),
  version: z.int().describe('Counts the changes; also in `ETag`'),
}

export const invoiceSummary = shape('InvoiceSummary', summary)

export const paymentView = shape('Payment', {
  id: z.string(),
  state: z.enum(['succeeded', 'withdrawn']),
  gateway: z.string(),
  method: z.string().describe('`credit` where credit was used'),
  currency: z.string(),
  amount,
  applied: amount.describe('What of it went to the invoice; the rest is credit'),
  refunded: amount,
  receivedOn: z.iso.date(),
  reference: z.string().nullable(),
})

export const refundView = shape('Refund', {
  id: z.string(),
  payment: z.string().nullable().describe('Null where credit was paid out'),
  creditNote: z.string().nullable(),
  method: z.string(),
  currency: z.string(),
  amount,
  paidOn: z.iso.date(),
  reference: z.string().nullable(),
})

export const creditNoteView = shape('CreditNote', {
  id: z.string(),
  number: z.string(),
  invoice: z.string(),
  person: z.string(),
  name: z.string(),
  issuedOn: z.iso.date(),
  currency: z.string(),
  net: amount,
  tax: amount,
  total: amount,
  reason: z.string().nullable(),
})

const itemView = shape('InvoiceItem', {
  position: z.int(),
  text: z.string(),
  quantity: z.string(),
  unitAmount: amount,
  taxRate: z.string().describe('In percent'),
  discount: z.string().nullable().describe('`10%`, or an amount'),
  net: amount,
  tax: amount,
  total: amount,
})

const taxView = shape('InvoiceTax', {
  taxRate: z.string(),
  net: amount,
  tax: amount,
  total: amount,
})

const partyView = shape('InvoiceParty', {
  name: z.string().nullable(),
  address: z.string().nullable(),
  taxNumber: z.string().nullable(),
})

export const invoiceView = shape('Invoice', {
  ...summary,
  taxIncluded: z.boolean(),
  seller: partyView,
  buyer: partyView,
  note: z.string().nullable(),
  items: z.array(itemView),
  taxes: z.array(taxView).describe('Totals by tax rate, the lowest first'),
  payments: z.array(paymentView),
  refunds: z.array(refundView),
  creditNotes: z.array(creditNoteView),
})

type Summary = Omit<Invoice, 'sealedBuyer' | 'sealedNote'>

/** @param today by the portal’s calendar */
export function showSummary(invoice: Summary, today: string) {
  const text = (minor: bigint) => amountIn(minor, invoice.currency)
  return {
    id: show('invoice', invoice.id),
    number: invoice.number,
    state: invoice.state,
    stateAt: invoice.stateAt.toString(),
    overdue: isOverdue(invoice, today),
    person: show('person', invoice.personId),
    name: invoice.personName,
    title: invoice.title,
    currency: invoice.currency,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    net: text(invoice.net),
    tax: text(invoice.tax),
    total: text(invoice.total),
    paid: text(invoice.paid),
    credited: text(invoice.credited),
    refunded: text(invoice.refunded),
    outstanding: text(invoice.outstanding),
    sentAt: invoice.sentAt?.toString() ?? null,
    remindedAt: invoice.remindedAt?.toString() ?? null,
    reminders: invoice.reminders,
    version: invoice.version,
  }
}

export const showPayment = (payment: Payment) => ({
  id: show('payment', payment.id),
  state: payment.state,
  gateway: payment.gateway,
  method: payment.method,
  currency: payment.currency,
  amount: amountIn(payment.amount, payment.currency),
  applied: amountIn(payment.applied, payment.currency),
  refunded: amountIn(payment.refunded, payment.currency),
  receivedOn: payment.receivedOn,
  reference: payment.reference,
})

export const showRefund = (refund: Refund) => ({
  id: show('refund', refund.id),
  payment: refund.paymentId && show('payment', refund.paymentId),
  creditNote: refund.creditNoteId && show('creditNote', refund.creditNoteId),
  method: refund.method,
  currency: refund.currency,
  amount: amountIn(refund.amount, refund.currency),
  paidOn: refund.paidOn,
  reference: refund.reference,
})

export const showCreditNote = (note: CreditNoteInClear) => ({
  id: show('creditNote', note.id),
  number: note.number,
  invoice: show('invoice', note.invoiceId),
  person: show('person', note.personId),
  name: note.personName,
  issuedOn: note.issuedOn,
  currency: note.currency,
  net: amountIn(note.net, note.currency),
  tax: amountIn(note.tax, note.currency),
  total: amountIn(note.total, note.currency),
  reason: note.reason,
})

export function showInvoice({ invoice, ...more }: WholeInvoice, today: string) {
  const text = (minor: bigint) => amountIn(minor, invoice.currency)
  return {
    ...showSummary(invoice, today),
    taxIncluded: invoice.taxIncluded,
    seller: {
      name: invoice.sellerName,
      address: invoice.sellerAddress,
      taxNumber: invoice.sellerTaxNumber,
    },
    buyer: { name: invoice.buyerName, ...invoice.buyer },
    note: invoice.note,
    items: invoice.items.map((item) => ({
      position: item.position,
      text: item.text,
      quantity: milliText(item.quantity),
      unitAmount: text(item.unit),
      taxRate: milliText(item.taxRate),
      discount: discountText(item, invoice.currency),
      net: text(item.net),
      tax: text(item.tax),
      total: text(item.total),
    })),
    taxes: byRate(invoice.items, invoice.items).map(({ taxRate, net, tax, total }) => ({
      taxRate: milliText(taxRate),
      net: text(net),
      tax: text(tax),
      total: text(total),
    })),
    payments: more.payments.map(showPayment),
    refunds: more.refunds.map(showRefund),
    creditNotes: more.creditNotes.map(showCreditNote),
  }
}
