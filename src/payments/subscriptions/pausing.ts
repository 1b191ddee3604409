import { z } from 'zod'
import { beginOf, day, dayOf } from '../../kit/day.ts'
import { id } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { refuse } from '../refusals.ts'
import { tellOwner } from './mails.ts'
import {
  enter,
  holdSubscription,
  SUBSCRIPTION_DETAILS,
  SUBSCRIPTION_VALUES,
  type Held,
} from './moving.ts'
import { opens, stateAfter, type SubscriptionOperation } from './subscription.ts'

/** The subscription, held, in a state in which this can be done to it. */
export async function heldFor(
  op: OperationContext,
  id: string,
  operation: SubscriptionOperation,
): Promise<Held | Refusal> {
  const held = await holdSubscription(op, id)
  if (!held) return kitRefuse('not_found')
  const stale = op.basedOn(held.subscription.version)
  if (stale) return stale
  return stateAfter(held.subscription.state, operation) === undefined
    ? refuse('subscription_state')
    : held
}

export const pauseSubscription = operation({
  name: 'subscription.pause',
  done: { en: 'Paused a subscription', es: 'Puso en pausa una suscripción' },
  details: SUBSCRIPTION_DETAILS,
  values: SUBSCRIPTION_VALUES,
  summary:
    'Charges nothing until the subscription is resumed; access goes on as long as it has been paid for',
  input: z.strictObject({
    subscription: id('subscription'),
    resumesOn: day.nullable().optional().describe('Day on which it goes on by itself'),
  }),
  right: 'payments:manage',
  async run(op, { subscription, resumesOn = null }) {
    const held = await heldFor(op, subscription, 'subscription.pause')
    if (isRefusal(held)) return held
    const { zone, periodEnds } = held.subscription
    if (resumesOn !== null && resumesOn <= dayOf(op.now, zone))
      return invalidField('resumesOn', 'future')
    const changes = {
      accessUntil: periodEnds,
      shut: false,
      resumesAt: resumesOn === null ? null : beginOf(resumesOn, zone),
    }
    const after = await enter(op, 'subscription.pause', held, changes)
    await tellOwner(op, 'paused', after!)
    return done({ subscription })
  },
})

/** By staff, or by the clock on the day that they had named. */
export const resumeSubscription = operation({
  name: 'subscription.resume',
  done: { en: 'Resumed a subscription', es: 'Reanudó una suscripción' },
  details: SUBSCRIPTION_DETAILS,
  values: SUBSCRIPTION_VALUES,
  summary:
    'Goes on with a subscription that was paused; once what was paid for is over, a new period begins and is charged today',
  input: z.strictObject({ subscription: id('subscription') }),
  right: 'payments:manage',
  async run(op, { subscription }) {
    const held = await heldFor(op, subscription, 'subscription.resume')
    if (isRefusal(held)) return held
    const { now } = op
    const { period, periodEnds } = held.subscription
    const isOver = Temporal.Instant.compare(periodEnds!, now) <= 0
    const after = await enter(op, 'subscription.resume', held, {
      ...{ accessUntil: null, resumesAt: null, shut: false },
      // The renewal is due at this very moment then, and the periods that follow are counted from it.
      ...(isOver && { anchor: now, anchorPeriod: period + 1, periodEnds: now }),
    })
    if (!opens(held.subscription, now)) await tellOwner(op, 'restored', after!)
    return done({ subscription })
  },
})
