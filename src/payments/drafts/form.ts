import type { FormFields } from '../../web/index.ts'
import { asInput, MOST_ITEMS } from '../items/item.ts'
import type { InvoiceInClear } from '../invoice/invoice.ts'

/** A row of the editor, as it is typed. */
export interface Row {
  text: string
  quantity: string
  unitAmount: string
  taxRate: string
  discount: string
}
const CELLS = ['text', 'quantity', 'unitAmount', 'taxRate', 'discount'] as const

const EMPTY: Row = { text: '', quantity: '', unitAmount: '', taxRate: '', discount: '' }

/** Rows to fill in that stand under those that are filled in. */
const SPARE = 3

const FIELDS: FormFields = {
  title: 'text',
  currency: 'text',
  taxIncluded: 'text',
  dueOn: 'text',
  buyerName: 'text',
  buyerAddress: 'text',
  buyerTaxNumber: 'text',
  note: 'text',
  'items.*': 'text',
  more: 'text',
}
export const NEW_FIELDS: FormFields = { ...FIELDS, person: 'text' }
export const EDIT_FIELDS: FormFields = { ...FIELDS, version: 'text' }

/** What the editor sends, or is filled in with. */
export interface DraftForm {
  title: string
  currency: string
  taxIncluded: string
  dueOn: string
  buyerName: string
  buyerAddress: string
  buyerTaxNumber: string
  note: string
  rows: Row[]
}

/** Rows of a form, in their order and without those that nothing was typed in. */
export function rowsIn(form: Record<string, string>): Row[] {
  const rows = new Map<number, Row>()
  for (const [name, value] of Object.entries(form)) {
    const [, at, cell] = /^items\.(\d{1,3})\.(\w+)$/.exec(name) ?? []
    if (at === undefined || !(CELLS as readonly string[]).includes(cell!)) continue
    const row = rows.get(Number(at)) ?? { ...EMPTY }
    rows.set(Number(at), { ...row, [cell!]: value.trim() })
  }
  return [...rows]
    .toSorted(([one], [other]) => one - other)
    .map(([, row]) => row)
    .filter(({ text, unitAmount }) => text !== '' || unitAmount !== '')
    .slice(0, MOST_ITEMS)
}

/** A field of a form's rows that is none of them; null where each is one. */
export const strayRow = (form: Record<string, string>, pattern: RegExp): string | null =>
  Object.keys(form).find((name) => name.startsWith('items.') && !pattern.test(name)) ?? null

/** What an editor's rows send. */
export const ROW = /^items\.\d{1,3}\.(text|quantity|unitAmount|taxRate|discount)$/

/** With some rows to fill in below. */
export const withSpare = (rows: readonly Row[], more = false): Row[] => [
  ...rows,
  ...Array.from(
    { length: Math.min(more ? 2 * SPARE : SPARE, MOST_ITEMS - rows.length) },
    () => EMPTY,
  ),
]

/** More rows are wanted, and nothing is to be done yet. */
export const isMore = (form: Record<string, string>): boolean => form['more'] === 'on'

const orNull = (text: string | undefined) =>
  text === undefined || text.trim() === '' ? null : text

/** The input of the operations that begin and change a draft. */
export function draftIn(form: Record<string, string>): Record<string, unknown> {
  const items = rowsIn(form).map(({ text, unitAmount, quantity, taxRate, discount }) => ({
    text,
    unitAmount: plain(unitAmount),
    ...(quantity === '' ? {} : { quantity: plain(quantity) }),
    ...(taxRate === '' ? {} : { taxRate: plain(taxRate) }),
    discount: discount === '' ? null : plain(discount),
  }))
  return {
    title: form['title'],
    currency: form['currency'] ?? '',
    taxIncluded: form['taxIncluded'] === 'no' ? false : form['taxIncluded'] === 'yes' || '',
    dueOn: orNull(form['dueOn']),
    ...(orNull(form['buyerName']) === null ? {} : { buyerName: form['buyerName'] }),
    buyerAddress: orNull(form['buyerAddress']),
    buyerTaxNumber: orNull(form['buyerTaxNumber']),
    note: orNull(form['note']),
    items,
  }
}

/** People type the decimals of their language, and the sign of the percentage. */
export const plain = (text: string): string =>
  /^\d+,\d{1,3}\s*%?$/.test(text.trim()) ? text.trim().replace(',', '.') : text.trim()

/** What was typed, as the editor shows it again. */
export const formIn = (form: Record<string, string>): DraftForm => ({
  title: form['title'] ?? '',
  currency: form['currency'] ?? '',
  taxIncluded: form['taxIncluded'] ?? '',
  dueOn: form['dueOn'] ?? '',
  buyerName: form['buyerName'] ?? '',
  buyerAddress: form['buyerAddress'] ?? '',
  buyerTaxNumber: form['buyerTaxNumber'] ?? '',
  note: form['note'] ?? '',
  rows: withSpare(rowsIn(form), isMore(form)),
})

/** A draft, as the editor shows it at first. */
export const formOfDraft = (invoice: InvoiceInClear): DraftForm => ({
  title: invoice.title,
  currency: invoice.currency,
  taxIncluded: invoice.taxIncluded ? 'yes' : 'no',
  dueOn: invoice.dueOn ?? '',
  buyerName: invoice.buyerName,
  buyerAddress: invoice.buyer.address ?? '',
  buyerTaxNumber: invoice.buyer.taxNumber ?? '',
  note: invoice.note ?? '',
  rows: withSpare(
    invoice.items.map((item) => {
      const { discount, ...rest } = asInput(item, invoice.currency)
      return { ...rest, discount: discount ?? '' }
    }),
  ),
})
