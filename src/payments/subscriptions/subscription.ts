import type { Instant } from '../../kit/clock.ts'
import { daysAfter, periodStart, type Plan } from '../plans/plan.ts'

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

/**
 * Until when it opens the portal, as it stands: a moment may be over already.
 * @returns `always` where nothing that is foreseen shuts it, null where it is shut
 */
export function opensUntil({
  state,
  accessUntil,
}: Pick<Subscription, 'state' | 'accessUntil'>): 'always' | Instant | null {
  const access = ACCESS[state]
  if (access === 'until') return accessUntil
  return access === 'open' ? 'always' : null
}

/** Does the subscription open the portal at that moment? */
export function opens(
  subscription: Pick<Subscription, 'state' | 'accessUntil'>,
  now: Instant,
): boolean {
  const until = opensUntil(subscription)
  return until === 'always' || (until !== null && isAfter(until, now))
}

/** Somebody's subscription. Row ids. */
export interface Subscription {
  readonly id: string
  readonly personId: string
  readonly planId: string
  readonly planNumber: number
  /** The version that the next renewal goes over to; null where it stays in its own. */
  readonly nextNumber: number | null
  readonly state: SubscriptionState
  readonly stateAt: Instant
  /** What is charged; null where each period is paid by hand. */
  readonly methodId: string | null
  readonly keepsOnDispute: boolean
  readonly zone: string
  /** When the period of `anchorPeriod` begins, from which the others are counted; null before the first payment. */
  readonly anchor: Instant | null
  readonly anchorPeriod: number
  /** The present one, from 1. */
  readonly period: number
  readonly periodBegins: Instant | null
  readonly periodEnds: Instant | null
  readonly charged: number
  readonly accessUntil: Instant | null
  readonly failedInvoice: string | null
  readonly failedAt: Instant | null
  readonly retries: number
  readonly refusedMethod: string | null
  readonly noticed: boolean
  readonly warned: boolean
  readonly shut: boolean
  readonly endsAtPeriodEnd: boolean
  readonly resumesAt: Instant | null
  readonly endedWhy: EndedWhy | null
  readonly createdAt: Instant
  readonly version: number
}

export type EndedWhy = 'chosen' | 'cycles' | 'waived' | 'refunded'

/** What happens to a subscription by the clock alone. */
export type Step = 'notice' | 'renew' | 'warn' | 'shut' | 'retry' | 'resume'

/** So many days before it renews its owner is told; of a period as short as that, nobody is. */
const NOTICE_DAYS = 7
/** So many days before access goes they are warned. */
const WARNING_DAYS = 2

/** Whether another period follows the present one. */
export const renews = (
  { state, endsAtPeriodEnd, charged }: Subscription,
  { cycles }: Pick<Plan, 'cycles'>,
): boolean =>
  (state === 'active' || state === 'trialing') &&
  !endsAtPeriodEnd &&
  (cycles === null || charged < cycles)

/** When a period begins that is counted from the anchor; one before that is a trial, which begins where it began. */
export const beginOf = (
  { anchor, zone, anchorPeriod }: Pick<Subscription, 'anchor' | 'zone' | 'anchorPeriod'>,
  { interval }: Pick<Plan, 'interval'>,
  period: number,
): Instant => periodStart(anchor!, zone, interval, period - anchorPeriod)

/** What happens to it next, and when: the earliest of what its state has ahead. Null where nothing does. */
export function nextStep(
  subscription: Subscription,
  plan: Plan,
): { at: Instant; step: Step } | null {
  const ahead = [...stepsAhead(subscription, plan)]
  return ahead.reduce<{ at: Instant; step: Step } | null>(
    (first, one) => (first === null || isAfter(first.at, one.at) ? one : first),
    null,
  )
}

function* stepsAhead(
  subscription: Subscription,
  plan: Plan,
): Generator<{ at: Instant; step: Step }> {
  const { state, periodBegins, periodEnds, accessUntil, zone } = subscription
  if (state === 'active' || state === 'trialing') {
    const notice = daysAfter(periodEnds!, zone, -NOTICE_DAYS)
    if (!subscription.noticed && renews(subscription, plan) && isAfter(notice, periodBegins!))
      yield { at: notice, step: 'notice' }
    yield { at: periodEnds!, step: 'renew' }
  }
  if (state === 'past_due') {
    const day = plan.retryDays[subscription.retries]
    if (day !== undefined) yield { at: daysAfter(subscription.failedAt!, zone, day), step: 'retry' }
    const warning = daysAfter(accessUntil!, zone, -WARNING_DAYS)
    if (!subscription.warned && isAfter(warning, subscription.failedAt!))
      yield { at: warning, step: 'warn' }
  }
  if (state === 'paused' && subscription.resumesAt !== null)
    yield { at: subscription.resumesAt, step: 'resume' }
  if (ACCESS[state] === 'until' && !subscription.shut && accessUntil !== null)
    yield { at: accessUntil, step: 'shut' }
}

const isAfter = (one: Instant, other: Instant): boolean => Temporal.Instant.compare(one, other) > 0

export type SubscriptionOperation =
  | 'subscription.begin'
  | 'subscription.begin_trial'
  | 'subscription.renew'
  | 'subscription.fail'
  | 'subscription.give_up'
  | 'subscription.recover'
  | 'subscription.pause'
  | 'subscription.resume'
  | 'subscription.begin_again'
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
  // Paid for once more, from that day.
  { from: ['inactive', 'ended'], to: 'active', operation: 'subscription.begin_again' },
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
