import { expect, test } from 'vitest'
import { order, saved, trouble, world } from './stripe-world.ts'

test('a page on which a method is left asks for no money', async () => {
  const { stripe, gateway } = await world()
  const { reference, customer } = await gateway.saveMethod(order('setup_1'))
  expect(await trouble(gateway.fetchMethod(reference))).toBe('not_found')
  expect(await trouble(gateway.fetchPayment(reference))).toBe('not_found')
  stripe.payer.leaveMethod(reference)
  expect(await gateway.fetchMethod(reference)).toMatchObject({
    customer,
    kind: 'card',
    brand: 'Visa',
    last4: '4242',
    expires: '2030-08',
    usable: true,
  })
  expect(stripe.intents.size).toBe(0)
  const { params, key } = stripe.asked('POST /v1/checkout/sessions')[0]!
  expect(params).toMatchObject({ mode: 'setup', customer })
  expect(key).toBe('setup-setup_1')
})

test('an account that waits for its small deposits is not usable yet', async () => {
  const { stripe, gateway } = await world()
  const { reference } = await gateway.saveMethod(order('setup_1'))
  const setup = stripe.payer.leaveMethod(reference, 'bank_by_deposits')
  expect((await gateway.fetchMethod(reference)).usable).toBe(false)
  stripe.payer.finishSetup(setup.id)
  const left = await gateway.fetchMethod(reference)
  expect(left).toMatchObject({ kind: 'bank', last4: '6789', usable: true })
  expect(await gateway.fetchMethod(left.reference)).toEqual(left)
})

test('a mandate that is withdrawn before the first debit counts too', async () => {
  const { stripe, gateway } = await world()
  const { method } = await saved(stripe, gateway, 'bank')
  stripe.payer.withdrawMandate(method)
  expect((await gateway.fetchMethod(method)).usable).toBe(false)
})

test('an account that Stripe has blocked is not usable', async () => {
  const { stripe, gateway } = await world()
  const { method } = await saved(stripe, gateway, 'bank')
  stripe.methods.get(method)!.us_bank_account!.status_details = {
    blocked: { network_code: 'R02', reason: 'bank_account_closed' },
  }
  expect((await gateway.fetchMethod(method)).usable).toBe(false)
})

test('a method is removed once, and removing it again or what nobody knows changes nothing', async () => {
  const { stripe, gateway } = await world()
  const { method } = await saved(stripe, gateway)
  await Promise.all([gateway.removeMethod(method), gateway.removeMethod(method)])
  await gateway.removeMethod('pm_none')
  expect(stripe.methods.get(method)!.customer).toBeNull()
  expect(await trouble(gateway.fetchMethod(method))).toBe('not_found')
})
