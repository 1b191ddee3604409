import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, performPart, type OperationContext } from '../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { writeDraft } from '../drafts/drafts.ts'
import { invoiceSettings, lockInvoice } from '../invoice/queries.ts'
import { todayOf } from '../invoice/today.ts'
import { issueInvoice } from '../issuing/issuing.ts'
import type { ItemInput } from '../items/item.ts'
import type { Plan } from '../plans/plan.ts'
import { planById } from '../plans/queries.ts'
import { refuse } from '../refusals.ts'
import { itemOf, languageFor } from './charging.ts'
import { endSubscription } from './ending.ts'
import { tellOwner } from './mails.ts'
import {
  holdSubscription,
  noteOf,
  saveSubscription,
  SUBSCRIPTION_DETAILS,
  SUBSCRIPTION_VALUES,
} from './moving.ts'
import { countSubscriptions, insertLink, insertSubscription, subscriptionById } from './queries.ts'
import { words } from './texts.ts'

/** What a subscription begins with. */
export interface Beginning {
  /** Row ids. */
  person: string
  plan: string
  /** Of the first invoice. */
  title?: string
  /** What is charged once, with it. */
  once?: ItemInput
  keepsOnDispute?: boolean
}

/**
 * Subscribes somebody to a plan: it begins once its first invoice is paid, which is issued by whoever calls this, and is
 * over nothing where all begins with a trial.
 * @returns row ids
 */
export async function subscribe(
  op: OperationContext,
  { person, plan: planId, title, once, keepsOnDispute = false }: Beginning,
): Promise<{ subscription: string; invoice: string } | Refusal> {
  const { tx } = op
  const row = await planById(tx, planId)
  if (!row) return kitRefuse('not_found')
  if (row.archivedAt) return refuse('plan_archived')
  const most = await reached(op, 'subscriptions', person, (most) =>
    countSubscriptions(tx, person, most),
  )
  if (most !== null) return refuse('too_many_subscriptions', { values: { most } })
  const plan = row.current
  const { currency } = plan.price
  const drafted = await writeDraft(op, {
    person,
    title: title ?? plan.name,
    currency,
    dueOn: await todayOf(op),
    items: [...(once ? [once] : []), await firstItem(op, person, plan)],
  })
  if (isRefusal(drafted)) return drafted
  const subscription = newId()
  const { zone } = await invoiceSettings(tx)
  const charged = plan.trialDays > 0 ? 0 : 1
  await insertSubscription(
    tx,
    {
      ...{ id: subscription, personId: person, planId, planNumber: plan.number },
      ...{ zone, keepsOnDispute, charged },
    },
    op.now,
  )
  await insertLink(tx, {
    invoiceId: drafted.id,
    subscriptionId: subscription,
    kind: 'period',
    period: 1,
    position: once ? 2 : 1,
    begins: null,
  })
  return { subscription, invoice: drafted.id }
}

async function firstItem(op: OperationContext, person: string, plan: Plan) {
  const { trialDays: days, name } = plan
  if (days === 0) return itemOf(plan, name)
  const t = words(await languageFor(op, person))
  return itemOf(plan, t('item.trial', { plan: name, days }), 0n)
}

export const startSubscription = operation({
  name: 'subscription.start',
  done: { en: 'Subscribed a contact to a plan', es: 'Suscribió a un contacto a un plan' },
  details: SUBSCRIPTION_DETAILS,
  values: SUBSCRIPTION_VALUES,
  summary:
    'Subscribes a contact to a plan, and sends them its first invoice; it begins once that is paid',
  input: z.strictObject({ person: id('person'), plan: id('plan') }),
  right: 'payments:manage',
  async run(op, { person, plan }) {
    const begun = await subscribe(op, { person, plan })
    if (isRefusal(begun)) return begun
    const { subscription, invoice } = begun
    const issue = { invoice: show('invoice', invoice) }
    const sent = await performPart(op, issueInvoice, { ...issue, send: true })
    // Whoever has no e-mail is given it by hand.
    const issued = sent.ok ? sent : await performPart(op, issueInvoice, issue)
    if (!issued.ok) return issued
    op.note(noteOf((await subscriptionById(op.tx, subscription))!))
    return done({ subscription })
  },
})

const CANCELLABLE: ReadonlySet<string> = new Set(['trialing', 'active'])

export const cancelSubscription = operation({
  name: 'subscription.cancel',
  done: { en: 'Cancelled a subscription', es: 'Canceló una suscripción' },
  details: SUBSCRIPTION_DETAILS,
  values: SUBSCRIPTION_VALUES,
  summary:
    'Ends a subscription with the period that is paid for, or at once; nothing more is charged',
  input: z.strictObject({
    subscription: id('subscription'),
    when: z
      .enum(['period_end', 'now'])
      .default('period_end')
      .describe('What is paused, past due or inactive ends at once'),
  }),
  right: 'payments:manage',
  async run(op, { subscription: subscriptionId, when }) {
    const before = await subscriptionById(op.tx, subscriptionId)
    // Whoever settles a payment holds the invoice first, too.
    if (before?.failedInvoice) await lockInvoice(op.tx, before.failedInvoice)
    const held = await holdSubscription(op, subscriptionId)
    if (!held) return kitRefuse('not_found')
    const stale = op.basedOn(held.subscription.version)
    if (stale) return stale
    const { state, endsAtPeriodEnd } = held.subscription
    // Before its first payment it is ended by cancelling what is required, which says what else that means.
    if (state === 'ended' || state === 'pending') return refuse('subscription_state')
    if (CANCELLABLE.has(state) && when === 'period_end') {
      if (endsAtPeriodEnd) return refuse('subscription_state')
      const after = await saveSubscription(op, held, { endsAtPeriodEnd: true })
      await tellOwner(op, 'cancelled', after)
      op.note(noteOf(after.subscription))
      return done({ subscription: subscriptionId })
    }
    await endSubscription(op, subscriptionId, 'chosen')
    const after = (await holdSubscription(op, subscriptionId))!
    await tellOwner(op, 'over', after)
    op.note(noteOf(after.subscription, { from: state }))
    return done({ subscription: subscriptionId })
  },
})

export const keepSubscription = operation({
  name: 'subscription.keep',
  done: { en: 'Took the end of a subscription back', es: 'Retiró el fin de una suscripción' },
  details: SUBSCRIPTION_DETAILS,
  values: SUBSCRIPTION_VALUES,
  summary: 'Lets a subscription go on that was to end with its period',
  input: z.strictObject({ subscription: id('subscription') }),
  right: 'payments:manage',
  async run(op, { subscription: subscriptionId }) {
    const held = await holdSubscription(op, subscriptionId)
    if (!held) return kitRefuse('not_found')
    const stale = op.basedOn(held.subscription.version)
    if (stale) return stale
    const { state, endsAtPeriodEnd } = held.subscription
    if (!endsAtPeriodEnd || !CANCELLABLE.has(state)) return refuse('subscription_state')
    const after = await saveSubscription(op, held, { endsAtPeriodEnd: false })
    op.note(noteOf(after.subscription))
    return done({ subscription: subscriptionId })
  },
})
