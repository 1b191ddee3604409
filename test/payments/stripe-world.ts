import { expect } from 'vitest'
import type {
  ChargeOrder,
  CheckoutOrder,
  Gateway,
  GatewayPayment,
  GatewayTrouble,
} from '../../src/payments/gateways/gateway.ts'
import { stripeGateway } from '../../src/payments/gateways/stripe/adapter.ts'
import type { Behaviour } from './stripe-fake/fake.ts'
import { StripeFake } from './stripe-fake/server.ts'

export const usd = (minor: number) => ({ minor: BigInt(minor), currency: 'USD' })

/** What is asked for by whoever pays invoice after invoice. */
export const order = (payment: string, more: Partial<CheckoutOrder> = {}): CheckoutOrder => ({
  portal: 'ptl_harbour',
  invoice: `inv_of_${payment}`,
  payment,
  amount: usd(12_50),
  description: 'HL-0007 Advice in March',
  language: 'en',
  email: 'amelia@clients.example',
  name: 'Amelia Hartley',
  methods: ['card', 'bank'],
  save: false,
  customer: null,
  returnTo: 'https://harbour.example/pay/done',
  cancelTo: 'https://harbour.example/pay',
  ...more,
})

/** A Stripe of its own for a test, and a portal's gateway to it. */
export async function world(): Promise<{ stripe: StripeFake; gateway: Gateway }> {
  const stripe = await StripeFake.start()
  return { stripe, gateway: await gatewayTo(stripe) }
}

export const gatewayTo = (
  stripe: StripeFake,
  more: { secretKey?: string; webhookSecrets?: string[]; timeoutMs?: number } = {},
): Promise<Gateway> =>
  stripeGateway(
    { secretKey: stripe.secretKey, webhookSecrets: stripe.webhookSecrets, ...more },
    { at: stripe.url, ...(more.timeoutMs && { timeoutMs: more.timeoutMs }) },
  )

/** A customer who has left a card or an account, and the order by which it is charged. */
export async function saved(
  stripe: StripeFake,
  gateway: Gateway,
  means: 'card' | 'bank' = 'card',
  behaviour?: Behaviour,
): Promise<{ customer: string; method: string; charge: (payment: string) => ChargeOrder }> {
  const { reference, customer } = await gateway.saveMethod(order('setup'))
  stripe.payer.leaveMethod(reference, means, behaviour)
  const { reference: method } = await gateway.fetchMethod(reference)
  return {
    customer: customer!,
    method,
    charge: (payment) => {
      const { portal, invoice, amount, description, language } = order(payment)
      return {
        portal,
        invoice,
        payment,
        amount,
        description,
        language,
        customer: customer!,
        method,
      }
    },
  }
}

export async function trouble(asked: Promise<unknown>): Promise<GatewayTrouble['kind']> {
  const error: unknown = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ kind: expect.any(String) as string })
  return (error as GatewayTrouble).kind
}

export const money = ({ amount }: { amount: GatewayPayment['amount'] }): string =>
  `${amount.minor} ${amount.currency}`

/** What was taken from somebody at Stripe, whatever has been told of it. */
export const taken = (stripe: StripeFake): number =>
  [...stripe.charges.values()]
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount, 0)
