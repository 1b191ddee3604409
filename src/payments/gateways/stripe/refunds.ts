import type Stripe from 'stripe'
import type { Money } from '../../../kit/money.ts'
import { GatewayTrouble, type GatewayRefund } from '../gateway.ts'
import { toStripe } from './amounts.ts'
import { idOf, keyed } from './client.ts'
import { fetchIntent, refundsOf } from './payments.ts'
import { refundFrom } from './translate.ts'

/**
 * Gives a part or all of it back. As a charge, it is looked for before it is made, since keys are forgotten after a day.
 * @throws GatewayTrouble refused where it is more than is left, or in another currency
 */
export async function refund(
  stripe: Stripe,
  reference: string,
  money: Money,
  key: string,
): Promise<GatewayRefund> {
  const { amount, currency } = toStripe(money)
  const intent = await fetchIntent(stripe, await intentOf(stripe, reference))
  if (intent.currency !== currency)
    throw new GatewayTrouble('refused', `${reference} was paid in ${intent.currency}`)
  const made = await refundsOf(stripe, intent.id, intent.latest_charge as Stripe.Charge | null)
  const earlier = made.find(({ metadata }) => metadata?.['refund'] === key)
  return refundFrom(
    earlier ??
      (await stripe.refunds.create(
        { payment_intent: intent.id, amount, metadata: { refund: key } },
        keyed('refund', key),
      )),
  )
}

async function intentOf(stripe: Stripe, reference: string): Promise<string> {
  if (!reference.startsWith('cs_')) return reference
  const intent = idOf((await stripe.checkout.sessions.retrieve(reference)).payment_intent)
  if (intent === null) throw new GatewayTrouble('refused', `${reference} has not been paid`)
  return intent
}
