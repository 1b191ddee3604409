import { expect, test } from 'vitest'
import { API_VERSION } from '../../src/payments/gateways/stripe/client.ts'
import { money, order, taken, trouble, usd, world } from './stripe-world.ts'

const CHECKOUTS = 'POST /v1/checkout/sessions'

test('sends the payer to a page of Stripe’s own, which names what is paid and to whom it belongs', async () => {
  const { stripe, gateway } = await world()
  const checkout = await gateway.checkout(order('pay_1', { save: true, language: 'es' }))
  expect(checkout).toMatchObject({
    reference: expect.stringMatching(/^cs_/) as string,
    address: `https://checkout.stripe.com/c/pay/${checkout.reference}`,
    customer: expect.stringMatching(/^cus_/) as string,
  })
  expect(checkout.expires.epochMilliseconds).toBe((stripe.now + 86_400) * 1000)
  const metadata = { portal: 'ptl_harbour', invoice: 'inv_of_pay_1', payment: 'pay_1' }
  expect(stripe.asked(CHECKOUTS)[0]).toMatchObject({
    key: 'checkout-pay_1',
    version: API_VERSION,
    params: {
      mode: 'payment',
      locale: 'es',
      customer: checkout.customer,
      client_reference_id: 'pay_1',
      metadata,
      payment_intent_data: { metadata, setup_future_usage: 'off_session' },
      line_items: [{ price_data: { currency: 'usd', unit_amount: '1250' }, quantity: '1' }],
      adaptive_pricing: { enabled: 'false' },
    },
  })
})

test('is open until somebody has paid, and is then known by the payment’s own reference too', async () => {
  const { stripe, gateway } = await world()
  const { reference, address, expires } = await gateway.checkout(order('pay_1'))
  const open = { state: 'open', reference, address, dueBy: expires, payment: 'pay_1' }
  expect(await gateway.fetchPayment(reference)).toMatchObject(open)
  const intent = stripe.payer.pay(reference)
  const paid = await gateway.fetchPayment(reference)
  expect(paid).toMatchObject({
    reference: intent.id,
    state: 'succeeded',
    portal: 'ptl_harbour',
    invoice: 'inv_of_pay_1',
    payment: 'pay_1',
    method: { kind: 'card', brand: 'Visa', last4: '4242', expires: '2030-08', usable: false },
    address: null,
    dueBy: null,
    failure: null,
    refunds: [],
    disputes: [],
  })
  expect(money(paid)).toBe('1250 USD')
  expect(await gateway.fetchPayment(intent.id)).toEqual(paid)
})

test('asked twice, it is one page and one customer, also after the answer was lost', async () => {
  const { stripe, gateway } = await world()
  stripe.faults.push(
    ...Array.from({ length: 2 }, () => ({ on: CHECKOUTS, what: 'broken_off_after' as const })),
  )
  expect(await trouble(gateway.checkout(order('pay_1')))).toBe('unknown')
  const [first, second] = await Promise.all([1, 2].map(() => gateway.checkout(order('pay_1'))))
  expect(second).toEqual(first)
  expect([stripe.sessions.size, stripe.customers.size]).toEqual([1, 1])
})

test('a customer who has paid before stays the same one', async () => {
  const { stripe, gateway } = await world()
  const { customer } = await gateway.checkout(order('pay_1'))
  expect((await gateway.checkout(order('pay_2', { customer }))).customer).toBe(customer)
  expect(stripe.customers.size).toBe(1)
  expect(await trouble(gateway.checkout(order('pay_3', { customer: 'cus_removed' })))).toBe(
    'not_found',
  )
})

test('somebody without an e-mail can pay: Stripe asks them for one', async () => {
  const { stripe, gateway } = await world()
  await gateway.checkout(order('pay_1', { email: null }))
  expect(stripe.asked('POST /v1/customers')[0]!.params).not.toHaveProperty('email')
})

test('a decline leaves the page open for another card, and says why', async () => {
  const { stripe, gateway } = await world()
  const { reference, address } = await gateway.checkout(order('pay_1'))
  const { id } = stripe.payer.pay(reference, 'card', {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'insufficient_funds',
  })
  for (const known of [reference, id])
    expect(await gateway.fetchPayment(known)).toMatchObject({
      state: 'open',
      address,
      failure: { code: 'insufficient_funds', hard: false },
    })
  stripe.payer.pay(reference)
  expect(await gateway.fetchPayment(id)).toMatchObject({ state: 'succeeded', failure: null })
})

test('a bank debit is under way for days, and clears', async () => {
  const { stripe, gateway } = await world()
  const { reference } = await gateway.checkout(order('pay_1', { save: true }))
  const { id } = stripe.payer.pay(reference, 'bank')
  expect(await gateway.fetchPayment(id)).toMatchObject({
    state: 'processing',
    method: { kind: 'bank', brand: 'STRIPE TEST BANK', last4: '6789', expires: null, usable: true },
  })
  stripe.payer.settle(id)
  expect(await gateway.fetchPayment(reference)).toMatchObject({ state: 'succeeded' })
})

test.each([
  ['insufficient_funds', 'insufficient_funds', false],
  ['account_closed', 'account_closed', true],
  ['debit_not_authorized', 'mandate_withdrawn', true],
  ['bank_account_restricted', 'declined', true],
  ['something_new', 'other', false],
])('a bank debit that fails at the end with %s is %s', async (code, is, hard) => {
  const { stripe, gateway } = await world()
  const { reference } = await gateway.checkout(order('pay_1'))
  const { id } = stripe.payer.pay(reference, 'bank')
  stripe.payer.settle(id, { type: 'invalid_request_error', code })
  const failed = { state: 'failed', failure: { code: is, hard }, address: null }
  expect(await gateway.fetchPayment(id)).toMatchObject(failed)
  expect(await gateway.fetchPayment(reference)).toMatchObject(failed)
})

test('a bank verified by small deposits is a task with an address and a date', async () => {
  const { stripe, gateway } = await world()
  const { reference } = await gateway.checkout(order('pay_1'))
  const { id } = stripe.payer.pay(reference, 'bank_by_deposits')
  const waiting = await gateway.fetchPayment(id)
  expect(waiting).toMatchObject({
    state: 'verification_needed',
    address: `https://payments.stripe.com/microdeposit/${id}`,
  })
  expect(waiting.dueBy?.epochMilliseconds).toBe((stripe.now + 10 * 86_400) * 1000)
  stripe.payer.stateDeposits(id)
  expect(await gateway.fetchPayment(id)).toMatchObject({ state: 'processing', address: null })
})

test('bank debits are offered for dollars alone', async () => {
  const { stripe, gateway } = await world()
  const euros = { amount: { minor: 900n, currency: 'EUR' } }
  await gateway.checkout(order('pay_1', euros))
  await gateway.checkout(order('pay_2'))
  expect(
    stripe.asked(CHECKOUTS).map(({ params }) => params['allowed_payment_method_types']),
  ).toEqual([['card'], ['card', 'us_bank_account']])
  expect(await trouble(gateway.checkout(order('pay_3', { ...euros, methods: ['bank'] })))).toBe(
    'refused',
  )
})

test.each([
  ['ISK', 500n, '50000'],
  ['UGX', 9000n, '900000'],
  ['HUF', 990n, '99000'],
  ['JPY', 500n, '500'],
  ['KWD', 5120n, '5120'],
])(
  'an amount in %s is what Stripe counts in, and comes back as it was',
  async (currency, minor, counted) => {
    const { stripe, gateway } = await world()
    const { reference } = await gateway.checkout(order('pay_1', { amount: { minor, currency } }))
    expect(stripe.asked(CHECKOUTS)[0]!.params['line_items']).toMatchObject([
      { price_data: { unit_amount: counted, currency: currency.toLowerCase() } },
    ])
    expect((await gateway.fetchPayment(reference)).amount).toEqual({ minor, currency })
    stripe.payer.pay(reference)
    expect((await gateway.fetchPayment(reference)).amount).toEqual({ minor, currency })
  },
)

test('an amount that Stripe takes only rounded is refused before anybody is sent there', async () => {
  const { stripe, gateway } = await world()
  const amount = { minor: 5124n, currency: 'KWD' }
  expect(await trouble(gateway.checkout(order('pay_1', { amount })))).toBe('refused')
  expect(await trouble(gateway.checkout(order('pay_1', { amount: usd(0) })))).toBe('refused')
  expect(stripe.calls).toEqual([])
})

test('a page that ran out can no longer be paid', async () => {
  const { stripe, gateway } = await world()
  const { reference } = await gateway.checkout(order('pay_1'))
  stripe.payer.letExpire(reference)
  const over = { state: 'cancelled', address: null, dueBy: null }
  expect(await gateway.fetchPayment(reference)).toMatchObject(over)
  const tried = await gateway.checkout(order('pay_2'))
  const { id } = stripe.payer.pay(tried.reference, 'card', {
    type: 'card_error',
    code: 'expired_card',
  })
  stripe.payer.letExpire(tried.reference)
  expect(await gateway.fetchPayment(id)).toMatchObject(over)
})

test('cancelled, a page can no longer be paid; paid before, it says so; cancelled twice is cancelled', async () => {
  const { stripe, gateway } = await world()
  const first = await gateway.checkout(order('pay_1'))
  const ended = await Promise.all([1, 2].map(() => gateway.cancel(first.reference)))
  expect(ended.map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
  expect(() => stripe.payer.pay(first.reference)).toThrow('expired')
  const second = await gateway.checkout(order('pay_2'))
  stripe.payer.pay(second.reference)
  expect((await gateway.cancel(second.reference)).state).toBe('succeeded')
  const third = await gateway.checkout(order('pay_3'))
  const { id } = stripe.payer.pay(third.reference, 'card', { type: 'card_error' })
  expect((await gateway.cancel(id)).state).toBe('cancelled')
  expect(taken(stripe)).toBe(1250)
})

test('money under way cannot be called back, and nobody is told that it was', async () => {
  const { stripe, gateway } = await world()
  for (const means of ['bank', 'bank_by_deposits'] as const) {
    const { reference } = await gateway.checkout(order(means))
    const { id } = stripe.payer.pay(reference, means)
    expect(await trouble(gateway.cancel(reference))).toBe('refused')
    expect(await trouble(gateway.cancel(id))).toBe('refused')
  }
})
