import { z } from 'zod'
import { amountOf } from '../../kit/money.ts'
import { shape } from '../../kit/shape.ts'
import type { PartnerLine } from './list.ts'
import type { Price } from './partner.ts'

/*
 * What the API answers about partners, in the words of the operations' inputs, so that what was read can
 * be sent.
 */

export const priceView = shape('Price', {
  from: z.iso.date().describe('The first day of the first month it holds for'),
  amount: z.string().describe('Per PRO user and month, in the currency’s own decimals'),
  currency: z.string().describe('ISO 4217'),
})
export const pricesView = shape('PriceList', {
  prices: z.array(priceView).describe('Newest first; each holds until the next'),
})

export const partnerView = shape('Partner', {
  id: z.string(),
  name: z.string(),
  reference: z.string().nullable(),
  billingName: z.string().nullable(),
  billingEmail: z.string().nullable(),
  timeZone: z.string().describe('Where its months begin'),
  language: z.string(),
  createdAt: z.iso.datetime(),
  portals: z.int().describe('Those that are not cancelled'),
  proUsers: z.int().describe('PRO users in them now'),
  price: priceView.nullable().describe('What holds this month'),
  version: z.int().describe('Counts the changes; also in `ETag`'),
})
export const showPrice = (price: Price) => ({
  from: price.from,
  amount: amountOf(price),
  currency: price.currency,
})

export function showPartner({ createdAt, price, ...partner }: PartnerLine) {
  const { nextMonth: _, ...rest } = partner
  return {
    ...rest,
    createdAt: createdAt.toString(),
    price: price ? showPrice(price) : null,
  }
}
