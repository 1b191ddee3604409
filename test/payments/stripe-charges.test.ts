import { expect, test } from 'vitest'
import { gatewayTo, order, saved, taken, trouble, usd, world } from './stripe-world.ts'

const INTENTS = 'POST /v1/payment_intents'

test('charges a card that was left, while its owner is away', async () => {
  const { stripe, gateway } = await world()
  const { customer, method, charge } = await saved(stripe, gateway)
  const paid = await gateway.charge(charge('pay_1'))
  expect(paid).toMatchObject({
    state: 'succeeded',
    amount: usd(1250),
    portal: 'ptl_harbour',
    invoice: 'inv_of_pay_1',
    payment: 'pay_1',
    method: { reference: method, usable: true },
  })
  expect(stripe.asked(INTENTS)[0]).toMatchObject({
    key: 'charge-pay_1',
    params: { customer, payment_method: method, confirm: 'true', off_session: 'true' },
  })
  expect(await gateway.fetchPayment(paid.reference)).toEqual(paid)
})

test('a card that was left with a payment is charged for the next', async () => {
  const { stripe, gateway } = await world()
  const { reference, customer } = await gateway.checkout(order('pay_1', { save: true }))
  stripe.payer.pay(reference)
  const { reference: method, ...left } = await gateway.fetchMethod(reference)
  expect(left).toMatchObject({ customer, usable: true })
  const { portal, invoice, amount, description, language } = order('pay_2')
  const next = { portal, invoice, amount, description, language, payment: 'pay_2', method }
  expect(await gateway.charge({ ...next, customer: customer! })).toMatchObject({
    state: 'succeeded',
  })
})

test.each([
  ['insufficient_funds', 'insufficient_funds', false],
  ['do_not_honor', 'declined', false],
  ['a code of next year', 'declined', false],
  ['lost_card', 'lost_or_stolen', true],
  ['expired_card', 'expired', true],
  ['revocation_of_authorization', 'mandate_withdrawn', true],
  ['transaction_not_allowed', 'declined', true],
])('a decline for %s is a payment that failed, %s', async (decline_code, code, hard) => {
  const { stripe, gateway } = await world()
  const behaviour = { type: 'card_error', code: 'card_declined', decline_code }
  const { charge } = await saved(stripe, gateway, 'card', behaviour)
  const failed = { state: 'failed', failure: { code, hard }, method: { last4: '4242' } }
  expect(await gateway.charge(charge('pay_1'))).toMatchObject(failed)
  expect(await gateway.charge(charge('pay_1'))).toMatchObject(failed)
  expect(stripe.intents.size).toBe(1)
})

test('what the network advises never to try again is not', async () => {
  const { stripe, gateway } = await world()
  const { charge } = await saved(stripe, gateway, 'card', {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'insufficient_funds',
    advice_code: 'do_not_try_again',
  })
  expect((await gateway.charge(charge('pay_1'))).failure).toEqual({
    code: 'insufficient_funds',
    hard: true,
  })
})

test('a bank that wants to hear from its customer is a state, and a new checkout the way on', async () => {
  const { stripe, gateway } = await world()
  const { customer, charge } = await saved(stripe, gateway, 'card', {
    type: 'card_error',
    code: 'authentication_required',
  })
  const waiting = await gateway.charge(charge('pay_1'))
  expect(waiting).toMatchObject({
    state: 'authentication_needed',
    address: null,
    failure: { code: 'authentication_failed', hard: false },
  })
  expect(await gateway.fetchPayment(waiting.reference)).toEqual(waiting)
  expect((await gateway.cancel(waiting.reference)).state).toBe('cancelled')
  const { reference } = await gateway.checkout(order('pay_2', { customer }))
  stripe.payer.pay(reference)
  expect((await gateway.fetchPayment(reference)).state).toBe('succeeded')
  expect(taken(stripe)).toBe(1250)
})

test('a charge that went through without an answer is unknown, is found, and is never made again', async () => {
  const { stripe, gateway } = await world()
  const { charge } = await saved(stripe, gateway)
  const impatient = await gatewayTo(stripe, { timeoutMs: 2000 })
  stripe.faults.push({ on: INTENTS, what: 'silent_after' })
  expect(await trouble(impatient.charge(charge('pay_1')))).toBe('unknown')
  const found = await gateway.findPayment(charge('pay_1'))
  expect(found).toMatchObject({ state: 'succeeded', payment: 'pay_1' })
  // Polling goes on after Stripe has forgotten the key.
  stripe.forgetKeys()
  expect(await gateway.charge(charge('pay_1'))).toEqual(found)
  expect(taken(stripe)).toBe(1250)
})

test('a charge that never arrived is found nowhere, and asked for again it is made', async () => {
  const { stripe, gateway } = await world()
  const { charge } = await saved(stripe, gateway)
  stripe.faults.push({ on: INTENTS, what: 500 })
  expect(await trouble(gateway.charge(charge('pay_1')))).toBe('unknown')
  expect(await gateway.findPayment(charge('pay_1'))).toBeNull()
  expect((await gateway.charge(charge('pay_1'))).state).toBe('succeeded')
  expect(taken(stripe)).toBe(1250)
})

test('asked for twice at the same moment, or over a connection that broke, it is one charge', async () => {
  const { stripe, gateway } = await world()
  const { charge } = await saved(stripe, gateway)
  stripe.faults.push({ on: INTENTS, what: 'broken_off_after' })
  const paid = await Promise.all([1, 2].map(() => gateway.charge(charge('pay_1'))))
  expect(paid[1]).toEqual(paid[0])
  expect(taken(stripe)).toBe(1250)
})

test('one payment is found among more of the same customer than a page of them', async () => {
  const { stripe, gateway } = await world()
  const { customer, charge } = await saved(stripe, gateway)
  const first = await gateway.charge(charge('pay_0'))
  const intent = stripe.intents.get(first.reference)!
  for (let n = 1; n <= 120; n++)
    stripe.intents.set(`pi_of_${n}`, {
      ...intent,
      id: `pi_of_${n}`,
      metadata: { payment: `pay_${n}` },
    })
  expect((await gateway.findPayment(charge('pay_0')))?.reference).toBe(first.reference)
  expect(await gateway.findPayment({ ...order('pay_none'), customer })).toBeNull()
})

test('a checkout whose answer was lost is found by its customer; without one nobody was sent anywhere', async () => {
  const { stripe, gateway } = await world()
  const { customer } = await gateway.checkout(order('pay_1'))
  const { reference } = await gateway.checkout(order('pay_2', { customer }))
  const asked = order('pay_2', { customer })
  expect(await gateway.findPayment(asked)).toMatchObject({ reference, state: 'open' })
  const { id } = stripe.payer.pay(reference)
  expect(await gateway.findPayment(asked)).toMatchObject({ reference: id, state: 'succeeded' })
  expect(await gateway.findPayment(order('pay_2'))).toBeNull()
})

test('an account at a bank is debited while its owner is away, until its mandate is withdrawn', async () => {
  const { stripe, gateway } = await world()
  const { method, charge } = await saved(stripe, gateway, 'bank')
  const first = await gateway.charge(charge('pay_1'))
  expect(first).toMatchObject({ state: 'processing', method: { kind: 'bank', usable: true } })
  stripe.payer.settle(first.reference)
  stripe.payer.withdrawMandate(method)
  expect((await gateway.fetchMethod(method)).usable).toBe(false)
  expect((await gateway.fetchPayment(first.reference)).method?.usable).toBe(false)
  expect(await gateway.charge(charge('pay_2'))).toMatchObject({
    state: 'failed',
    failure: { code: 'mandate_withdrawn', hard: true },
  })
})

test('a method that is another’s, or was removed, is not charged', async () => {
  const { stripe, gateway } = await world()
  const { method, charge } = await saved(stripe, gateway)
  const { customer } = await gateway.checkout(order('pay_other'))
  expect(await trouble(gateway.charge({ ...charge('pay_1'), customer: customer! }))).toBe(
    'not_found',
  )
  await gateway.removeMethod(method)
  expect(await trouble(gateway.charge(charge('pay_1')))).toBe('not_found')
  expect(taken(stripe)).toBe(0)
})
