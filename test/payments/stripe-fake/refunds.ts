import type Stripe from 'stripe'
import type { StripeState } from './fake.ts'
import { made } from './objects.ts'
import { invalid } from './refusal.ts'
import { checkAmount } from './rules.ts'

export function createRefund(state: StripeState, params: Record<string, unknown>): Stripe.Refund {
  const id = String(params['payment_intent'])
  const intent = state.find(state.intents, 'payment_intent', id, 'payment_intent')
  if (intent.status !== 'succeeded')
    throw invalid(`This PaymentIntent (${id}) does not have a successful charge to refund.`)
  const charge = state.chargeOf(intent)
  const amount = Number(params['amount'])
  checkAmount(amount, intent.currency, 'amount')
  if (charge.refunded)
    throw invalid(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded')
  if (amount > charge.amount - charge.amount_refunded)
    throw invalid('Refund amount is greater than unrefunded amount on charge.', undefined, 'amount')
  const isBank = charge.payment_method_details?.type === 'us_bank_account'
  const refund = made<Stripe.Refund>('refund', state.newId('re'), {
    amount,
    currency: intent.currency,
    charge: charge.id,
    payment_intent: id,
    metadata: (params['metadata'] ?? {}) as Stripe.Metadata,
    created: state.now,
    // A bank's takes days, as its debit did.
    status: isBank ? 'pending' : 'succeeded',
  })
  state.refunds.set(refund.id, refund)
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount
  state.emit('refund.created', refund)
  state.emit('charge.refunded', charge)
  return refund
}
