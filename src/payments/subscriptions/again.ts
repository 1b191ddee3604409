import { z } from 'zod'
import { id } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import type { Tx } from '../../kit/db/database.ts'
import { invoiceById } from '../invoice/queries.ts'
import type { Plan } from '../plans/plan.ts'
import { planById, planVersion } from '../plans/queries.ts'
import { refuse } from '../refusals.ts'
import { issueFor, itemOf } from './charging.ts'
import {
  holdSubscription,
  noteOf,
  saveSubscription,
  SUBSCRIPTION_DETAILS,
  SUBSCRIPTION_VALUES,
} from './moving.ts'
import { lastLink } from './queries.ts'
import { stateAfter, type Subscription } from './subscription.ts'

/** Whether it can be subscribed to again: it is over, whether by choice or for not having been paid. */
export const canBeginAgain = ({ state }: Pick<Subscription, 'state'>): boolean =>
  stateAfter(state, 'subscription.begin_again') !== undefined

/** What is subscribed to then: the plan as new subscribers have it; one that is archived, as it was. */
export async function planAgain(
  tx: Tx,
  { planId, planNumber }: Pick<Subscription, 'planId' | 'planNumber'>,
): Promise<Plan> {
  const row = (await planById(tx, planId))!
  return row.archivedAt ? planVersion(tx, planId, planNumber) : row.current
}

/**
 * It is no right that lets somebody subscribe again, but that the subscription, or its link, is theirs, which the page
 * has looked at. However often, and by however many at once, it is asked for: there is one invoice, until that is paid.
 */
export const subscribeAgain = operation({
  name: 'subscription.resubscribe',
  done: { en: 'Asked to subscribe again', es: 'Pidió suscribirse de nuevo' },
  details: SUBSCRIPTION_DETAILS,
  values: SUBSCRIPTION_VALUES,
  summary:
    'Makes the invoice by which a subscription that is over begins again, with a new period from the day it is paid',
  input: z.strictObject({ subscription: id('subscription') }),
  right: null,
  async run(op, { subscription: subscriptionId }) {
    const { tx } = op
    const held = await holdSubscription(op, subscriptionId)
    if (!held) return kitRefuse('not_found')
    const { subscription } = held
    if (!canBeginAgain(subscription)) return refuse('subscription_state')
    const last = (await lastLink(tx, subscriptionId))!
    const present = last.kind === 'again' ? await invoiceById(tx, last.invoiceId) : null
    if (present && (present.state === 'open' || present.state === 'processing'))
      return done({ invoice: present.id })
    const plan = await planAgain(tx, subscription)
    await saveSubscription(op, held, { planNumber: plan.number, nextNumber: null })
    const invoice = await issueFor(op, subscription, {
      title: plan.name,
      item: itemOf(plan, plan.name),
      currency: plan.price.currency,
      link: { kind: 'again', period: last.period + 1, begins: null },
    })
    op.note(noteOf(subscription))
    return done({ invoice: invoice.id })
  },
})
