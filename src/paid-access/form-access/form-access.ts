import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id } from '../../kit/ids.ts'
import { amountText, taxRate } from '../../payments/index.ts'
import { currency } from '../../portals/index.ts'

/** What a form costs whoever completes it, once. */
export interface Price {
  /** Minor units. */
  readonly amount: bigint
  readonly currency: string
  /** Of the invoice, and of its one item; with placeholders. */
  readonly title: string
  readonly item: string
  /** In thousandths of a percent. */
  readonly taxRate: bigint
}

/** What completing a form brings about for whoever gets in by it. */
export interface FormAccess {
  /** Null where nothing is to be paid. */
  readonly price: Price | null
  readonly closesOnRefund: boolean
  readonly closesOnDispute: boolean
  /** Row id of the flow that begins. */
  readonly flow: string | null
  readonly version: number
}

/** Of a form that nobody has set anything for. */
export const FREE: FormAccess = {
  price: null,
  closesOnRefund: false,
  closesOnDispute: true,
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
    .describe('What is to be paid before the portal opens, such as `250.00`; null for nothing'),
  currency: currency.optional().describe('ISO 4217; at first the portal’s'),
  title: line(200).optional().describe('Of the invoice; may have placeholders'),
  item: line(500).optional().describe('What is charged for; may have placeholders'),
  taxRate: taxRate.optional().describe('In percent, such as `21`; at first 0'),
  closesOnRefund: z
    .boolean()
    .optional()
    .describe('Whether the access goes once all of the money was paid back'),
  closesOnDispute: z
    .boolean()
    .optional()
    .describe('Whether the access goes with a dispute that is lost'),
  flow: id('flow')
    .nullable()
    .optional()
    .describe('The on-boarding flow that begins; where something is to be paid, after that'),
})
