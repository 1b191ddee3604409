import type Stripe from 'stripe'
import type { StripeState } from './fake.ts'
import { made } from './objects.ts'
import { declined, invalid, Refusal } from './refusal.ts'
import { checkAmount } from './rules.ts'

/** Creates and confirms, as it is asked for by whoever charges a saved method. */
export function createIntent(
  state: StripeState,
  params: Record<string, unknown>,
): Stripe.PaymentIntent {
  const amount = Number(params['amount'])
  const currency = String(params['currency'])
  checkAmount(amount, currency, 'amount')
  const customer = String(params['customer'])
  const method = state.find(
    state.methods,
    'PaymentMethod',
    String(params['payment_method']),
    'payment_method',
  )
  state.find(state.customers, 'customer', customer, 'customer')
  if (method.customer !== customer)
    throw invalid('The PaymentMethod does not belong to the Customer.', undefined, 'payment_method')
  const types = params['allowed_payment_method_types'] as string[]
  if (!types.includes(method.type))
    throw invalid(
      `The PaymentMethod is of a type that is not allowed.`,
      'payment_intent_incompatible_payment_method',
      'payment_method',
    )
  const intent = newIntent(state, {
    amount,
    currency,
    customer,
    description: String(params['description']),
    metadata: params['metadata'] as Stripe.Metadata,
    payment_method_types: types,
  })
  confirm(state, intent, method)
  return intent
}

export function newIntent(
  state: StripeState,
  given: Partial<Stripe.PaymentIntent>,
): Stripe.PaymentIntent {
  const intent = made<Stripe.PaymentIntent>('payment_intent', state.newId('pi'), {
    created: state.now,
    ...given,
  })
  state.intents.set(intent.id, intent)
  state.emit('payment_intent.created', intent)
  return intent
}

/** Tries to take the money. @throws Refusal where the method's bank or its mandate does not let it */
export function confirm(
  state: StripeState,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): void {
  if (method.us_bank_account) return debit(state, intent, method)
  const refusal = state.behaviours.get(method.id)
  const charge = newCharge(state, intent, method)
  if (!refusal) return succeed(state, intent)
  charge.status = 'failed'
  throw declined(fail(state, intent, method, refusal), intent)
}

function debit(state: StripeState, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod) {
  if (intent.currency !== 'usd')
    throw invalid('us_bank_account payments are in usd.', undefined, 'currency')
  const mandate = mandateFor(state, method)
  if (mandate.status === 'inactive') {
    const error: Stripe.PaymentIntent.LastPaymentError = {
      type: 'invalid_request_error',
      code: 'payment_intent_mandate_invalid',
      message: 'The mandate is invalid and cannot be used for the payment intent.',
    }
    fail(state, intent, method, error)
    throw new Refusal(400, error.type, error.message!, { ...error, payment_intent: intent })
  }
  newCharge(state, intent, method, mandate.id)
  intent.status = 'processing'
  state.emit('payment_intent.processing', intent)
}

export function mandateFor(state: StripeState, { id }: Stripe.PaymentMethod): Stripe.Mandate {
  const given = [...state.mandates.values()].find(({ payment_method }) => payment_method === id)
  if (given) return given
  const mandate = made<Stripe.Mandate>('mandate', state.newId('mandate'), { payment_method: id })
  state.mandates.set(mandate.id, mandate)
  return mandate
}

function newCharge(
  state: StripeState,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  mandate?: string,
): Stripe.Charge {
  const { amount, currency, customer, metadata } = intent
  const charge = made<Stripe.Charge>('charge', state.newId('ch'), {
    amount,
    currency,
    customer,
    metadata,
    created: state.now,
    payment_intent: intent.id,
    payment_method: method.id,
    status: 'pending',
    payment_method_details: (mandate
      ? { type: 'us_bank_account', us_bank_account: { mandate } }
      : { type: 'card', card: {} }) as Stripe.Charge.PaymentMethodDetails,
  })
  state.charges.set(charge.id, charge)
  intent.latest_charge = charge.id
  intent.payment_method = method.id
  return charge
}

export function succeed(state: StripeState, intent: Stripe.PaymentIntent): void {
  Object.assign(intent, { status: 'succeeded', amount_received: intent.amount, next_action: null })
  const charge = state.chargeOf(intent)
  Object.assign(charge, { status: 'succeeded', captured: true, paid: true })
  state.emit('charge.succeeded', charge)
  state.emit('payment_intent.succeeded', intent)
}

export function fail(
  state: StripeState,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  error: Stripe.PaymentIntent.LastPaymentError,
): Stripe.PaymentIntent.LastPaymentError {
  const told = { message: 'Your card was declined.', ...error }
  Object.assign(intent, {
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_payment_error: { ...told, payment_method: structuredClone(method) },
  })
  state.emit('payment_intent.payment_failed', intent)
  return told
}

/** An intent of a checkout is ended by that alone. */
export function cancelIntent(state: StripeState, id: string): Stripe.PaymentIntent {
  const intent = state.find(state.intents, 'payment_intent', id)
  if (state.sessionOf(id))
    throw invalid('You cannot cancel the PaymentIntent for a Checkout Session. Expire it instead.')
  if (!intent.status.startsWith('requires_'))
    throw invalid(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
      'payment_intent_unexpected_state',
    )
  Object.assign(intent, { status: 'canceled', canceled_at: state.now })
  state.emit('payment_intent.canceled', intent)
  return intent
}
