import { z } from 'zod'
import { CONSOLE, id, show } from '../../kit/ids.ts'
import { amountOf, parseMoney, type Money } from '../../kit/money.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { because } from '../../kit/validation.ts'
import { currency } from '../inputs.ts'
import { openMonth, priceIn, type Price } from './partner.ts'
import { refuse } from '../refusals.ts'
import { lockPartner, pricesOf, writePrice } from './queries.ts'

/** So that a month's bill of a million PRO users still fits into 64 bits. */
const DIGITS = 7

export const setPrice = operation({
  name: 'partner.price',
  done: { en: 'Set a partner’s price', es: 'Fijó el precio de un socio' },
  details: {
    from_month: { en: 'From', es: 'Desde' },
  },
  summary: 'Sets what a PRO user costs a partner, from the current month on',
  input: z.strictObject({
    partner: id('partner'),
    amount: z
      .string()
      .trim()
      .max(100)
      .refine(
        (text) => new RegExp(String.raw`^\d{1,${DIGITS}}(\.\d{1,3})?$`).test(text),
        because('amount'),
      )
      .describe('Per PRO user and month, such as `12.50`'),
    currency: currency.describe('ISO 4217, such as `EUR`'),
  }),
  right: 'installation:operate',
  portal: () => CONSOLE,
  async run({ tx, now, caller, note, basedOn }, { partner, amount, currency }) {
    // Locked, so that two prices at once are one after the other, and each knows what it replaced.
    const row = await lockPartner(tx, caller, partner)
    if (!row) return kitRefuse('not_found')
    const stale = basedOn(row.version)
    if (stale) return stale
    const money = moneyOf(amount, currency)
    if (!money) return refuse('amount_decimals', { field: 'amount', values: { currency } })
    const from = openMonth({ timeZone: row.time_zone, nextMonth: row.next_month }, now)
    const before = priceIn(await pricesOf(tx, partner), from)
    await writePrice(tx, partner, { ...money, from })
    note({
      subject: show('partner', partner),
      details: { from_month: from, from: before ? priced(before) : null, to: priced(money) },
    })
    return done({ partner: show('partner', partner), price: { ...shown(money), from } })
  },
})

function moneyOf(amount: string, currency: string): Money | null {
  try {
    return parseMoney(amount, currency)
  } catch {
    return null
  }
}

const shown = (money: Money) => ({ amount: amountOf(money), currency: money.currency })
const priced = (money: Money | Price) => `${amountOf(money)} ${money.currency}`
