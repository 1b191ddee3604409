import type { OperationContext } from '../../kit/operation.ts'
import { lockInvoice } from '../invoice/queries.ts'
import { forget } from './failing.ts'
import { holdSubscription, moveSubscription } from './moving.ts'
import { subscriptionById } from './queries.ts'
import { stateAfter, type EndedWhy } from './subscription.ts'

/**
 * Ends a subscription at once, so that nothing is charged later, and asks for no renewal any more that had failed.
 * One before its first payment ends with its invoice.
 */
export async function endSubscription(
  op: OperationContext,
  id: string,
  endedWhy: EndedWhy,
): Promise<void> {
  const before = await subscriptionById(op.tx, id)
  // Whoever settles a payment holds the invoice first, too.
  if (before?.failedInvoice) await lockInvoice(op.tx, before.failedInvoice)
  const held = await holdSubscription(op, id)
  if (!held || held.subscription.state === 'pending') return
  if (stateAfter(held.subscription.state, 'subscription.end') === undefined) return
  const { failedInvoice } = held.subscription
  await moveSubscription(op, 'end', held, {
    ...{ endedWhy, accessUntil: op.now, shut: true, endsAtPeriodEnd: false, resumesAt: null },
    ...{ failedInvoice: null, failedAt: null },
  })
  await forget(op, failedInvoice)
}
