import type { OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'
import type { Invoice } from '../invoice/invoice.ts'
import type { Subscription } from './subscription.ts'

/** A subscription that gives access otherwise than before, or until another moment. */
export interface SubscriptionMoved {
  readonly before: Subscription
  readonly after: Subscription
  /** What brought it about, as it was before: null where it was the clock, or somebody. */
  readonly invoice: Invoice | null
  /** The moment has come until which it gave access. */
  readonly justShut: boolean
}

/** What follows from that in the rooms above, in the same transaction. */
export const onSubscriptionMoved = new Place<
  (op: OperationContext, moved: SubscriptionMoved) => Promise<void>
>()
