import type Stripe from 'stripe'
import { GatewayTrouble, type Checkout, type CheckoutOrder, type MethodKind } from '../gateway.ts'
import { toStripe } from './amounts.ts'
import { keyed } from './client.ts'
import { instant } from './translate.ts'

type SaveOrder = Omit<CheckoutOrder, 'amount' | 'invoice' | 'save'>

/** A name of a product may be so long at Stripe, and a description longer. */
const NAME_LETTERS = 250

/** Stripe's own page for a payment. @throws GatewayTrouble */
export async function checkout(stripe: Stripe, order: CheckoutOrder): Promise<Checkout> {
  const { amount, currency } = toStripe(order.amount)
  const metadata = { portal: order.portal, invoice: order.invoice, payment: order.payment }
  const customer = await customerOf(stripe, order)
  const session = await stripe.checkout.sessions.create(
    {
      ...pageFor(order, customer, metadata),
      mode: 'payment',
      allowed_payment_method_types: typesOf(order.methods, currency),
      line_items: [
        {
          price_data: {
            currency,
            unit_amount: amount,
            product_data: { name: order.description.slice(0, NAME_LETTERS) },
          },
          quantity: 1,
        },
      ],
      payment_intent_data: {
        description: order.description,
        metadata,
        ...(order.save && { setup_future_usage: 'off_session' }),
      },
      // The invoice is paid in its own currency and to the cent.
      adaptive_pricing: { enabled: false },
      submit_type: 'pay',
    },
    keyed('checkout', order.payment),
  )
  return checkoutFrom(session, customer)
}

/** Stripe's own page on which a method is left and nothing paid. @throws GatewayTrouble */
export async function saveMethod(stripe: Stripe, order: SaveOrder): Promise<Checkout> {
  const metadata = { portal: order.portal, payment: order.payment }
  const customer = await customerOf(stripe, order)
  const session = await stripe.checkout.sessions.create(
    {
      ...pageFor(order, customer, metadata),
      mode: 'setup',
      allowed_payment_method_types: typesOf(order.methods, null),
      setup_intent_data: { description: order.description, metadata },
    },
    keyed('setup', order.payment),
  )
  return checkoutFrom(session, customer)
}

const pageFor = (order: SaveOrder, customer: string, metadata: Stripe.MetadataParam) => ({
  customer,
  client_reference_id: order.payment,
  metadata,
  locale: order.language,
  success_url: order.returnTo,
  cancel_url: order.cancelTo,
})

/**
 * Whose payment it is at Stripe. Made before the page rather than by it, so that it is known from the beginning: by it
 * their payments are found, whatever became of the answers. Costs a call, and leaves a customer behind who never paid.
 */
async function customerOf(stripe: Stripe, order: SaveOrder): Promise<string> {
  if (order.customer !== null) return order.customer
  const { id } = await stripe.customers.create(
    {
      name: order.name,
      ...(order.email !== null && { email: order.email }),
      preferred_locales: [order.language],
      metadata: { portal: order.portal },
    },
    keyed('customer', order.payment),
  )
  return id
}

/** @throws GatewayTrouble refused where none is left: bank debits are of the United States and in dollars */
function typesOf(
  methods: readonly MethodKind[],
  currency: string | null,
): ('card' | 'us_bank_account')[] {
  const types = methods
    .filter((method) => method === 'card' || currency === null || currency === 'usd')
    .map((method) => (method === 'card' ? ('card' as const) : ('us_bank_account' as const)))
  if (types.length === 0)
    throw new GatewayTrouble('refused', `Stripe takes no bank debits in ${currency ?? 'that'}`)
  return types
}

function checkoutFrom(session: Stripe.Checkout.Session, customer: string): Checkout {
  if (session.url === null)
    throw new GatewayTrouble('refused', `Stripe has no page for ${session.id} any more`)
  return {
    reference: session.id,
    address: session.url,
    customer,
    expires: instant(session.expires_at),
  }
}
