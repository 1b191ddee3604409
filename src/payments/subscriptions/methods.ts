import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { lockInvoice } from '../invoice/queries.ts'
import type { MethodLeft } from '../methods/leaving.ts'
import { methodById } from '../methods/queries.ts'
import { charge, chargeable } from './charging.ts'
import { holdSubscription, saveSubscription, type Held } from './moving.ts'
import { subscriptionById, subscriptionsOf } from './queries.ts'

/** States in which something is charged, or may be again. */
const CHARGED: ReadonlySet<string> = new Set([
  'pending',
  'trialing',
  'active',
  'past_due',
  'paused',
])

/** What somebody has just left is what all of their subscriptions are charged to from then on. */
export async function chargeToNew(
  op: OperationContext,
  { person, method }: MethodLeft,
): Promise<void> {
  const all = await subscriptionsOf(op.tx, person)
  for (const { id: subscription, state } of all)
    if (CHARGED.has(state)) await chargeTo(op, subscription, method)
}

/** Charges a subscription to a method from now on; what had failed is charged at once. */
async function chargeTo(op: OperationContext, id: string, methodId: string): Promise<void> {
  const before = await subscriptionById(op.tx, id)
  // Whoever settles a payment holds the invoice first, too.
  const invoice = before?.failedInvoice ? await lockInvoice(op.tx, before.failedInvoice) : null
  const held = (await holdSubscription(op, id)) as Held
  const changes = { methodId, refusedMethod: null }
  const { subscription } = await saveSubscription(op, held, changes)
  if (invoice?.state === 'open' && subscription.failedInvoice === invoice.id)
    await charge(op, invoice, await chargeable(op, subscription))
}

export const chargeOwnTo = operation({
  name: 'billing.charge_to',
  done: {
    en: 'Had a subscription charged to another means of payment',
    es: 'Hizo cobrar una suscripción a otro medio de pago',
  },
  summary: 'Has a subscription of one’s own charged to another of one’s means of payment',
  input: z.strictObject({ subscription: id('subscription'), method: id('method') }),
  right: 'self',
  async run(op, { subscription: subscriptionId, method: methodId }) {
    const { tx, caller } = op
    const before = await subscriptionById(tx, subscriptionId)
    if (before?.personId !== caller.person) return kitRefuse('not_found')
    const method = await methodById(tx, methodId)
    if (method?.personId !== caller.person || !method?.usable)
      return invalidField('method', 'no_such')
    await chargeTo(op, subscriptionId, methodId)
    op.note({
      subject: show('subscription', subscriptionId),
      details: { method: show('method', methodId) },
    })
    return done({ subscription: subscriptionId })
  },
})
