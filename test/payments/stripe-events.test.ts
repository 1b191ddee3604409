import { expect, test } from 'vitest'
import type Stripe from 'stripe'
import type { EventRead, Gateway } from '../../src/payments/gateways/gateway.ts'
import { EVENTS, PAYMENT_EVENTS } from '../../src/payments/gateways/stripe/events.ts'
import type { StripeFake } from './stripe-fake/server.ts'
import { gatewayTo, order, saved, usd, world } from './stripe-world.ts'

const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)

function read(
  gateway: Gateway,
  { body, signature }: { body: Uint8Array; signature: string | undefined },
  now: number,
): EventRead {
  return gateway.readEvent(
    body,
    (name) => (name === 'stripe-signature' ? signature : undefined),
    at(now),
  )
}

async function paidWorld(): Promise<{
  stripe: StripeFake
  gateway: Gateway
  id: string
  event: Stripe.Event
}> {
  const { stripe, gateway } = await world()
  const { reference } = await gateway.checkout(order('pay_1'))
  const { id } = stripe.payer.pay(reference)
  return { stripe, gateway, id, event: stripe.lastEvent('payment_intent.succeeded') }
}

test('an event that is signed says what it is about, and nothing else of it is believed', async () => {
  const { stripe, gateway, id, event } = await paidWorld()
  expect(read(gateway, stripe.signed(event), stripe.now)).toEqual({
    ok: true,
    event: {
      id: event.id,
      kind: 'payment_intent.succeeded',
      at: at(stripe.now),
      payment: id,
      method: null,
    },
  })
})

test('each secret that is in force is good while one takes over from the other, and no other', async () => {
  const { stripe, event } = await paidWorld()
  const both = await gatewayTo(stripe, { webhookSecrets: ['whsec_new', 'whsec_first'] })
  const onlyNew = await gatewayTo(stripe, { webhookSecrets: ['whsec_new'] })
  const forged = { ok: false, why: 'forged' }
  for (const secrets of [['whsec_first'], ['whsec_new'], ['whsec_first', 'whsec_new']])
    expect(read(both, stripe.signed(event, secrets), stripe.now)).toMatchObject({ ok: true })
  expect(read(onlyNew, stripe.signed(event, ['whsec_first']), stripe.now)).toEqual(forged)
  expect(read(onlyNew, stripe.signed(event, ['whsec_first', 'whsec_new']), stripe.now).ok).toBe(
    true,
  )
  for (const webhookSecrets of [[], [''], [' ']]) {
    const gateway = await gatewayTo(stripe, { webhookSecrets })
    expect(read(gateway, stripe.signed(event, ['whsec_first']), stripe.now)).toEqual(forged)
  }
})

test('five minutes later it is stale, by the clock that is given and not the machine’s', async () => {
  const { stripe, gateway, event } = await paidWorld()
  const sent = stripe.signed(event)
  expect(read(gateway, sent, stripe.now + 300).ok).toBe(true)
  expect(read(gateway, sent, stripe.now + 301)).toEqual({ ok: false, why: 'stale' })
})

test('a body that was changed by a byte is forged, and stale or not makes no difference', async () => {
  const { stripe, gateway, event } = await paidWorld()
  const sent = stripe.signed(event)
  const spaced = { ...sent, body: Buffer.from(JSON.stringify(event)) }
  expect(read(gateway, spaced, stripe.now)).toEqual({ ok: false, why: 'forged' })
  expect(read(gateway, spaced, stripe.now + 301)).toEqual({ ok: false, why: 'forged' })
  const older = { ...sent, signature: sent.signature.replace(/t=\d+/, `t=${stripe.now + 300}`) }
  expect(read(gateway, older, stripe.now + 301)).toEqual({ ok: false, why: 'forged' })
})

test('what is no event is malformed, and what is not signed at all', async () => {
  const { stripe, gateway, event } = await paidWorld()
  const malformed = { ok: false, why: 'malformed' }
  const { body } = stripe.signed(event)
  expect(read(gateway, { body, signature: undefined }, stripe.now)).toEqual(malformed)
  for (const odd of ['no event', null, 7, [], { id: 'evt_1', type: 'x', created: 1 }])
    expect(read(gateway, stripe.signed(odd as never), stripe.now)).toEqual(malformed)
  for (const signature of ['', 'nonsense', 't=1', 'v1=00', `t=${stripe.now},v1=`])
    expect(read(gateway, { body, signature }, stripe.now)).toEqual({ ok: false, why: 'forged' })
})

test('every event leads to the payment or the method it is about', async () => {
  const { stripe, gateway } = await world()
  const { reference } = await gateway.checkout(order('pay_1', { save: true }))
  const { id } = stripe.payer.pay(reference, 'bank')
  stripe.payer.settle(id)
  const back = await gateway.refund(id, usd(100), 'refund_1')
  stripe.payer.returnRefund(back.reference)
  stripe.payer.closeDispute(stripe.payer.dispute(id).id, 'lost')
  const { method, charge } = await saved(stripe, gateway, 'bank')
  stripe.payer.withdrawMandate(method)
  const failed = (await gateway.charge(charge('pay_2'))).reference
  await gateway.removeMethod(method)
  const ran = await gateway.checkout(order('pay_3'))
  stripe.payer.letExpire(ran.reference)

  const about = stripe.events
    .filter(({ type }) => EVENTS.includes(type))
    .map((event) => read(gateway, stripe.signed(event), stripe.now))
    .map((found) => found.ok && [found.event.kind, found.event.payment ?? found.event.method])
  expect(about).toEqual([
    ['payment_intent.processing', id],
    ['checkout.session.completed', id],
    ['payment_intent.succeeded', id],
    ['checkout.session.async_payment_succeeded', id],
    ['refund.created', id],
    ['charge.refunded', id],
    ['refund.failed', id],
    ['charge.dispute.created', id],
    ['charge.dispute.closed', id],
    ['setup_intent.succeeded', method],
    // Of a page that asked for a method alone: what it has left is told by the one before.
    ['checkout.session.completed', null],
    ['mandate.updated', method],
    ['payment_intent.payment_failed', failed],
    ['payment_method.detached', method],
    ['checkout.session.expired', ran.reference],
  ])
})

test('what the account sells elsewhere, and kinds that nobody asked for, are about nothing of ours', async () => {
  const { stripe, gateway, event } = await paidWorld()
  const intent = { ...(event.data.object as Stripe.PaymentIntent), metadata: { shop: '7' } }
  for (const other of [
    { ...event, data: { object: intent } },
    { ...event, type: 'customer.created', data: { object: { object: 'customer', id: 'cus_1' } } },
  ] as Stripe.Event[])
    expect(read(gateway, stripe.signed(other), stripe.now)).toMatchObject({
      ok: true,
      event: { payment: null, method: null },
    })
})

test('the nightly comparison tells each payment that changed between two moments, once, as it is now', async () => {
  const { stripe, gateway } = await world()
  const begun = stripe.now
  const debit = await gateway.checkout(order('pay_1'))
  const { id } = stripe.payer.pay(debit.reference, 'bank')
  stripe.now += 4 * 86_400
  const settled = stripe.now
  stripe.payer.settle(id)
  const others = new Set<string>()
  const { charge } = await saved(stripe, gateway)
  for (let n = 0; n < 60; n++) others.add((await gateway.charge(charge(`pay_of_${n}`))).reference)
  stripe.emit('payment_intent.succeeded', { object: 'payment_intent', id: 'pi_shop', metadata: {} })
  const changed = async (since: number, until: number) => {
    const payments = await Array.fromAsync(gateway.changedPayments(at(since), at(until)))
    return payments.map(({ reference, state }) => [reference, state])
  }
  expect(await changed(begun, begun + 1)).toEqual([[id, 'succeeded']])
  expect(await changed(begun + 1, settled)).toEqual([])
  const all = await changed(settled, settled + 1)
  expect(all).toHaveLength(61)
  expect(new Set(all.map(([reference]) => reference))).toEqual(new Set([id, ...others]))
})

test('no more kinds are asked for at once than Stripe takes', () => {
  expect(PAYMENT_EVENTS.length).toBeLessThanOrEqual(20)
  expect(new Set(EVENTS).size).toBe(EVENTS.length)
})
