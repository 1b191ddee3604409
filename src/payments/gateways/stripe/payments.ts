import type Stripe from 'stripe'
import type { Instant } from '../../../kit/clock.ts'
import { GatewayTrouble, type CheckoutOrder, type GatewayPayment } from '../gateway.ts'
import { idOf } from './client.ts'
import { eventFrom, PAYMENT_EVENTS } from './events.ts'
import { mandateNamedBy } from './methods.ts'
import { isWaiting, paymentFrom, untouchedPayment } from './translate.ts'
import { isStripeError } from './trouble.ts'

/** What is read with an intent, so that it is one call for most. */
export const WITH_INTENT = ['payment_method', 'latest_charge.refunds']

/** @param reference a checkout's or an intent's @throws GatewayTrouble */
export async function fetchPayment(stripe: Stripe, reference: string): Promise<GatewayPayment> {
  if (!reference.startsWith('cs_')) return describe(stripe, await fetchIntent(stripe, reference))
  return describeSession(stripe, await stripe.checkout.sessions.retrieve(reference))
}

export const fetchIntent = (stripe: Stripe, id: string): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.retrieve(id, { expand: WITH_INTENT })

async function describeSession(
  stripe: Stripe,
  session: Stripe.Checkout.Session,
): Promise<GatewayPayment> {
  if (session.mode !== 'payment')
    throw new GatewayTrouble('not_found', `${session.id} asks for a method and no payment`)
  const intent = idOf(session.payment_intent)
  return intent === null
    ? untouchedPayment(session)
    : describe(stripe, await fetchIntent(stripe, intent), session)
}

/** Reads what stands elsewhere about an intent: only what there is to be read of this one. */
export async function describe(
  stripe: Stripe,
  intent: Stripe.PaymentIntent,
  itsSession?: Stripe.Checkout.Session,
): Promise<GatewayPayment> {
  const charge = intent.latest_charge as Stripe.Charge | null
  const mandate = mandateNamedBy(charge)
  const [session, refunds, disputes, mandated] = await Promise.all([
    itsSession ?? (isWaiting(intent) ? sessionOf(stripe, intent.id) : null),
    refundsOf(stripe, intent.id, charge),
    charge?.disputed ? stripe.disputes.list({ payment_intent: intent.id, limit: 100 }) : null,
    mandate === null ? null : stripe.mandates.retrieve(mandate),
  ])
  return paymentFrom({
    intent,
    session,
    refunds,
    disputes: disputes?.data ?? [],
    mandate: mandated,
  })
}

/** The first ten come with the charge. */
export async function refundsOf(
  stripe: Stripe,
  intent: string,
  charge: Stripe.Charge | null,
): Promise<Stripe.Refund[]> {
  if (!charge?.refunds?.has_more) return charge?.refunds?.data ?? []
  return Array.fromAsync(stripe.refunds.list({ payment_intent: intent, limit: 100 }))
}

async function sessionOf(stripe: Stripe, intent: string): Promise<Stripe.Checkout.Session | null> {
  const { data } = await stripe.checkout.sessions.list({ payment_intent: intent, limit: 1 })
  return data[0] ?? null
}

/**
 * What became of an order. A customer's payments are listed, newest first, since a list tells what is there now: Stripe's
 * search by metadata lags behind by a minute, and by hours when something is wrong there, in which time a payment that
 * went through would look like none, and be made again. Whoever has no customer yet was never given the address of a
 * page, and so has paid nothing.
 */
export async function findPayment(
  stripe: Stripe,
  { customer, payment }: Pick<CheckoutOrder, 'customer' | 'payment'>,
): Promise<GatewayPayment | null> {
  if (customer === null) return null
  const intent = await findIntent(stripe, customer, payment)
  if (intent) return describe(stripe, intent)
  for await (const session of stripe.checkout.sessions.list({ customer, limit: 100 }))
    if (session.client_reference_id === payment && session.mode === 'payment')
      return describeSession(stripe, session)
  return null
}

/** The intent that was made for a payment of ours, with what is read with one. */
export async function findIntent(
  stripe: Stripe,
  customer: string,
  payment: string,
): Promise<Stripe.PaymentIntent | null> {
  for await (const { id, metadata } of stripe.paymentIntents.list({ customer, limit: 100 }))
    if (metadata['payment'] === payment) return fetchIntent(stripe, id)
  return null
}

/**
 * Ends what has not been paid. An intent of a checkout can only be ended by its checkout, and only as long as that is open.
 * @throws GatewayTrouble refused where money is under way, which nobody can call back
 */
export async function cancel(stripe: Stripe, reference: string): Promise<GatewayPayment> {
  try {
    const session = reference.startsWith('cs_') ? reference : await openSessionOf(stripe, reference)
    if (session === null) await stripe.paymentIntents.cancel(reference)
    else await stripe.checkout.sessions.expire(session)
  } catch (error) {
    if (!isStripeError(error) || error.type !== 'StripeInvalidRequestError') throw error
    // It is over already, or was paid a moment ago, or cannot be ended: what it is now says which.
  }
  const now = await fetchPayment(stripe, reference)
  if (!['succeeded', 'failed', 'cancelled'].includes(now.state))
    throw new GatewayTrouble('refused', `Stripe cannot end ${reference}: it is ${now.state}`)
  return now
}

async function openSessionOf(stripe: Stripe, intent: string): Promise<string | null> {
  const session = await sessionOf(stripe, intent)
  return session?.status === 'open' ? session.id : null
}

/**
 * Payments that something happened to, each once. Stripe lists payments by when they were begun, which for a bank debit
 * is days before it clears; what happened is in its events, which it keeps for 30 days, and which are the same that the
 * webhooks should have told.
 */
export async function* changedPayments(
  stripe: Stripe,
  since: Instant,
  until: Instant,
): AsyncGenerator<GatewayPayment> {
  const told = new Set<string>()
  const events = stripe.events.list({
    types: [...PAYMENT_EVENTS],
    created: {
      gte: Math.floor(since.epochMilliseconds / 1000),
      lt: Math.ceil(until.epochMilliseconds / 1000),
    },
    limit: 100,
  })
  for await (const event of events) {
    const { payment } = eventFrom(event)
    if (payment === null || told.has(payment)) continue
    told.add(payment)
    const now = await fetchPayment(stripe, payment)
    // A checkout's events of before and after its intent are of one payment.
    if (now.payment === null || (now.reference !== payment && told.has(now.reference))) continue
    told.add(now.reference)
    yield now
  }
}
