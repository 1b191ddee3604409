import type { Instant } from '../../kit/clock.ts'

export const SUBSCRIPTION_STATES = [
  'pending',
  'trialing',
  'active',
  'past_due',
  'paused',
  'inactive',
  'ended',
] as const
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number]

/**
 * What a state means for the access that the subscription gives. `until`: as long as its `accessUntil` has not
 * passed, which is the end of the grace days of a renewal that failed, and else of what has been paid for.
 */
export const ACCESS: Readonly<Record<SubscriptionState, 'open' | 'shut' | 'until'>> = {
  /** Awaits its first payment. */
  pending: 'shut',
  trialing: 'open',
  active: 'open',
  /** A renewal failed and is tried again. */
  past_due: 'until',
  /** Nothing is charged until it is resumed. */
  paused: 'until',
  /** Its retries are used up, or it was ended for not having been paid: Re-subscribe opens it again. */
  inactive: 'shut',
  /** By choice at the end of a period, or after its last cycle. */
  ended: 'until',
}

/** Does the subscription open the portal at that moment? */
export function opens(
  { state, accessUntil }: { state: SubscriptionState; accessUntil: Instant | null },
  now: Instant,
): boolean {
  const access = ACCESS[state]
  if (access !== 'until') return access === 'open'
  return accessUntil !== null && Temporal.Instant.compare(now, accessUntil) < 0
}

export type SubscriptionOperation =
  | 'subscription.begin'
  | 'subscription.begin_trial'
  | 'subscription.renew'
  | 'subscription.fail'
  | 'subscription.give_up'
  | 'subscription.recover'
  | 'subscription.pause'
  | 'subscription.resume'
  | 'subscription.resubscribe'
  | 'subscription.end'

/** Every move there is; a pair that is not here does not happen. */
export const SUBSCRIPTION_TRANSITIONS: readonly {
  readonly from: readonly SubscriptionState[]
  readonly to: SubscriptionState
  readonly operation: SubscriptionOperation
}[] = [
  { from: ['pending'], to: 'active', operation: 'subscription.begin' },
  { from: ['pending'], to: 'trialing', operation: 'subscription.begin_trial' },
  { from: ['trialing', 'active'], to: 'active', operation: 'subscription.renew' },
  { from: ['trialing', 'active'], to: 'past_due', operation: 'subscription.fail' },
  { from: ['past_due'], to: 'active', operation: 'subscription.recover' },
  { from: ['past_due'], to: 'inactive', operation: 'subscription.give_up' },
  { from: ['trialing', 'active'], to: 'paused', operation: 'subscription.pause' },
  { from: ['paused'], to: 'active', operation: 'subscription.resume' },
  { from: ['inactive'], to: 'active', operation: 'subscription.resubscribe' },
  {
    from: ['pending', 'trialing', 'active', 'past_due', 'paused', 'inactive'],
    to: 'ended',
    operation: 'subscription.end',
  },
]

/** The state after an operation; undefined where there is no such move. */
export const stateAfter = (
  from: SubscriptionState,
  operation: SubscriptionOperation,
): SubscriptionState | undefined =>
  SUBSCRIPTION_TRANSITIONS.find((move) => move.operation === operation && move.from.includes(from))
    ?.to
