import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import {
  done,
  operation,
  performPart,
  type InWords,
  type OperationContext,
} from '../../kit/operation.ts'
import type { Invoice } from '../invoice/invoice.ts'
import type { Plan } from '../plans/plan.ts'
import { planVersion } from '../plans/queries.ts'
import { refuse } from '../refusals.ts'
import { onSubscriptionMoved } from './moved.ts'
import { changeSubscription, lockSubscription, type SubscriptionChanges } from './queries.ts'
import {
  nextStep,
  stateAfter,
  type Subscription,
  type SubscriptionOperation,
  type SubscriptionState,
} from './subscription.ts'

/** A subscription that is held, with what it has subscribed to. */
export interface Held {
  readonly subscription: Subscription
  readonly plan: Plan
}

/** Held until the commit. Where an invoice of it is to be changed, that is held first. */
export async function holdSubscription(op: OperationContext, id: string): Promise<Held | null> {
  const subscription = await lockSubscription(op.tx, id)
  if (!subscription) return null
  const plan = await planVersion(op.tx, subscription.planId, subscription.planNumber)
  return { subscription, plan }
}

export const SUBSCRIPTION_VALUES: Readonly<Record<SubscriptionState, InWords>> = {
  pending: { en: 'pending', es: 'pendiente de pago' },
  trialing: { en: 'on trial', es: 'en prueba' },
  active: { en: 'active', es: 'activa' },
  past_due: { en: 'past due', es: 'impagada' },
  paused: { en: 'paused', es: 'en pausa' },
  inactive: { en: 'inactive', es: 'inactiva' },
  ended: { en: 'ended', es: 'terminada' },
}

export const SUBSCRIPTION_DETAILS = {
  plan: { en: 'Plan', es: 'Plan' },
  subscription_state: { en: 'State', es: 'Estado' },
  period: { en: 'Period', es: 'Periodo' },
  access_until: { en: 'Access until', es: 'Acceso hasta' },
} as const

/** What audit trail and webhooks are told of something that was done to a subscription. */
export const noteOf = (
  { id, personId, planId, state, period, accessUntil }: Subscription,
  { from, more = {} }: { from?: SubscriptionState; more?: Record<string, unknown> } = {},
) => ({
  subject: show('subscription', id),
  details: {
    person: show('person', personId),
    plan: show('plan', planId),
    period,
    subscription_state: from === undefined || from === state ? state : { from, to: state },
    ...(accessUntil && { access_until: accessUntil.toString() }),
    ...more,
  },
})

interface Cause {
  /** The invoice that brought it about, as it was before. */
  invoice?: Invoice | undefined
  justShut?: boolean
}

/** Writes what changes of a subscription, and lets the rooms above hear of it. */
export async function saveSubscription(
  op: OperationContext,
  { subscription: before, plan }: Held,
  changes: SubscriptionChanges,
  { invoice, justShut = false }: Cause = {},
): Promise<Held> {
  const after: Subscription = { ...before, ...changes }
  const isOther = after.planId !== plan.id || after.planNumber !== plan.number
  const now = isOther ? await planVersion(op.tx, after.planId, after.planNumber) : plan
  await changeSubscription(op.tx, before.id, changes, nextStep(after, now)?.at ?? null)
  for (const hear of onSubscriptionMoved.of(op.installation))
    await hear(op, { before, after, invoice: invoice ?? null, justShut })
  return { subscription: after, plan: now }
}

/**
 * Brings a subscription that is held to the state that an operation leads to, and notes it.
 * @returns null where its state has no such move
 */
export async function enter(
  op: OperationContext,
  name: SubscriptionOperation,
  held: Held,
  changes: SubscriptionChanges = {},
  cause: Cause = {},
): Promise<Held | null> {
  const { state: from } = held.subscription
  const state = stateAfter(from, name)
  if (state === undefined) return null
  const isOther = state !== from && { stateAt: op.now }
  const after = await saveSubscription(op, held, { ...changes, state, ...isOther }, cause)
  op.note(noteOf(after.subscription, { from }))
  return after
}

type Moved = { held: Held; changes: SubscriptionChanges; cause: Cause }

/** A move between two states: a line of the audit trail and an event each, by whatever it came about. */
const move = (name: SubscriptionOperation, done_: InWords, summary: string) =>
  operation({
    name,
    done: done_,
    details: SUBSCRIPTION_DETAILS,
    values: SUBSCRIPTION_VALUES,
    summary,
    input: z.strictObject({ subscription: id('subscription'), moved: z.custom<Moved>() }),
    right: 'job',
    async run(op, { moved: { held, changes, cause } }) {
      const after = await enter(op, name, held, changes, cause)
      return after ? done(after) : refuse('subscription_state')
    },
  })

export const moves = {
  begin: move(
    'subscription.begin',
    { en: 'A subscription began', es: 'Empezó una suscripción' },
    'Begins a subscription with its first payment',
  ),
  beginTrial: move(
    'subscription.begin_trial',
    { en: 'A trial began', es: 'Empezó un periodo de prueba' },
    'Begins the trial of a subscription',
  ),
  renew: move(
    'subscription.renew',
    { en: 'A subscription was renewed', es: 'Se renovó una suscripción' },
    'Goes over to the next period of a subscription',
  ),
  fail: move(
    'subscription.fail',
    { en: 'A renewal failed', es: 'Falló una renovación' },
    'Notes that a renewal was not paid',
  ),
  recover: move(
    'subscription.recover',
    { en: 'A failed renewal was paid', es: 'Se pagó una renovación fallida' },
    'Notes that a renewal that had failed is paid',
  ),
  giveUp: move(
    'subscription.give_up',
    { en: 'A subscription became inactive', es: 'Una suscripción quedó inactiva' },
    'Takes a subscription out of use that was not paid',
  ),
  beginAgain: move(
    'subscription.begin_again',
    { en: 'A subscription began again', es: 'Una suscripción empezó de nuevo' },
    'Begins a subscription again that was over, with a new period from today',
  ),
  end: move(
    'subscription.end',
    { en: 'A subscription ended', es: 'Terminó una suscripción' },
    'Ends a subscription',
  ),
}

/** Moves a subscription that is held to another state. @throws Error where there is no such move */
export async function moveSubscription(
  op: OperationContext,
  name: keyof typeof moves,
  held: Held,
  changes: SubscriptionChanges = {},
  cause: Cause = {},
): Promise<Held> {
  const { id, state } = held.subscription
  const moved = await performPart(op, moves[name], {
    subscription: show('subscription', id),
    moved: { held, changes, cause },
  })
  if (!moved.ok) throw new Error(`a subscription that is ${state} has no ${name}`)
  return moved.value as Held
}
