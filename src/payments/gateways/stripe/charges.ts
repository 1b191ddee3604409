import type Stripe from 'stripe'
import { GatewayTrouble, type ChargeOrder, type GatewayPayment } from '../gateway.ts'
import { toStripe } from './amounts.ts'
import { idOf, keyed } from './client.ts'
import { describe, fetchIntent, findIntent, WITH_INTENT } from './payments.ts'
import { isStripeError } from './trouble.ts'

/**
 * Charges a saved method while its owner is away. Stripe forgets idempotency keys after a day, and polling goes on for
 * longer, so it is looked for first: asking again is one payment for ever, at the cost of a call.
 * @returns a decline as a payment that failed; `authentication_needed` without an address, since a page for it would be
 *   dead after a day: whoever wants to go on then is sent to a new checkout, after this one was cancelled
 * @throws GatewayTrouble not_found where the method is the customer's no more
 */
export async function charge(stripe: Stripe, order: ChargeOrder): Promise<GatewayPayment> {
  const { amount, currency } = toStripe(order.amount)
  const earlier = await findIntent(stripe, order.customer, order.payment)
  if (earlier) return describe(stripe, earlier)
  const method = await stripe.paymentMethods.retrieve(order.method)
  if (idOf(method.customer) !== order.customer)
    throw new GatewayTrouble('not_found', `${order.method} is not kept for ${order.customer}`)
  try {
    const intent = await stripe.paymentIntents.create(
      {
        amount,
        currency,
        customer: order.customer,
        payment_method: order.method,
        // Otherwise Stripe allows for all that the account takes, and wants an address for those that redirect.
        allowed_payment_method_types: [method.type],
        confirm: true,
        off_session: true,
        description: order.description,
        metadata: { portal: order.portal, invoice: order.invoice, payment: order.payment },
        expand: WITH_INTENT,
      },
      keyed('charge', order.payment),
    )
    return describe(stripe, intent)
  } catch (error) {
    const declined = isStripeError(error) ? idOf(error.payment_intent) : null
    if (declined === null) throw error
    return describe(stripe, await fetchIntent(stripe, declined))
  }
}
