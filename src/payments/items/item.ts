import { z } from 'zod'
import { lines } from '../../identity/index.ts'
import { openOrLog, seal, type Place } from '../../kit/crypto.ts'
import { because, invalidField } from '../../kit/validation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Logger } from 'pino'
import { amountIn, amountText, milliOf, milliText, minorOf, MOST } from '../amount.ts'
import { HUNDRED_PERCENT, lineOf, priceOf, type Amounts, type Price } from '../totals/totals.ts'

/** More is a catalogue, not an invoice. */
export const MOST_ITEMS = 100

/** An item with what its line comes to. Amounts are in minor units. */
export interface Item extends Price, Amounts {
  /** From 1. */
  position: number
  sealedText: Buffer
}

export interface ItemInClear extends Omit<Item, 'sealedText'> {
  text: string
}

const decimal = (digits: number) => new RegExp(String.raw`^\d{1,${digits}}(\.\d{1,3})?$`)

const quantity = z
  .string()
  .trim()
  .max(20)
  .refine((text) => decimal(7).test(text) && milliOf(text) > 0n, because('number'))

export const taxRate = z
  .string()
  .trim()
  .max(20)
  .refine((text) => decimal(3).test(text) && milliOf(text) <= HUNDRED_PERCENT, because('percent'))

const PERCENT = /^(\d{1,3}(?:\.\d{1,3})?)\s*%$/

const discount = z
  .string()
  .trim()
  .max(20)
  .refine(
    (text) => amountText.safeParse(text).success || percentIn(text) !== null,
    because('discount'),
  )

function percentIn(text: string): bigint | null {
  const [, number] = PERCENT.exec(text) ?? []
  const milli = number === undefined ? null : milliOf(number)
  return milli !== null && milli <= HUNDRED_PERCENT ? milli : null
}

/** What is charged for, in words and numbers. */
export const itemInput = z
  .strictObject({
    text: lines(500).describe('What it is; kept encrypted'),
    quantity: quantity.default('1').describe('Such as `1.5`, with up to three decimals'),
    unitAmount: amountText.describe('Such as `12.50`, in the invoice’s currency'),
    taxRate: taxRate.default('0').describe('In percent, such as `19` or `8.875`'),
    discount: discount.nullable().optional().describe('Of the whole line: `10%`, or an amount'),
  })
  .meta({ id: 'InvoiceItemInput' })
export type ItemInput = z.output<typeof itemInput>

export const itemsInput = z.array(itemInput).max(MOST_ITEMS)

/** Prices of items with what each line comes to; or what is wrong with one, by its field. */
export function priced(
  items: readonly ItemInput[],
  currency: string,
  taxIncluded: boolean,
): (Price & Amounts & { text: string })[] | Refusal {
  const all: (Price & Amounts & { text: string })[] = []
  for (const [at, item] of items.entries()) {
    const unit = minorOf(item.unitAmount, currency)
    if (unit === null) return invalidField(`items.${at}.unitAmount`, 'amount')
    const discount = discountOf(item.discount ?? null, currency)
    if (discount === undefined) return invalidField(`items.${at}.discount`, 'discount')
    const price: Price = {
      quantity: milliOf(item.quantity),
      unit,
      taxRate: milliOf(item.taxRate),
      discount,
    }
    if (priceOf(price) < 0n) return invalidField(`items.${at}.discount`, 'discount_too_large')
    const line = lineOf(price, taxIncluded)
    if (line.total > MOST) return invalidField(`items.${at}.unitAmount`, 'amount_too_large')
    all.push({ ...price, ...line, text: item.text })
  }
  return all
}

/** Undefined where it has more decimals than its currency. */
function discountOf(text: string | null, currency: string): Price['discount'] | undefined {
  if (text === null) return null
  const percent = percentIn(text)
  if (percent !== null) return { kind: 'percent', value: percent }
  const value = minorOf(text, currency)
  return value === null ? undefined : { kind: 'amount', value }
}

/** An item as it is sent to be changed again. */
export const asInput = (item: ItemInClear, currency: string) => ({
  text: item.text,
  quantity: milliText(item.quantity),
  unitAmount: amountIn(item.unit, currency),
  taxRate: milliText(item.taxRate),
  discount: discountText(item, currency),
})

/** `10%`, an amount, or null for none. */
export const discountText = ({ discount }: Pick<Price, 'discount'>, currency: string) =>
  discount &&
  (discount.kind === 'percent'
    ? `${milliText(discount.value)}%`
    : amountIn(discount.value, currency))

const place = (portal: string, invoice: string, position: number): Place => ({
  portal,
  table: 'invoice_items',
  row: `${invoice} ${position}`,
  column: 'sealed_text',
})

export const sealItemText = (
  key: Buffer,
  at: { portal: string; invoice: string; position: number },
  text: string,
): Buffer => seal(key, place(at.portal, at.invoice, at.position), text)

/** In clear; a text that was altered or moved is left empty, and logged. */
export const itemsInClear = (
  items: readonly Item[],
  { key, portal, invoice, log }: { key: Buffer; portal: string; invoice: string; log: Logger },
): ItemInClear[] =>
  items.map(({ sealedText, ...item }) => ({
    ...item,
    text: openOrLog(key, place(portal, invoice, item.position), sealedText, log) ?? '',
  }))
