import { expect, test } from 'vitest'
import { stripeGateway } from '../../src/payments/gateways/stripe/adapter.ts'
import { openClient } from '../../src/payments/gateways/stripe/client.ts'
import { GatewayTrouble } from '../../src/payments/gateways/gateway.ts'
import { gatewayTo, order, trouble, usd, world } from './stripe-world.ts'

test('says whose account the keys are of, and whether money is real there', async () => {
  const { stripe, gateway } = await world()
  expect(await gateway.test()).toEqual({
    account: 'site@stripe.com (acct_1HarbourLaw)',
    live: false,
  })
  stripe.secretKey = 'rk_live_harbour'
  expect((await (await gatewayTo(stripe)).test()).live).toBe(true)
})

test('wrong keys are told as such, whatever was asked for, and the key is in no message', async () => {
  const { stripe } = await world()
  const gateway = await gatewayTo(stripe, { secretKey: 'sk_test_of_nobody' })
  const asked: (() => Promise<unknown>)[] = [
    () => gateway.test(),
    () => gateway.checkout(order('pay_1')),
    () => gateway.saveMethod(order('pay_1')),
    () => gateway.charge({ ...order('pay_1'), customer: 'cus_1', method: 'pm_1' }),
    () => gateway.fetchPayment('pi_1'),
    () => gateway.findPayment(order('pay_1', { customer: 'cus_1' })),
    () => gateway.fetchMethod('pm_1'),
    () => gateway.cancel('pi_1'),
    () => gateway.refund('pi_1', usd(1), 'refund_1'),
    () => gateway.removeMethod('pm_1'),
    () => Array.fromAsync(gateway.changedPayments(instant(0), instant(1))),
  ]
  for (const ask of asked) expect(await trouble(ask())).toBe('wrong_keys')
  await expect(gateway.test()).rejects.not.toThrow('sk_test_of_nobody')
})

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

test.each([429, 500, 503, 409])(
  'a status of %i is unknown: it is asked for again with the same key',
  async (what) => {
    const { stripe, gateway } = await world()
    stripe.faults.push({ on: 'POST /v1/checkout/sessions', what })
    expect(await trouble(gateway.checkout(order('pay_1')))).toBe('unknown')
    expect(await gateway.checkout(order('pay_1'))).toMatchObject({
      reference: expect.any(String) as string,
    })
    expect(stripe.asked('POST /v1/checkout/sessions').map(({ key }) => key)).toEqual([
      'checkout-pay_1',
      'checkout-pay_1',
    ])
  },
)

test('a right that a restricted key lacks is a matter of the keys', async () => {
  const { stripe, gateway } = await world()
  stripe.faults.push({ on: 'GET /v1/account', what: 403 })
  expect(await trouble(gateway.test())).toBe('wrong_keys')
})

test('no answer in time is unknown, and nothing is tried again behind anybody’s back', async () => {
  const { stripe } = await world()
  const gateway = await gatewayTo(stripe, { timeoutMs: 200 })
  stripe.faults.push({ on: 'GET /v1/account', what: 'silent_before' })
  expect(await trouble(gateway.test())).toBe('unknown')
  expect(stripe.calls).toHaveLength(1)
})

test('nobody there is unknown too', async () => {
  const keys = { secretKey: 'sk_test_harbour', webhookSecrets: [] }
  const gateway = await stripeGateway(keys, { at: new URL('http://127.0.0.1:9') })
  expect(await trouble(gateway.test())).toBe('unknown')
})

test('one payment cannot become another: the same id with another amount is refused', async () => {
  const { gateway } = await world()
  const { customer } = await gateway.checkout(order('pay_1'))
  expect(await trouble(gateway.checkout(order('pay_1', { customer, amount: usd(999) })))).toBe(
    'refused',
  )
})

test('what Stripe does not know is not found', async () => {
  const { gateway } = await world()
  for (const reference of ['pi_none', 'cs_none', 'nonsense'])
    expect(await trouble(gateway.fetchPayment(reference))).toBe('not_found')
  for (const reference of ['pi_none', 'cs_none', 'pm_none'])
    expect(await trouble(gateway.fetchMethod(reference))).toBe('not_found')
  expect(await trouble(gateway.cancel('pi_none'))).toBe('not_found')
})

test('trouble carries neither what was typed nor the error it came from, which holds more', async () => {
  const { gateway } = await world()
  const error: unknown = await gateway
    .checkout(order('pay_1', { email: 'no address of Amelia' }))
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(GatewayTrouble)
  expect(error).toMatchObject({ kind: 'refused' })
  expect((error as Error).message).toContain('email_invalid')
  expect((error as Error).message).not.toContain('Amelia')
  expect((error as Error).cause).toBeUndefined()
})

// What the tests beside this one stand on: that the Stripe they ask refuses what Stripe would.
test.each<[string, (client: Awaited<ReturnType<typeof openClient>>) => Promise<unknown>, string]>([
  [
    'a parameter that it does not know',
    (s) => s.customers.create({ nmae: 'Amelia' } as object),
    'parameter_unknown',
  ],
  [
    'one below another',
    (s) =>
      s.checkout.sessions.create({
        success_url: 'https://x.example',
        payment_intent_data: { save: true } as object,
      }),
    'parameter_unknown',
  ],
  [
    'one that is missing',
    (s) => s.checkout.sessions.create({ mode: 'payment' }),
    'parameter_missing',
  ],
  [
    'one that is no number',
    (s) => s.paymentIntents.create({ amount: 12.5, currency: 'usd' }),
    'parameter_invalid_integer',
  ],
  [
    'a customer of nobody’s',
    (s) => s.checkout.sessions.create({ success_url: 'https://x.example', customer: 'cus_none' }),
    'resource_missing',
  ],
])('the tests’ own Stripe refuses %s', async (_, ask, code) => {
  const { stripe } = await world()
  const client = await openClient(
    { secretKey: stripe.secretKey, webhookSecrets: [] },
    { at: stripe.url },
  )
  await expect(ask(client)).rejects.toMatchObject({ code })
})

test('the tests’ own Stripe refuses what cannot be expanded, another version, and a key that was for something else', async () => {
  const { stripe } = await world()
  const client = await openClient(
    { secretKey: stripe.secretKey, webhookSecrets: [] },
    { at: stripe.url },
  )
  const key = { idempotencyKey: 'one' }
  const { id } = await client.customers.create({ name: 'Amelia' }, key)
  await expect(client.customers.create({ name: 'Grace' }, key)).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
  })
  expect((await client.customers.create({ name: 'Amelia' }, key)).id).toBe(id)
  await expect(client.accounts.retrieveCurrent({}, { apiVersion: '2020-08-27' })).rejects.toThrow(
    'version',
  )
  const session = await client.checkout.sessions.create({
    mode: 'setup',
    customer: id,
    success_url: 'https://x.example',
    allowed_payment_method_types: ['card'],
  })
  await expect(
    client.checkout.sessions.retrieve(session.id, { expand: ['secrets'] }),
  ).rejects.toThrow('cannot be expanded')
})
