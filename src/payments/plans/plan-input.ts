import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { because, invalidField } from '../../kit/validation.ts'
import { currency } from '../../portals/index.ts'
import { amountIn, amountText, milliOf, milliText, minorOf } from '../amount.ts'
import { taxRate } from '../items/item.ts'
import { refuse } from '../refusals.ts'
import { RETRY_DAYS, UNITS, type Plan } from './plan.ts'

const days = (most: number) => z.int().min(0).max(most)

const retryDays = z
  .array(z.int().min(1).max(90))
  .min(1)
  .max(10)
  .refine((all) => all.every((day, at) => at === 0 || day > all[at - 1]!), because('ascending'))

const terms = z.strictObject({
  name: line(200).describe('On invoices, and where clients read of it'),
  amount: amountText.describe('Of each period, such as `250.00`'),
  currency: currency.describe('ISO 4217'),
  taxRate: taxRate.describe('In percent, such as `21`'),
  every: z.int().min(1).max(365).describe('A period is so many of `unit`'),
  unit: z.enum(UNITS),
  trialDays: days(365).describe('Days before the first charge, in which access is open'),
  cycles: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .describe('Periods after which it ends; null for none'),
  graceDays: days(90).describe('Days of access after a renewal has failed'),
  retryDays: retryDays.describe('Days after that on which it is charged again, in ascending order'),
})
type Wish = z.output<typeof terms>

const { shape } = terms

/** What is left out of a new plan is the portal's currency, and else what most plans have. */
export const planInput = z.strictObject({
  ...shape,
  currency: shape.currency.optional(),
  taxRate: shape.taxRate.default('0'),
  every: shape.every.default(1),
  unit: shape.unit.default('months'),
  trialDays: shape.trialDays.default(0),
  cycles: shape.cycles.default(null),
  graceDays: shape.graceDays.default(0),
  retryDays: shape.retryDays.default([...RETRY_DAYS]),
})

/** What is left out of a change stays as it is. */
export const planChange = z.strictObject({
  plan: id('plan'),
  version: z.int().min(1).optional(),
  ...terms.partial().shape,
})

type Terms = Omit<Plan, 'id' | 'number'>

/** As it would be sent to be made again. */
export const asWish = (plan: Terms): Wish => ({
  name: plan.name,
  amount: amountIn(plan.price.minor, plan.price.currency),
  currency: plan.price.currency,
  taxRate: milliText(plan.taxRate),
  every: plan.interval.every,
  unit: plan.interval.unit,
  trialDays: plan.trialDays,
  cycles: plan.cycles,
  graceDays: plan.graceDays,
  retryDays: [...plan.retryDays],
})

/** What a wish comes to; or what is wrong with it, by its field. */
export function termsOf({
  amount,
  currency,
  taxRate,
  every,
  unit,
  ...wish
}: Wish): Terms | Refusal {
  const minor = minorOf(amount, currency)
  if (minor === null || minor === 0n) return invalidField('amount', 'amount')
  if (wish.graceDays > wish.retryDays.at(-1)!)
    return refuse('grace_too_long', { field: 'graceDays' })
  return {
    ...wish,
    price: { minor, currency },
    taxRate: milliOf(taxRate),
    interval: { every, unit },
  }
}
