import { show } from '../../kit/ids.ts'
import { amountIn } from '../amount.ts'
import type { Invoice } from './invoice.ts'
import type { InvoiceState } from './state.ts'

/** What particulars of invoices are called in the audit trail. */
export const INVOICE_DETAILS = {
  invoice: { en: 'Invoice', es: 'Factura' },
  credit_note: { en: 'Credit note', es: 'Nota de crédito' },
  payment: { en: 'Payment', es: 'Pago' },
  amount: { en: 'Amount', es: 'Importe' },
  currency: { en: 'Currency', es: 'Moneda' },
  invoice_state: { en: 'State', es: 'Estado' },
} as const

export const INVOICE_VALUES: Readonly<Record<InvoiceState, { en: string; es: string }>> = {
  draft: { en: 'draft', es: 'borrador' },
  open: { en: 'open', es: 'pendiente' },
  processing: { en: 'processing', es: 'en curso' },
  paid: { en: 'paid', es: 'pagado' },
  void: { en: 'void', es: 'anulada' },
  uncollectible: { en: 'uncollectible', es: 'incobrable' },
}

interface About {
  /** What it is in from now on, where that is another. */
  to?: InvoiceState
  /** What was charged, paid or credited. */
  amount?: bigint
  more?: Record<string, unknown>
}

/** What audit trail and webhooks are told of something that was done to an invoice. */
export const noteOf = (
  invoice: Pick<Invoice, 'id' | 'number' | 'personId' | 'currency' | 'state' | 'total'>,
  { to = invoice.state, amount = invoice.total, more = {} }: About = {},
) => ({
  subject: show('invoice', invoice.id),
  details: {
    invoice: show('invoice', invoice.id),
    number: invoice.number,
    person: show('person', invoice.personId),
    amount: amountIn(amount, invoice.currency),
    currency: invoice.currency,
    ...(to === invoice.state ? {} : { invoice_state: { from: invoice.state, to } }),
    ...more,
  },
})
