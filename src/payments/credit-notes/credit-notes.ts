import { z } from 'zod'
import { lines } from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse, isRefusal, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { minorOf } from '../amount.ts'
import { creditable } from '../invoice/invoice.ts'
import { INVOICE_DETAILS, INVOICE_VALUES, noteOf } from '../invoice/noting.ts'
import { lockInvoice } from '../invoice/queries.ts'
import { allowed } from '../invoice/state.ts'
import { MOST_ITEMS } from '../items/item.ts'
import { most } from '../received/received.ts'
import { moneyText } from '../received/payment.ts'
import { refuse } from '../refusals.ts'
import { CREDIT_NOTE_ISSUED, tellOfInvoice } from '../sending/mails.ts'
import { spread } from '../totals/totals.ts'
import { leftOf, writeCreditNote, type ItemLeft } from './crediting.ts'

export const reason = lines(1000)

const itemCredit = z
  .strictObject({
    position: z.int().min(1).max(MOST_ITEMS).describe('Of the item on the invoice, from 1'),
    amount: moneyText.describe('With tax, at most what is left of it'),
  })
  .meta({ id: 'ItemCredit' })

export const issueCreditNote = operation({
  name: 'credit_note.issue',
  done: { en: 'Issued a credit note', es: 'Emitió una nota de crédito' },
  details: INVOICE_DETAILS,
  values: INVOICE_VALUES,
  summary:
    'Corrects an invoice, whole or in part: first what is still to be paid, the rest becomes the contact’s credit',
  input: z.strictObject({
    invoice: id('invoice'),
    items: z
      .array(itemCredit)
      .min(1)
      .max(MOST_ITEMS)
      .optional()
      .describe('What is taken off which item; left out, all that is left of the invoice'),
    reason: reason.nullable().optional().describe('Stands on it; kept encrypted'),
    tell: z.boolean().default(true).describe('Mail them that there is one'),
  }),
  right: 'payments:manage',
  async run(op, { invoice: id, items, reason = null, tell }) {
    const invoice = await lockInvoice(op.tx, id)
    if (!invoice) return kitRefuse('not_found')
    const stale = op.basedOn(invoice.version)
    if (stale) return stale
    if (!allowed(invoice.state, 'credit_note.issue')) return refuse('not_in_that_state')
    const at = creditable(invoice)
    if (at === 0n) return refuse('nothing_left')
    const left = await leftOf(op, id)
    const parts = items
      ? partsOf(items, left, invoice.currency)
      : spread(
          at,
          left.map(({ total }) => total),
        )
    if (isRefusal(parts)) return parts
    if (parts.reduce((sum, part) => sum + part, 0n) > at)
      return refuse('more_than_left', { field: 'items', values: most(at, invoice.currency) })
    const { note, number, state, total } = await writeCreditNote(op, invoice, left, parts, reason)
    const more = { credit_note: show('creditNote', note) }
    op.note(noteOf(invoice, { to: state, amount: total, more }))
    if (tell) await tellOfInvoice(op, CREDIT_NOTE_ISSUED, invoice, { credit_note_number: number })
    return done({ invoice: id, creditNote: note })
  },
})

/** What each item is credited with, in their order; or what is wrong with one. */
function partsOf(
  items: readonly { position: number; amount: string }[],
  left: readonly ItemLeft[],
  currency: string,
): bigint[] | Refusal {
  const parts = left.map(() => 0n)
  for (const [at, { position, amount: text }] of items.entries()) {
    const place = left.findIndex((item) => item.position === position)
    if (place === -1) return invalidField(`items.${at}.position`, 'no_such')
    if (parts[place] !== 0n) return invalidField(`items.${at}.position`, 'different')
    const amount = minorOf(text, currency)
    if (amount === null) return invalidField(`items.${at}.amount`, 'amount')
    const { total } = left[place]!
    if (amount > total)
      return refuse('more_than_left', {
        field: `items.${at}.amount`,
        values: most(total, currency),
      })
    parts[place] = amount
  }
  return parts
}
