import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { day } from '../../kit/day.ts'
import { id, newId } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { currency } from '../../portals/index.ts'
import { MOST } from '../amount.ts'
import {
  buyerAddress,
  buyerName,
  buyerTaxNumber,
  note,
  NOBODY,
  openBuyer,
  sealBuyer,
  sealInvoiceNote,
  title,
  type Buyer,
} from '../invoice/invoice.ts'
import { INVOICE_DETAILS, noteOf } from '../invoice/noting.ts'
import {
  changeInvoice,
  countDrafts,
  customerById,
  deleteDraft,
  insertInvoice,
  invoiceSettings,
  lockInvoice,
  newestOf,
} from '../invoice/queries.ts'
import {
  asInput,
  itemsInClear,
  itemsInput,
  priced,
  sealItemText,
  type Item,
  type ItemInput,
} from '../items/item.ts'
import { itemsOf, replaceItems } from '../items/queries.ts'
import { refuse } from '../refusals.ts'
import { sumOf, type Amounts } from '../totals/totals.ts'

const content = {
  title: title.describe('What it is for; shown in lists'),
  currency: currency.describe('ISO 4217; left out, the portal’s'),
  taxIncluded: z.boolean().describe('Prices have the tax in them; left out, as the portal has it'),
  dueOn: day.nullable().describe('Null for as many days after its issue as the portal gives'),
  buyerName: buyerName.describe('Left out, the contact’s name'),
  buyerAddress: buyerAddress.nullable().describe('Kept encrypted; left out, as last time'),
  buyerTaxNumber: buyerTaxNumber.nullable().describe('Kept encrypted; left out, as last time'),
  note: note.nullable().describe('Words under the items; kept encrypted'),
  items: itemsInput,
}

export const draftInput = z.strictObject({
  person: id('person').describe('Who is to pay it'),
  title: content.title,
  currency: content.currency.optional(),
  taxIncluded: content.taxIncluded.optional(),
  dueOn: content.dueOn.optional(),
  buyerName: content.buyerName.optional(),
  buyerAddress: content.buyerAddress.optional(),
  buyerTaxNumber: content.buyerTaxNumber.optional(),
  note: content.note.optional(),
  items: content.items.default([]),
})

interface Priced {
  items: Item[]
  sums: Amounts
}

/** Items with what each line comes to, their texts sealed for this invoice. */
async function sealedItems(
  { tx, portal, installation }: OperationContext,
  invoice: string,
  items: readonly ItemInput[],
  { currency, taxIncluded }: { currency: string; taxIncluded: boolean },
): Promise<Priced | Refusal> {
  const prices = priced(items, currency, taxIncluded)
  if (isRefusal(prices)) return prices
  const sums = sumOf(prices)
  if (sums.total > MOST) return refuse('total_too_large', { field: 'items' })
  const key = await installation.keys.of(tx, portal)
  return {
    sums,
    items: prices.map(({ text, ...price }, at) => ({
      ...price,
      position: at + 1,
      sealedText: sealItemText(key, { portal, invoice, position: at + 1 }, text),
    })),
  }
}

export const draftInvoice = operation({
  name: 'invoice.draft',
  done: { en: 'Began an invoice', es: 'Empezó una factura' },
  details: INVOICE_DETAILS,
  summary: 'Begins an invoice, which can be changed until it is issued; nobody is told',
  input: draftInput,
  right: 'payments:manage',
  async run(op, input) {
    const { tx, portal } = op
    const most = await reached(op, 'drafts', portal, (most) => countDrafts(tx, most))
    if (most !== null) return refuse('too_many_drafts', { values: { most } })
    const drafted = await writeDraft(op, input)
    if (isRefusal(drafted)) return drafted
    op.note(noteOf(drafted))
    return done({ invoice: drafted.id })
  },
})

/** Writes an invoice that is not issued; part of an operation that looks after what there may be of them. */
export async function writeDraft(
  op: OperationContext,
  { person, items, note = null, dueOn = null, ...input }: z.output<typeof draftInput>,
) {
  const { tx, portal, now, caller, installation } = op
  const customer = await customerById(tx, person)
  if (!customer) return refuse('no_such_contact', { field: 'person' })
  const settings = await invoiceSettings(tx)
  const { currency = settings.currency, taxIncluded = settings.taxIncluded } = input
  const invoice = newId()
  const content = await sealedItems(op, invoice, items, { currency, taxIncluded })
  if (isRefusal(content)) return content
  const key = await installation.keys.of(tx, portal)
  const last = await newestOf(tx, person)
  const before = last ? openBuyer(key, portal, last, installation.log) : NOBODY
  const buyer: Buyer = {
    address: input.buyerAddress === undefined ? before.address : input.buyerAddress,
    taxNumber: input.buyerTaxNumber === undefined ? before.taxNumber : input.buyerTaxNumber,
  }
  const row = { id: invoice, personId: person, title: input.title, currency, ...content.sums }
  await insertInvoice(tx, {
    ...row,
    taxIncluded,
    dueOn,
    buyerName: input.buyerName ?? last?.buyerName ?? customer.name,
    sealedBuyer: sealBuyer(key, { portal, invoice }, buyer),
    sealedNote: sealInvoiceNote(key, { portal, invoice }, note),
    by: caller.person ?? null,
    now,
  })
  await replaceItems(tx, invoice, content.items)
  return { ...row, number: null, state: 'draft' as const }
}

export const changeDraft = operation({
  name: 'invoice.change',
  done: { en: 'Changed a draft of an invoice', es: 'Cambió el borrador de una factura' },
  details: INVOICE_DETAILS,
  summary: 'Changes an invoice that is not issued yet; items are replaced as a whole',
  input: z.strictObject({
    invoice: id('invoice'),
    version: z.int().min(1).optional(),
    title: content.title.optional(),
    currency: content.currency.optional(),
    taxIncluded: content.taxIncluded.optional(),
    dueOn: content.dueOn.optional(),
    buyerName: content.buyerName.optional(),
    buyerAddress: content.buyerAddress.optional(),
    buyerTaxNumber: content.buyerTaxNumber.optional(),
    note: content.note.optional(),
    items: content.items.optional(),
  }),
  right: 'payments:manage',
  async run(op, { invoice: id, version, items, note, ...wish }) {
    const { tx, portal, installation } = op
    const invoice = await lockInvoice(tx, id)
    if (!invoice) return kitRefuse('not_found')
    const stale = op.basedOn(invoice.version, version)
    if (stale) return stale
    if (invoice.state !== 'draft') return refuse('not_in_that_state')
    const key = await installation.keys.of(tx, portal)
    const { log } = installation
    const { currency = invoice.currency, taxIncluded = invoice.taxIncluded } = wish
    // Of another currency, or with the tax in them, prices come to something else.
    const before = itemsInClear(await itemsOf(tx, id), { key, portal, invoice: id, log })
    const wanted = items ?? before.map((item) => asInput(item, invoice.currency))
    const content = await sealedItems(op, id, wanted, { currency, taxIncluded })
    if (isRefusal(content)) return content
    const buyer = openBuyer(key, portal, invoice, log)
    const at = { portal, invoice: id }
    await replaceItems(tx, id, content.items)
    await changeInvoice(tx, id, {
      title: wish.title,
      currency,
      taxIncluded,
      dueOn: wish.dueOn,
      buyerName: wish.buyerName,
      sealedBuyer: sealBuyer(key, at, {
        address: wish.buyerAddress === undefined ? buyer.address : wish.buyerAddress,
        taxNumber: wish.buyerTaxNumber === undefined ? buyer.taxNumber : wish.buyerTaxNumber,
      }),
      sealedNote: note === undefined ? undefined : sealInvoiceNote(key, at, note),
      ...content.sums,
    })
    op.note(noteOf({ ...invoice, currency, ...content.sums }))
    return done({ invoice: id })
  },
})

export const discardDraft = operation({
  name: 'invoice.discard',
  done: { en: 'Discarded a draft of an invoice', es: 'Descartó el borrador de una factura' },
  details: INVOICE_DETAILS,
  summary: 'Removes an invoice that was never issued; it had no number, so none is missing',
  input: z.strictObject({ invoice: id('invoice') }),
  right: 'payments:manage',
  async run(op, { invoice: id }) {
    const invoice = await lockInvoice(op.tx, id)
    if (!invoice) return kitRefuse('not_found')
    const stale = op.basedOn(invoice.version)
    if (stale) return stale
    if (invoice.state !== 'draft') return refuse('not_in_that_state')
    await deleteDraft(op.tx, id)
    op.note(noteOf(invoice))
    return done({})
  },
})
