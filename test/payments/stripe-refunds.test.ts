import { expect, test } from 'vitest'
import type { Gateway } from '../../src/payments/gateways/gateway.ts'
import type { StripeFake } from './stripe-fake/server.ts'
import { money, order, trouble, usd, world } from './stripe-world.ts'

const REFUNDS = 'POST /v1/refunds'

async function paid(
  stripe: StripeFake,
  gateway: Gateway,
  means: 'card' | 'bank' = 'card',
): Promise<{ checkout: string; id: string }> {
  const { reference } = await gateway.checkout(order('pay_1'))
  const { id } = stripe.payer.pay(reference, means)
  if (means === 'bank') stripe.payer.settle(id)
  return { checkout: reference, id }
}

test('gives back in parts, by the payment’s reference or its checkout’s, and never more than was paid', async () => {
  const { stripe, gateway } = await world()
  const { checkout, id } = await paid(stripe, gateway)
  const first = await gateway.refund(id, usd(250), 'refund_1')
  expect(first).toMatchObject({ state: 'succeeded', amount: usd(250) })
  await gateway.refund(checkout, usd(900), 'refund_2')
  expect(await trouble(gateway.refund(id, usd(101), 'refund_3'))).toBe('refused')
  await gateway.refund(id, usd(100), 'refund_4')
  const { state, refunds, amount } = await gateway.fetchPayment(id)
  expect([state, amount]).toEqual(['succeeded', usd(1250)])
  expect(refunds.map(money).toSorted()).toEqual(['100 USD', '250 USD', '900 USD'])
  expect(refunds.map(({ reference }) => reference)).toContain(first.reference)
})

test('a payment with more refunds than come with it shows all of them', async () => {
  const { stripe, gateway } = await world()
  const { id } = await paid(stripe, gateway)
  for (let n = 0; n < 12; n++) await gateway.refund(id, usd(100), `refund_${n}`)
  expect((await gateway.fetchPayment(id)).refunds).toHaveLength(12)
  expect(await gateway.refund(id, usd(100), 'refund_0')).toMatchObject({ state: 'succeeded' })
  expect(stripe.refunds.size).toBe(12)
})

test('one key gives back once: at the same moment, after a lost answer, and when Stripe has forgotten the key', async () => {
  const { stripe, gateway } = await world()
  const { id } = await paid(stripe, gateway)
  stripe.faults.push(
    { on: REFUNDS, what: 'broken_off_after' },
    { on: REFUNDS, what: 'broken_off_after' },
  )
  expect(await trouble(gateway.refund(id, usd(500), 'refund_1'))).toBe('unknown')
  const refunds = await Promise.all([1, 2].map(() => gateway.refund(id, usd(500), 'refund_1')))
  stripe.forgetKeys()
  refunds.push(await gateway.refund(id, usd(500), 'refund_1'))
  expect(new Set(refunds.map(({ reference }) => reference)).size).toBe(1)
  expect(stripe.refunds.size).toBe(1)
})

test('nothing is given back in another currency, of what was not paid, or of what nobody knows', async () => {
  const { stripe, gateway } = await world()
  const { id } = await paid(stripe, gateway)
  expect(await trouble(gateway.refund(id, { minor: 100n, currency: 'EUR' }, 'refund_1'))).toBe(
    'refused',
  )
  const { reference } = await gateway.checkout(order('pay_2'))
  expect(await trouble(gateway.refund(reference, usd(100), 'refund_2'))).toBe('refused')
  expect(await trouble(gateway.refund('pi_none', usd(100), 'refund_3'))).toBe('not_found')
  expect(stripe.refunds.size).toBe(0)
})

test('a refund to a bank is under way, and may come back', async () => {
  const { stripe, gateway } = await world()
  const { id } = await paid(stripe, gateway, 'bank')
  const { reference, state } = await gateway.refund(id, usd(1250), 'refund_1')
  expect(state).toBe('pending')
  stripe.payer.returnRefund(reference)
  expect((await gateway.fetchPayment(id)).refunds).toMatchObject([{ reference, state: 'failed' }])
})

test('a dispute is told with the day until which it can be answered, and how it ended', async () => {
  const { stripe, gateway } = await world()
  const { id } = await paid(stripe, gateway)
  const dispute = stripe.payer.dispute(id)
  const open = await gateway.fetchPayment(id)
  expect(open).toMatchObject({
    state: 'succeeded',
    disputes: [{ state: 'open', amount: usd(1250) }],
  })
  expect(open.disputes[0]!.answerBy?.epochMilliseconds).toBe((stripe.now + 7 * 86_400) * 1000)
  for (const [status, state] of [
    ['under_review', 'open'],
    ['won', 'won'],
    ['lost', 'lost'],
    ['warning_closed', 'won'],
  ] as const) {
    stripe.payer.closeDispute(dispute.id, status)
    expect((await gateway.fetchPayment(id)).disputes).toMatchObject([{ state }])
  }
  expect((await gateway.fetchPayment(id)).disputes[0]!.answerBy).toBeNull()
})
