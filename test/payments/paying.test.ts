import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { parseId } from '../../src/kit/ids.ts'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { clockCaller, perform } from '../../src/kit/operation.ts'
import {
  connectGateway,
  setSandboxDeliveries,
} from '../../src/payments/gateways/accounts/accounts.ts'
import { voidInvoice } from '../../src/payments/index.ts'
import { payToken } from '../../src/payments/link/link.ts'
import { paymentQueue } from '../../src/payments/paying/asking.ts'
import { settlePayment } from '../../src/payments/paying/settling.ts'
import { refundPayment } from '../../src/payments/refunds/refunds.ts'
import { sandboxQueue } from '../../src/payments/gateways/sandbox/delivery.ts'
import type { TestNumberName } from '../../src/payments/gateways/sandbox/sandbox.ts'
import { serveWorld, type ServedWorld } from '../e2e/served-world.ts'
import { Browser } from '../identity/identity-world.ts'
import { accounts, aShop, type Shop, type Shown } from './payments-world.ts'

let world: ServedWorld
let shop: Shop
let shops = 0
const START = '2026-01-05T09:00:00Z'
beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  return () => world.close()
})
/** Each test has a portal, a ledger and a sandbox of its own. */
beforeEach(async () => {
  await world.setClock(START)
  shop = await aShop(world, `pays${++shops}`)
  await shop.act(connectGateway, { gateway: 'sandbox' })
})

const SOON = { timeout: 10_000, interval: 50 }
const row = (invoice: string) => parseId('invoice', invoice)!
/** Sessions have ended meanwhile. */
const moves = async (to: Temporal.Instant | string) => {
  await world.setClock(to)
  for (const queue of [sandboxQueue, paymentQueue]) await wakeDue(world.installation, queue)
  await shop.browser.signIn(shop.ada)
}
const later = async (hours: number) => moves((await world.now()).add({ hours }))

/** Whoever has the link, without signing in. */
const visitor = () => new Browser(shop.app, shop.portal, world.installation.url.port)

/** Presses *Pay* on the page that the mailed link opens. @returns the path at the gateway */
async function begins(invoice: string): Promise<string> {
  const token = payToken(await world.installation.keys.held(shop.portal.id), row(invoice))
  const page = await visitor().get(`/pay?token=${token}`)
  expect(await page.text()).toContain('Pay online')
  const gone = await visitor().post('/pay', { token, gateway: 'sandbox' })
  expect(gone.status, await gone.text()).toBe(303)
  return new URL(gone.headers.get('location')!, shop.browser.origin).pathname
}

/** Pays at the gateway's page, with a test number. */
async function pays(invoice: string, number: TestNumberName): Promise<void> {
  const checkout = await begins(invoice)
  expect((await visitor().get(checkout)).status).toBe(200)
  const done = await visitor().post(checkout, { step: 'pay', number })
  expect(done.status).toBe(303)
}

const becomes = (invoice: string, what: Partial<Shown>) =>
  vi.waitFor(async () => expect(await shop.shown(invoice)).toMatchObject(what), SOON)
const sums = () => accounts(world, shop.portal.id)
const attempts = () =>
  world.owner<{ state: string; parked_why: string | null; reference: string }>(
    'select state, parked_why, reference from payment_attempts where portal_id = $1 order by id',
    [shop.portal.id],
  )
const mails = async () =>
  (await mailbox(world.installation, shop.portal.id)).map(({ subject }) => subject)

test('an invoice is paid by its link alone, and that is written down once however often it is told', async () => {
  await shop.act(setSandboxDeliveries, { deliveries: 'twice' })
  const invoice = await shop.issued()
  await pays(invoice, 'pays')
  await becomes(invoice, { state: 'paid', outstanding: '0.00' })
  const { payments } = await shop.shown(invoice)
  expect(payments).toMatchObject([{ amount: '121.00', applied: '121.00' }])
  expect(await sums()).toEqual({ clearing: 12_100, revenue: -10_000, tax: -2100 })
  const { reference } = (await attempts())[0]!
  const heard = await Promise.all(
    Array.from({ length: 100 }, () =>
      perform(world.installation, settlePayment, clockCaller(shop.portal.id), {
        gateway: 'sandbox',
        reference,
      }),
    ),
  )
  expect(heard.every((result) => !result.ok && result.code === 'nothing_new')).toBe(true)
  expect((await shop.shown(invoice)).payments).toHaveLength(1)
})

test('the browser’s return pays nothing: without a word of the gateway the invoice stays open', async () => {
  await shop.act(setSandboxDeliveries, { deliveries: 'lost' })
  const invoice = await shop.issued()
  await pays(invoice, 'pays')
  expect((await shop.shown(invoice)).state).toBe('open')
  // Webhooks are lost for good: the gateway is asked.
  await later(25)
  await becomes(invoice, { state: 'paid' })
})

test('pressed twenty times at once, it is one payment at one page', async () => {
  const invoice = await shop.issued()
  const pages = await Promise.all(Array.from({ length: 20 }, () => begins(invoice)))
  expect(new Set(pages).size).toBe(1)
  expect(await attempts()).toMatchObject([{ state: 'open' }])
})

test('a bank debit is on its way for four business days, and pays or leaves the invoice open', async () => {
  const [good, bad] = [await shop.issued(), await shop.issued()]
  await pays(good, 'bank_pays')
  await pays(bad, 'bank_fails')
  await becomes(good, { state: 'processing' })
  await becomes(bad, { state: 'processing' })
  // A Monday.
  await moves('2026-01-09T09:00:00Z')
  await becomes(good, { state: 'paid' })
  await becomes(bad, { state: 'open', outstanding: '121.00' })
  expect(await sums()).toEqual({
    receivable: 12_100,
    clearing: 12_100,
    revenue: -20_000,
    tax: -4200,
  })
})

test('a dispute that is lost reopens the invoice, and one that is won leaves it paid', async () => {
  const [lost, won] = [await shop.issued(), await shop.issued()]
  await pays(lost, 'disputed_lost')
  await pays(won, 'disputed_won')
  await becomes(lost, { state: 'paid' })
  await becomes(won, { state: 'paid' })
  await later(24 * 40)
  await vi.waitFor(
    async () =>
      expect(
        await world.owner('select dispute from payment_attempts where portal_id = $1', [
          shop.portal.id,
        ]),
      ).toEqual([{ dispute: 'open' }, { dispute: 'open' }]),
    SOON,
  )
  await later(24 * 10)
  await becomes(lost, { state: 'open', outstanding: '121.00' })
  expect((await shop.shown(won)).state).toBe('paid')
  expect(await sums()).toEqual({
    receivable: 12_100,
    clearing: 12_100,
    revenue: -20_000,
    tax: -4200,
  })
})

test('money that comes for an invoice that is void is the contact’s credit, or goes back where the portal says so', async () => {
  for (const late of ['credit', 'refund']) {
    await world.owner('update portals set late_money = $2 where id = $1', [shop.portal.id, late])
    const invoice = await shop.issued()
    const checkout = await begins(invoice)
    await shop.act(voidInvoice, { invoice })
    await visitor().post(checkout, { step: 'pay', number: 'pays' })
    await vi.waitFor(
      async () => expect((await attempts()).at(-1)).toMatchObject({ state: 'succeeded' }),
      SOON,
    )
    expect((await shop.shown(invoice)).state).toBe('void')
    await vi.waitFor(
      async () => expect(await sums()).toEqual({ clearing: 12_100, credit: -12_100 }),
      SOON,
    )
  }
})

test('staff pay back in parts at the gateway, never more than is left', async () => {
  const invoice = await shop.issued()
  await pays(invoice, 'pays')
  await becomes(invoice, { state: 'paid' })
  const { id: payment } = (await shop.shown(invoice)).payments[0]!
  await shop.act(refundPayment, { payment, amount: '21.00' })
  const refused = await shop.refused(refundPayment, { payment, amount: '100.01' })
  expect(refused.code).toBe('more_than_left')
  await becomes(invoice, { refunded: '21.00' })
  await shop.act(refundPayment, { payment })
  await becomes(invoice, { refunded: '121.00' })
  expect((await sums())['clearing']).toBeUndefined()
})

test('a payment that is other than what was asked for is parked, and counts for nothing', async () => {
  const invoice = await shop.issued()
  const checkout = await begins(invoice)
  await world.owner('update sandbox_payments set amount = 1 where portal_id = $1', [shop.portal.id])
  await visitor().post(checkout, { step: 'pay', number: 'pays' })
  await vi.waitFor(
    async () => expect(await attempts()).toMatchObject([{ state: 'parked', parked_why: 'amount' }]),
    SOON,
  )
  expect((await shop.shown(invoice)).state).toBe('open')
})

test('an event that was forged, or is for a gateway that is not connected, changes nothing', async () => {
  const forged = await visitor().json('POST', '/payment-events/sandbox', {
    kind: 'payment.succeeded',
  })
  expect(forged.status).toBe(400)
  expect((await visitor().json('POST', '/payment-events/stripe', {})).status).toBe(404)
  expect((await visitor().json('POST', '/payment-events/nobody', {})).status).toBe(404)
})

test('another portal’s payment is not this one’s', async () => {
  const other = shop
  const theirs = await other.issued()
  await pays(theirs, 'pays')
  await becomes(theirs, { state: 'paid' })
  const { reference } = (await attempts())[0]!
  shop = await aShop(world, `pays${++shops}`)
  await shop.act(connectGateway, { gateway: 'sandbox' })
  await expect(
    perform(world.installation, settlePayment, clockCaller(shop.portal.id), {
      gateway: 'sandbox',
      reference,
    }),
  ).rejects.toThrow('knows of none')
})

test('somebody who pays is told once that it has come', async () => {
  const invoice = await shop.issued()
  await pays(invoice, 'pays')
  await becomes(invoice, { state: 'paid' })
  await vi.waitFor(async () => expect(await mails()).toHaveLength(1), SOON)
})
