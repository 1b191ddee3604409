import type { Instant } from '../../kit/clock.ts'
import type { PaymentMethod } from '../received/payment.ts'

/** Money that went back to somebody. */
export interface Refund {
  id: string
  personId: string
  /** Null where credit was paid out. */
  paymentId: string | null
  creditNoteId: string | null
  method: PaymentMethod
  currency: string
  amount: bigint
  paidOn: string
  reference: string | null
  createdAt: Instant
}
