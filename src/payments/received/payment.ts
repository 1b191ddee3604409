import { z } from 'zod'
import { line } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { day } from '../../kit/day.ts'
import { amountText } from '../amount.ts'

/** How money comes in, or goes out, beside any gateway. */
export const METHODS = ['bank_transfer', 'cheque', 'cash', 'card', 'other'] as const
export type Method = (typeof METHODS)[number]
/** `credit`: no money came in, somebody’s credit was used. */
export type PaymentMethod = Method | 'bank_debit' | 'credit'

/** Money that came in for an invoice. */
export interface Payment {
  id: string
  invoiceId: string
  personId: string
  gateway: string
  method: PaymentMethod
  state: 'succeeded' | 'withdrawn'
  currency: string
  amount: bigint
  /** What of it went to the invoice; the rest is the contact’s credit. */
  applied: bigint
  /** What of that was paid back. */
  refunded: bigint
  receivedOn: string
  reference: string | null
  recordedAt: Instant
}

export const method = z.enum(METHODS)
/** Of nothing is no payment. */
export const moneyText = amountText.refine((text) => /[1-9]/.test(text), {
  params: { text: 'amount' },
})
export const reference = line(200)
  .nullable()
  .optional()
  .describe('What the bank’s statement says of it, or a number')
export const onDay = day
  .optional()
  .describe('The day it counts on; left out, today by the portal’s calendar')
