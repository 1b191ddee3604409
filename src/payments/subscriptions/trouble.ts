import { planVersion } from '../plans/queries.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { tellOwner } from './mails.ts'
import { subscriptionsOf } from './queries.ts'

/**
 * Of whoever asks for help with signing in: where nothing but a subscription that became inactive keeps them out, the
 * way to have it again.
 */
export async function waysToSubscribeAgain(
  op: OperationContext,
  person: string,
): Promise<(() => Promise<void>) | null> {
  const all = await subscriptionsOf(op.tx, person)
  const isIn = all.some(({ state }) => state === 'active' || state === 'trialing')
  const subscription = isIn ? undefined : all.find(({ state }) => state === 'inactive')
  if (!subscription) return null
  const plan = await planVersion(op.tx, subscription.planId, subscription.planNumber)
  return () => tellOwner(op, 'trouble', { subscription, plan })
}
