import type Stripe from 'stripe'
import type { StripeState } from './fake.ts'
import { made } from './objects.ts'
import { invalid } from './refusal.ts'
import { checkAmount } from './rules.ts'

const DAY = 24 * 60 * 60

export function createSession(
  state: StripeState,
  params: Record<string, unknown>,
): Stripe.Checkout.Session {
  const given = params as unknown as Stripe.Checkout.SessionCreateParams
  state.find(state.customers, 'customer', given.customer ?? '', 'customer')
  const isPayment = given.mode === 'payment'
  for (const only of ['line_items', 'payment_intent_data', 'submit_type', 'adaptive_pricing'])
    if (!isPayment && only in params) throw invalid(`You can not pass ${only} in setup mode.`)
  if (isPayment && 'setup_intent_data' in params)
    throw invalid('You can not pass `setup_intent_data` in `payment` mode.')
  const item = isPayment ? given.line_items?.[0] : undefined
  if (isPayment && !item?.price_data)
    throw invalid('Missing required param: line_items.', 'parameter_missing', 'line_items')
  const currency = item?.price_data?.currency ?? null
  const amount = item ? Number(item.price_data?.unit_amount) * Number(item.quantity) : null
  if (amount !== null && currency !== null)
    checkAmount(amount, currency, 'line_items[0][price_data][unit_amount]')
  const types = (given.allowed_payment_method_types ?? []).filter(
    (type) => type !== 'us_bank_account' || currency === null || currency === 'usd',
  )
  if (types.length === 0)
    throw invalid('No valid payment method types for this Checkout Session.', undefined, 'currency')
  const id = state.newId('cs_test')
  const session = made<Stripe.Checkout.Session>('checkout.session', id, {
    mode: given.mode,
    status: 'open',
    payment_status: isPayment ? 'unpaid' : 'no_payment_required',
    customer: given.customer,
    client_reference_id: given.client_reference_id ?? null,
    metadata: (given.metadata ?? {}) as Stripe.Metadata,
    currency,
    amount_subtotal: amount,
    amount_total: amount,
    adaptive_pricing: given.adaptive_pricing as Stripe.Checkout.Session['adaptive_pricing'],
    locale: given.locale ?? null,
    success_url: given.success_url ?? null,
    cancel_url: given.cancel_url ?? null,
    payment_method_types: types,
    created: state.now,
    expires_at: state.now + DAY,
    url: `https://checkout.stripe.com/c/pay/${id}`,
  })
  state.sessions.set(id, session)
  state.intentData.set(id, given.payment_intent_data ?? {})
  if (!isPayment) {
    const setup = made<Stripe.SetupIntent>('setup_intent', state.newId('seti'), {
      customer: given.customer ?? null,
      metadata: (given.setup_intent_data?.metadata ?? {}) as Stripe.Metadata,
      created: state.now,
      payment_method_types: types,
    })
    state.setups.set(setup.id, setup)
    session.setup_intent = setup.id
  }
  return session
}

export function expireSession(state: StripeState, id: string): Stripe.Checkout.Session {
  const session = state.find(state.sessions, 'checkout.session', id)
  if (session.status !== 'open')
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This one has ${session.status}.`,
    )
  Object.assign(session, { status: 'expired', url: null })
  if (session.payment_intent !== null) {
    const intent = state.find(state.intents, 'payment_intent', session.payment_intent)
    Object.assign(intent, { status: 'canceled', canceled_at: state.now })
    state.emit('payment_intent.canceled', intent)
  }
  state.emit('checkout.session.expired', session)
  return session
}
