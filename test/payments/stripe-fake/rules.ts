import type Stripe from 'stripe'
import { invalid } from './refusal.ts'

/** Looks at a parameter as Stripe does, and refuses what it would. */
export type Check = (value: unknown, path: string) => void

const text: Check = (value, path) => {
  if (typeof value !== 'string') throw invalid(`Invalid string: ${path}`, undefined, path)
  if (value === '')
    throw invalid(`You passed an empty string for '${path}'.`, 'parameter_invalid_empty', path)
}
const integer: Check = (value, path) => {
  if (!/^-?\d+$/.test(String(value)))
    throw invalid(`Invalid integer: ${String(value)}`, 'parameter_invalid_integer', path)
}
const boolean: Check = (value, path) => {
  if (value !== 'true' && value !== 'false')
    throw invalid(`Invalid boolean: ${String(value)}`, undefined, path)
}
const address: Check = (value, path) => {
  if (!URL.canParse(String(value))) throw invalid('Not a valid URL', 'url_invalid', path)
}
const email: Check = (value, path) => {
  if (!/^\S+@\S+\.\S+$/.test(String(value)))
    throw invalid(`Invalid email address: ${String(value)}`, 'email_invalid', path)
}
const atMost =
  (letters: number): Check =>
  (value, path) => {
    text(value, path)
    if (String(value).length > letters) throw invalid(`Invalid string: too long`, undefined, path)
  }
const oneOf =
  (...allowed: string[]): Check =>
  (value, path) => {
    if (!allowed.includes(String(value)))
      throw invalid(`Invalid ${path}: must be one of ${allowed.join(', ')}`, undefined, path)
  }
const listOf =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) throw invalid(`Invalid array`, undefined, path)
    value.forEach((item, at) => check(item, `${path}[${at}]`))
  }
const metadata: Check = (value, path) => {
  for (const [key, item] of Object.entries(value as object))
    if (key.length > 40 || typeof item !== 'string' || item.length > 500)
      throw invalid(`Invalid metadata`, undefined, `${path}[${key}]`)
}

/** The names are held against the library's own types, so that none is made up here. */
const hash =
  <Params>(
    known: { [Name in keyof Params]?: Check },
    ...required: (keyof Params & string)[]
  ): Check =>
  (value, path) => {
    const given = value as Record<string, unknown>
    const at = (name: string) => (path ? `${path}[${name}]` : name)
    for (const [name, item] of Object.entries(given)) {
      const check = (known as Record<string, Check | undefined>)[name]
      if (!check)
        throw invalid(`Received unknown parameter: ${at(name)}`, 'parameter_unknown', at(name))
      check(item, at(name))
    }
    for (const name of required)
      if (given[name] === undefined)
        throw invalid(`Missing required param: ${at(name)}.`, 'parameter_missing', at(name))
  }

const expand = listOf(text)
const types = listOf(oneOf('card', 'us_bank_account'))
const page = { limit: integer, starting_after: text, expand }
const created = hash<Stripe.RangeQueryParam>({
  gte: integer,
  gt: integer,
  lt: integer,
  lte: integer,
})

/** What Stripe's API knows of what is asked of it here. */
export const RULES = {
  nothing: hash<object>({}),
  retrieve: hash<{ expand: string[] }>({ expand }),
  customer: hash<Stripe.CustomerCreateParams>({
    name: atMost(256),
    email,
    metadata,
    preferred_locales: listOf(text),
  }),
  session: hash<Stripe.Checkout.SessionCreateParams>(
    {
      mode: oneOf('payment', 'setup'),
      customer: text,
      client_reference_id: atMost(200),
      metadata,
      locale: oneOf('en', 'es'),
      success_url: address,
      cancel_url: address,
      submit_type: oneOf('auto', 'pay', 'book', 'donate'),
      allowed_payment_method_types: types,
      adaptive_pricing: hash<Stripe.Checkout.SessionCreateParams.AdaptivePricing>({
        enabled: boolean,
      }),
      line_items: listOf(
        hash<Stripe.Checkout.SessionCreateParams.LineItem>({
          quantity: integer,
          price_data: hash<Stripe.Checkout.SessionCreateParams.LineItem.PriceData>(
            {
              currency: text,
              unit_amount: integer,
              product_data:
                hash<Stripe.Checkout.SessionCreateParams.LineItem.PriceData.ProductData>(
                  { name: atMost(250) },
                  'name',
                ),
            },
            'currency',
          ),
        }),
      ),
      payment_intent_data: hash<Stripe.Checkout.SessionCreateParams.PaymentIntentData>({
        description: atMost(1000),
        metadata,
        setup_future_usage: oneOf('off_session', 'on_session'),
      }),
      setup_intent_data: hash<Stripe.Checkout.SessionCreateParams.SetupIntentData>({
        description: atMost(1000),
        metadata,
      }),
    },
    'success_url',
  ),
  sessions: hash<Stripe.Checkout.SessionListParams>({
    ...page,
    customer: text,
    payment_intent: text,
  }),
  intent: hash<Stripe.PaymentIntentCreateParams>(
    {
      amount: integer,
      currency: text,
      customer: text,
      payment_method: text,
      allowed_payment_method_types: types,
      confirm: boolean,
      off_session: boolean,
      description: atMost(1000),
      metadata,
      expand,
    },
    'amount',
    'currency',
  ),
  intents: hash<Stripe.PaymentIntentListParams>({ ...page, customer: text, created }),
  setups: hash<Stripe.SetupIntentListParams>({ ...page, payment_method: text }),
  refund: hash<Stripe.RefundCreateParams>({ payment_intent: text, amount: integer, metadata }),
  refunds: hash<Stripe.RefundListParams>({ ...page, payment_intent: text }),
  disputes: hash<Stripe.DisputeListParams>({ ...page, payment_intent: text }),
  events: hash<Stripe.EventListParams>({ ...page, types: listOf(text), created }),
}

const WHOLE_ONLY = ['isk', 'ugx']
const THREE_DECIMALS = ['bhd', 'jod', 'kwd', 'omr', 'tnd']

/** What Stripe's page on currencies says about amounts. */
export function checkAmount(amount: number, currency: string, param: string): void {
  if (!/^[a-z]{3}$/.test(currency))
    throw invalid(`Invalid currency: ${currency}`, undefined, 'currency')
  if (amount < 1)
    throw invalid('This value must be greater than or equal to 1.', 'amount_too_small', param)
  if (amount > 99_999_999)
    throw invalid('Amount must be no more than 999999.99', 'amount_too_large', param)
  const step = WHOLE_ONLY.includes(currency) ? 100 : THREE_DECIMALS.includes(currency) ? 10 : 1
  if (amount % step !== 0)
    throw invalid(
      `Invalid amount. Amounts in ${currency} must be evenly divisible by ${step}.`,
      'invalid_charge_amount_no_decimal_compatible',
      param,
    )
}
