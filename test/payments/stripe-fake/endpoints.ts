import type Stripe from 'stripe'
import type { StripeState } from './fake.ts'
import { cancelIntent, createIntent } from './intents.ts'
import { account, made } from './objects.ts'
import { invalid } from './refusal.ts'
import { createRefund } from './refunds.ts'
import { RULES, type Check } from './rules.ts'
import { createSession, expireSession } from './sessions.ts'

type Params = Record<string, unknown>
type Run = (state: StripeState, params: Params, id: string) => object
type Endpoint = readonly [route: string, check: Check, run: Run]

const one =
  (kind: string, all: (state: StripeState) => Map<string, object>): Run =>
  (state, _, id) =>
    state.find(all(state), kind, id)

/** A page of a list, newest first, of what answers to the filters that are given. */
const many =
  (all: (state: StripeState) => { id: string }[], ...filters: string[]): Run =>
  (state, params) => {
    const limit = Number(params['limit'] ?? 10)
    if (limit < 1 || limit > 100)
      throw invalid('Limit must be between 1 and 100.', undefined, 'limit')
    const items = all(state)
      .toReversed()
      .filter((item) =>
        filters.every((by) => !(by in params) || (item as Params)[by] === params[by]),
      )
    const from = params['starting_after']
    const begin = from === undefined ? 0 : items.findIndex(({ id }) => id === from) + 1
    const data = items.slice(begin, begin + limit)
    return { object: 'list', url: '/v1', has_more: begin + limit < items.length, data }
  }

const events: Run = (state, params, id) => {
  const { gte = 0, lt = Infinity } = (params['created'] ?? {}) as { gte?: string; lt?: string }
  const types = params['types'] as string[] | undefined
  if ((types?.length ?? 0) > 20) throw invalid('At most 20 types.', undefined, 'types')
  const asked = state.events.filter(
    ({ created, type }) =>
      created >= Number(gte) && created < Number(lt) && (types?.includes(type) ?? true),
  )
  return many(() => asked)(state, params, id)
}

const createCustomer: Run = (state, params) => {
  const customer = made<Stripe.Customer>('customer', state.newId('cus'), {
    ...(params as Partial<Stripe.Customer>),
    created: state.now,
  })
  state.customers.set(customer.id, customer)
  return customer
}

const detach: Run = (state, _, id) => {
  const method = state.find(state.methods, 'PaymentMethod', id)
  if (method.customer === null)
    throw invalid('The payment method you provided is not attached to a customer.')
  method.customer = null
  state.emit('payment_method.detached', method)
  return method
}

/** A letter of an address that ends in an id has `:id` for it. */
export const ENDPOINTS: readonly Endpoint[] = [
  ['GET /v1/account', RULES.nothing, () => account],
  ['POST /v1/customers', RULES.customer, createCustomer],
  ['POST /v1/checkout/sessions', RULES.session, createSession],
  [
    'GET /v1/checkout/sessions',
    RULES.sessions,
    many((state) => [...state.sessions.values()], 'customer', 'payment_intent'),
  ],
  ['GET /v1/checkout/sessions/:id', RULES.retrieve, one('checkout.session', (s) => s.sessions)],
  [
    'POST /v1/checkout/sessions/:id/expire',
    RULES.nothing,
    (state, _, id) => expireSession(state, id),
  ],
  ['POST /v1/payment_intents', RULES.intent, createIntent],
  ['GET /v1/payment_intents', RULES.intents, many((s) => [...s.intents.values()], 'customer')],
  ['GET /v1/payment_intents/:id', RULES.retrieve, one('payment_intent', (s) => s.intents)],
  ['POST /v1/payment_intents/:id/cancel', RULES.nothing, (state, _, id) => cancelIntent(state, id)],
  ['GET /v1/payment_methods/:id', RULES.retrieve, one('PaymentMethod', (s) => s.methods)],
  ['POST /v1/payment_methods/:id/detach', RULES.nothing, detach],
  ['GET /v1/setup_intents', RULES.setups, many((s) => [...s.setups.values()], 'payment_method')],
  ['GET /v1/mandates/:id', RULES.retrieve, one('mandate', (s) => s.mandates)],
  ['POST /v1/refunds', RULES.refund, createRefund],
  ['GET /v1/refunds', RULES.refunds, many((s) => [...s.refunds.values()], 'payment_intent')],
  ['GET /v1/disputes', RULES.disputes, many((s) => [...s.disputes.values()], 'payment_intent')],
  ['GET /v1/events', RULES.events, events],
]
