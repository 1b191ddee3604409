import { z } from 'zod'
import { show } from '../../../kit/ids.ts'
import { shape } from '../../../kit/shape.ts'
import { amountIn } from '../../amount.ts'
import { renews, SUBSCRIPTION_STATES } from '../subscription.ts'
import type { SubscriptionShown } from './queries.ts'

const moment = z.iso.datetime().nullable()

export const methodView = shape('PaymentMethod', {
  id: z.string(),
  gateway: z.string(),
  kind: z.enum(['card', 'bank']),
  brand: z.string(),
  last4: z.string(),
  expires: z.string().nullable().describe('Of a card: its last month, such as `2028-04`'),
  usable: z.boolean().describe('False once its bank, or its owner, has withdrawn it'),
})

export const showMethod = (method: NonNullable<SubscriptionShown['method']>) => ({
  id: show('method', method.id),
  gateway: method.gateway,
  kind: method.kind,
  brand: method.brand,
  last4: method.last4,
  expires: method.expires,
  usable: method.usable,
})

export const subscriptionView = shape('Subscription', {
  id: z.string(),
  person: z.string(),
  name: z.string(),
  plan: z.string(),
  planName: z.string(),
  planNumber: z.int().describe('The version of the plan that it has'),
  nextNumber: z.int().nullable().describe('The version that the next renewal goes over to'),
  state: z.enum(SUBSCRIPTION_STATES),
  stateAt: z.iso.datetime(),
  amount: z.string().describe('Of each period, as the plan has it'),
  currency: z.string(),
  period: z.int(),
  periodBegins: moment,
  periodEnds: moment,
  renews: z.boolean().describe('Whether another period follows the present one'),
  accessUntil: moment.describe('Where its state gives access for a time'),
  invoice: z.string().nullable().describe('The renewal that failed and is to be paid'),
  retries: z.int().describe('How often it was charged again since'),
  resumesAt: moment,
  endedWhy: z.string().nullable(),
  method: methodView.nullable().describe('What is charged'),
  createdAt: z.iso.datetime(),
  version: z.int(),
})

export function showSubscription({
  subscription,
  plan,
  personName,
  method,
}: SubscriptionShown): z.output<typeof subscriptionView> {
  const text = (at: Temporal.Instant | null) => at?.toString() ?? null
  return {
    id: show('subscription', subscription.id),
    person: show('person', subscription.personId),
    name: personName,
    plan: show('plan', plan.id),
    planName: plan.name,
    planNumber: plan.number,
    nextNumber: subscription.nextNumber,
    state: subscription.state,
    stateAt: subscription.stateAt.toString(),
    amount: amountIn(plan.price.minor, plan.price.currency),
    currency: plan.price.currency,
    period: subscription.period,
    periodBegins: text(subscription.periodBegins),
    periodEnds: text(subscription.periodEnds),
    renews: renews(subscription, plan),
    accessUntil: text(subscription.accessUntil),
    invoice: subscription.failedInvoice && show('invoice', subscription.failedInvoice),
    retries: subscription.retries,
    resumesAt: text(subscription.resumesAt),
    endedWhy: subscription.endedWhy,
    method: method && showMethod(method),
    createdAt: subscription.createdAt.toString(),
    version: subscription.version,
  }
}
