import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { parseId } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { comparisonQueue } from '../../src/payments/comparing/comparing.ts'
import {
  connectGateway,
  setSandboxDeliveries,
} from '../../src/payments/gateways/accounts/accounts.ts'
import { paymentQueue } from '../../src/payments/paying/asking.ts'
import { clearParkedPayment } from '../../src/payments/parked/clearing.ts'
import { serveWorld, type ServedWorld } from '../e2e/served-world.ts'
import { aShop, type Shop } from './payments-world.ts'
import { paidAtSandbox } from './sandbox-steps.ts'

let world: ServedWorld
let shop: Shop
let shops = 0
// A Monday, at noon by the portal’s clock or near it.
const START = '2026-01-05T11:00:00Z'
const SOON = { timeout: 20_000, interval: 50 }

beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  return () => world.close()
})
/** The sandbox tells nothing, and nothing is asked for either: what is found, the comparison has found. */
beforeEach(async () => {
  await world.setClock(START)
  shop = await aShop(world, `night${++shops}`)
  await shop.act(connectGateway, { gateway: 'sandbox' })
  await shop.act(setSandboxDeliveries, { deliveries: 'lost' })
})

const pays = async (shown: string, number: Parameters<typeof paidAtSandbox>[2]) => {
  const paid = await paidAtSandbox(
    world,
    { portal: shop.portal.id, invoice: parseId('invoice', shown)! },
    number,
  )
  await world.owner(
    `update payment_attempts set poll_at = 'infinity' where portal_id = $1 and poll_at is not null`,
    [shop.portal.id],
  )
  return paid
}
interface Compared {
  compared: number
  repaired: number
  compared_at: Temporal.Instant | null
}
async function comparesAt(at: string): Promise<Compared> {
  await world.setClock(at)
  await wakeDue(world.installation, comparisonQueue)
  return vi.waitFor(async () => {
    const [row] = await world.owner<Compared>(
      'select compared, repaired, compared_at from payment_gateways where portal_id = $1',
      [shop.portal.id],
    )
    expect(row!.compared_at?.toString()).toBe(at)
    return row!
  }, SOON)
}

test('what webhooks missed for a day is put right at night, and what is right is left alone', async () => {
  const invoices = await Promise.all(Array.from({ length: 5 }, () => shop.issued()))
  for (const invoice of invoices.slice(0, 3)) await pays(invoice, 'pays')
  await pays(invoices[3]!, 'bank_pays')
  expect(await comparesAt('2026-01-06T03:00:00Z')).toMatchObject({ compared: 4, repaired: 4 })
  const states = async () => {
    await shop.browser.signIn(shop.ada)
    return Promise.all(invoices.map(async (invoice) => (await shop.shown(invoice)).state))
  }
  expect(await states()).toEqual(['paid', 'paid', 'paid', 'processing', 'open'])
  // What was told within ten minutes of it is looked at once more, and found right.
  expect(await comparesAt('2026-01-07T03:00:00Z')).toMatchObject({ repaired: 0 })
  const lines = await world.owner<{ details: unknown }>(
    `select details from audit_lines where portal_id = $1 and operation = 'payment_gateway.compare'
     order by seq`,
    [shop.portal.id],
  )
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatchObject({ details: { gateway: 'sandbox', compared: 4, repaired: 4 } })
})

test('a payment of another amount is parked, told to the team, and counted by nobody until staff have looked', async () => {
  const invoice = await shop.issued()
  const { payment } = await pays(invoice, 'pays')
  await world.owner('update sandbox_payments set amount = amount - 1 where id = $1', [payment])
  await comparesAt('2026-01-06T03:00:00Z')
  await shop.browser.signIn(shop.ada)
  expect((await shop.shown(invoice)).state).toBe('open')
  const { body } = await shop.api<{ payments: { id: string; why: string }[] }>(
    'GET',
    'parked-payments',
  )
  expect(body.payments).toMatchObject([{ why: 'amount', amount: '121.00', invoice }])
  const page = await (await shop.browser.get('/payments/parked')).text()
  expect(page).toContain('Another amount')
  expect(await (await shop.browser.get('/invoices')).text()).toContain('1 payment does not match')
  const told = (await mailbox(world.installation, shop.portal.id)).filter(({ subject }) =>
    subject?.includes('does not match'),
  )
  expect(told.map(({ to }) => to)).toEqual([shop.ada.email])
  const wish = { attempt: body.payments[0]!.id, reason: 'Paid back at the gateway' }
  await shop.act(clearParkedPayment, wish)
  expect((await shop.refused(clearParkedPayment, wish)).code).toBe('not_found')
  expect((await shop.api<{ payments: [] }>('GET', 'parked-payments')).body.payments).toEqual([])
  await wakeDue(world.installation, paymentQueue)
  expect((await shop.shown(invoice)).state).toBe('open')
})
