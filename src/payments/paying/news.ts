import type { OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'
import type { Invoice } from '../invoice/invoice.ts'
import type { Attempt } from './attempt.ts'

/** What a gateway has told of a payment, once it is written down. */
export interface PaymentNews {
  /** The invoice as it was before. */
  readonly invoice: Invoice
  readonly attempt: Attempt
  /** Row id of the method that the payment has left to be charged later. */
  readonly kept: string | null
  readonly what:
    | 'authentication_needed'
    | 'verification_needed'
    | 'processing'
    | 'succeeded'
    | 'failed'
    | 'cancelled'
    /** It had succeeded, and the money went back: a debit was returned, or a dispute was lost. */
    | 'reversed'
    | 'refunded'
    | 'disputed'
    | 'dispute_won'
    | 'dispute_lost'
}

/** What rooms that stand higher do about it, in the same transaction: subscriptions, and access that is paid for. */
export const onPaymentNews = new Place<(op: OperationContext, news: PaymentNews) => Promise<void>>()

export async function tellNews(op: OperationContext, news: PaymentNews): Promise<void> {
  for (const hear of onPaymentNews.of(op.installation)) await hear(op, news)
}
