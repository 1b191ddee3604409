import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id } from '../../kit/ids.ts'
import { amountText, taxRate } from '../../payments/index.ts'
import { because } from '../../kit/validation.ts'
import { currency } from '../../portals/index.ts'

/** What a form costs whoever completes it, once. */
export interface Price {
  /** Minor units. */
  readonly amount: bigint
  readonly currency: string
  /** The item of the invoice; with placeholders. */
  readonly item: string
  /** In thousandths of a percent. */
  readonly taxRate: bigint
}

/** What completing a form brings about for whoever gets in by it. */
export interface FormAccess {
  /** Null where nothing is to be paid once. */
  readonly price: Price | null
  /** Row id of the plan that they are subscribed to, beside the price or without one. */
  readonly plan: string | null
  /** Of the first invoice, with placeholders; null where there is none. */
  readonly title: string | null
  readonly closesOnRefund: boolean
  readonly closesOnDispute: boolean
  /** Days after which whoever has not paid is reminded, in ascending order. */
  readonly remindDays: readonly number[]
  /** Row id of the flow that begins. */
  readonly flow: string | null
  readonly version: number
}

/** Of a form that nobody has set anything for. */
export const FREE: FormAccess = {
  price: null,
  plan: null,
  title: null,
  closesOnRefund: false,
  closesOnDispute: true,
  remindDays: [],
  flow: null,
  version: 0,
}

/** What is left out stays as it is. */
export const accessInput = z.strictObject({
  form: id('form'),
  version: z.int().min(0).optional(),
  amount: amountText
    .nullable()
    .optional()
    .describe(
      'What is to be paid once before the portal opens, such as `250.00`; null for nothing',
    ),
  plan: id('plan')
    .nullable()
    .optional()
    .describe('What is paid for again and again, beside that or instead of it; null for nothing'),
  currency: currency.optional().describe('ISO 4217; at first the plan’s, or the portal’s'),
  title: line(200).optional().describe('Of the first invoice; may have placeholders'),
  item: line(500).optional().describe('What is charged for once; may have placeholders'),
  taxRate: taxRate.optional().describe('In percent, such as `21`; at first 0'),
  closesOnRefund: z
    .boolean()
    .optional()
    .describe('Whether the access goes once all of the money was paid back'),
  closesOnDispute: z
    .boolean()
    .optional()
    .describe('Whether the access goes with a dispute that is lost'),
  remindDays: z
    .array(z.int().min(1).max(90))
    .max(5)
    .refine((all) => all.every((day, at) => at === 0 || day > all[at - 1]!), because('ascending'))
    .optional()
    .describe('Days after which whoever has not paid is reminded, in ascending order'),
  flow: id('flow')
    .nullable()
    .optional()
    .describe('The on-boarding flow that begins; where something is to be paid, after that'),
})
