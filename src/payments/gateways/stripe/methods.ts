import type Stripe from 'stripe'
import { GatewayTrouble, type SavedMethod } from '../gateway.ts'
import { idOf } from './client.ts'
import { isStripeError } from './trouble.ts'

const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

/**
 * A method in our terms. Usable is what hangs on a customer, and, of a bank account, is not blocked and has a mandate
 * that stands.
 */
export function methodFrom(
  method: Stripe.PaymentMethod,
  mandate: Stripe.Mandate | null,
): SavedMethod {
  const isKept = method.customer !== null
  const { card, us_bank_account: bank } = method
  if (bank)
    return {
      reference: method.id,
      kind: 'bank',
      brand: bank.bank_name ?? 'Bank',
      last4: bank.last4 ?? '',
      expires: null,
      usable: isKept && !bank.status_details?.blocked && mandate?.status !== 'inactive',
    }
  const brand = card?.display_brand ?? card?.brand ?? method.type
  return {
    reference: method.id,
    kind: 'card',
    brand: BRANDS[brand] ?? brand,
    last4: card?.last4 ?? '',
    expires: card ? `${card.exp_year}-${String(card.exp_month).padStart(2, '0')}` : null,
    usable: isKept,
  }
}

/** The method that a checkout, a payment or its own reference names, with whose it is. @throws GatewayTrouble */
export async function fetchMethod(
  stripe: Stripe,
  reference: string,
): Promise<SavedMethod & { customer: string }> {
  const left = await methodLeftBy(stripe, reference)
  const method = left && (await stripe.paymentMethods.retrieve(left.method))
  const customer = idOf(method?.customer)
  if (!method || customer === null)
    throw new GatewayTrouble('not_found', `Stripe keeps no method of ${reference}`)
  const mandate = method.us_bank_account ? await mandateOf(stripe, method.id, customer) : null
  const { usable, ...saved } = methodFrom(method, mandate)
  return { ...saved, usable: usable && left.isReady, customer }
}

/** `isReady` is false as long as the bank account's small deposits have not been stated. */
async function methodLeftBy(
  stripe: Stripe,
  reference: string,
): Promise<{ method: string; isReady: boolean } | null> {
  if (reference.startsWith('cs_')) {
    const session = await stripe.checkout.sessions.retrieve(reference, {
      expand: ['setup_intent', 'payment_intent'],
    })
    const intent = (session.setup_intent ?? session.payment_intent) as
      | Stripe.SetupIntent
      | Stripe.PaymentIntent
      | null
    const method = idOf(intent?.payment_method)
    return method === null ? null : { method, isReady: intent?.status !== 'requires_action' }
  }
  if (!reference.startsWith('pi_')) return { method: reference, isReady: true }
  const method = idOf((await stripe.paymentIntents.retrieve(reference)).payment_method)
  return method === null ? null : { method, isReady: true }
}

/**
 * By what a bank account may be charged. A method does not name its mandate: its latest charge does, or else what it was
 * set up with.
 */
async function mandateOf(
  stripe: Stripe,
  method: string,
  customer: string,
): Promise<Stripe.Mandate | null> {
  const payments = stripe.paymentIntents.list({
    customer,
    limit: 100,
    expand: ['data.latest_charge'],
  })
  for await (const { payment_method, latest_charge } of payments) {
    if (idOf(payment_method) !== method) continue
    const mandate = mandateNamedBy(latest_charge as Stripe.Charge | null)
    if (mandate !== null) return stripe.mandates.retrieve(mandate)
  }
  const setUps = await stripe.setupIntents.list({ payment_method: method, limit: 100 })
  const mandate = idOf(setUps.data.find((setUp) => setUp.mandate !== null)?.mandate)
  return mandate === null ? null : stripe.mandates.retrieve(mandate)
}

export const mandateNamedBy = (charge: Stripe.Charge | null): string | null =>
  idOf(charge?.payment_method_details?.us_bank_account?.mandate)

/** Afterwards it is not there to be charged, whoever else has removed it meanwhile. @throws GatewayTrouble */
export async function removeMethod(stripe: Stripe, reference: string): Promise<void> {
  try {
    await stripe.paymentMethods.detach(reference)
  } catch (error) {
    if (!isStripeError(error) || error.type !== 'StripeInvalidRequestError') throw error
    const isThere = await stripe.paymentMethods.retrieve(reference).then(
      ({ customer }) => customer !== null,
      (again: unknown) => {
        if (isStripeError(again) && again.code === 'resource_missing') return false
        throw again
      },
    )
    if (isThere) throw error
  }
}
