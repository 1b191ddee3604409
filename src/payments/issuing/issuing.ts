import { z } from 'zod'
import { languageOf } from '../../identity/index.ts'
import { dayOf } from '../../kit/day.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation, performPart } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import type { Language } from '../../kit/texts.ts'
import { INVOICE_DETAILS, INVOICE_VALUES, noteOf } from '../invoice/noting.ts'
import { moveInvoice } from '../invoice/moved.ts'
import { customerById, invoiceSettings, lockInvoice } from '../invoice/queries.ts'
import { allowed } from '../invoice/state.ts'
import { itemsOf } from '../items/queries.ts'
import { invoiced } from '../ledger/ledger.ts'
import { post } from '../ledger/queries.ts'
import { refuse } from '../refusals.ts'
import { sendInvoice } from '../sending/sending.ts'
import { takePlace } from '../series/queries.ts'
import { numberIn } from '../series/series.ts'
import { filled } from './filling.ts'

export const issueInvoice = operation({
  name: 'invoice.issue',
  done: { en: 'Issued an invoice', es: 'Emitió una factura' },
  details: INVOICE_DETAILS,
  values: INVOICE_VALUES,
  summary: 'Gives a draft its number; from then on it is not changed, and is to be paid',
  input: z.strictObject({
    invoice: id('invoice'),
    version: z.int().min(1).optional(),
    send: z.boolean().default(false).describe('Mail it at once'),
  }),
  right: 'payments:manage',
  async run(op, { invoice: id, version, send }) {
    const { tx, now } = op
    const invoice = await lockInvoice(tx, id)
    if (!invoice) return kitRefuse('not_found')
    const stale = op.basedOn(invoice.version, version)
    if (stale) return stale
    const state = invoice.total === 0n ? 'paid' : 'open'
    if (!allowed(invoice.state, 'invoice.issue', state)) return refuse('not_in_that_state')
    if ((await itemsOf(tx, id)).length === 0) return refuse('no_items', { field: 'items' })
    const settings = await invoiceSettings(tx)
    const issuedOn = dayOf(now, settings.zone)
    const dueOn =
      invoice.dueOn ??
      Temporal.PlainDate.from(issuedOn).add({ days: settings.termsDays }).toString()
    if (dueOn < issuedOn) return refuse('due_before_issued', { field: 'dueOn' })
    const customer = (await customerById(tx, invoice.personId))!
    const place = await takePlace(tx, 'invoice', settings.invoiceSeries)
    const number = numberIn(settings.invoiceSeries, place)
    await moveInvoice(op, invoice, {
      state,
      stateAt: now,
      series: settings.invoiceSeries,
      place,
      number,
      title: filled(invoice.title),
      issuedOn,
      dueOn,
      sellerName: settings.sellerName ?? settings.name,
      sellerAddress: settings.sellerAddress,
      sellerTaxNumber: settings.sellerTaxNumber,
      language: languageOf(customer, { language: settings.language as Language }),
      outstanding: invoice.total,
    })
    await post(tx, now, {
      kind: 'invoice',
      person: invoice.personId,
      invoice: id,
      currency: invoice.currency,
      on: issuedOn,
      entries: invoiced(invoice),
    })
    op.note(noteOf({ ...invoice, number }, { to: state }))
    if (send) {
      const sent = await performPart(op, sendInvoice, { invoice: show('invoice', id) })
      if (!sent.ok) return sent
    }
    return done({ invoice: id, number })
  },
})
