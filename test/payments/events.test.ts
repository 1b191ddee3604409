import { Webhook } from 'standardwebhooks'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { newId, parseId, show } from '../../src/kit/ids.ts'
import {
  connectGateway,
  setSandboxDeliveries,
} from '../../src/payments/gateways/accounts/accounts.ts'
import { accountOf } from '../../src/payments/gateways/accounts/queries.ts'
import { eventQueue } from '../../src/payments/gateways/events/looking.ts'
import { openGateway } from '../../src/payments/gateways/gateways.ts'
import { sandboxQueue } from '../../src/payments/gateways/sandbox/delivery.ts'
import { serveWorld, type ServedWorld } from '../e2e/served-world.ts'
import { Browser } from '../identity/identity-world.ts'
import { accounts, aShop, type Shop } from './payments-world.ts'
import { paidAtSandbox } from './sandbox-steps.ts'

let world: ServedWorld
let shop: Shop
let shops = 0
let secret: string
const START = '2026-01-05T09:00:00Z'
beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  return () => world.close()
})
/** The sandbox sends nothing: each test sends what it made of its events. */
beforeEach(async () => {
  await world.setClock(START)
  shop = await aShop(world, `told${++shops}`)
  await shop.act(connectGateway, { gateway: 'sandbox' })
  await shop.act(setSandboxDeliveries, { deliveries: 'lost' })
  const { db, keys } = world.installation
  secret = await db.read({ portal: shop.portal.id }, async (tx) => {
    const account = await accountOf(tx, 'sandbox', await keys.of(tx, shop.portal.id))
    return account!.secrets[0]!.secret
  })
})

interface Event {
  id: string
  kind: string
  at: string
  payment: string
}

/** A gateway that tells something. @returns the status it is answered */
async function tells(
  { id, kind, at, payment }: Event,
  { sentAt = new Date(), by = secret, said = (text: string) => text } = {},
): Promise<number> {
  const name = show('sandboxEvent', id)
  const told = { kind, at, payment: show('sandboxPayment', payment), method: null }
  const body = JSON.stringify(told)
  const anybody = new Browser(shop.app, shop.portal, world.installation.url.port)
  const answer = await anybody.send('/payment-events/sandbox', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': name,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(by).sign(name, sentAt, body),
    },
    body: said(body),
  })
  return answer.status
}

/** Row id of an invoice’s payment at the sandbox, once it was paid there with a test number. */
const paid = async (invoice: string, number: 'pays' | 'disputed_lost'): Promise<string> => {
  const of = { portal: shop.portal.id, invoice: parseId('invoice', invoice)! }
  return (await paidAtSandbox(world, of, number)).payment
}

const eventsOf = (payment: string) =>
  world.owner<Event>(
    `select id, kind, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
       payment_id as payment from sandbox_events where portal_id = $1 and payment_id = $2 order by id`,
    [shop.portal.id, payment],
  )
const outcomes = () =>
  world.owner<{ outcome: string | null; times: number }>(
    `select outcome, count(*)::int as times from gateway_events where portal_id = $1 group by 1 order by 1`,
    [shop.portal.id],
  )
const lookedAt = async (count: number) =>
  vi.waitFor(
    async () => {
      const all = await outcomes()
      expect(all.filter(({ outcome }) => outcome === null)).toEqual([])
      expect(all.reduce((sum, { times }) => sum + times, 0)).toBe(count)
    },
    { timeout: 60_000, interval: 50 },
  )
const sums = () => accounts(world, shop.portal.id)

test('one event that is told a hundred times at once has one effect, and each is taken', async () => {
  const invoice = await shop.issued()
  const [event] = await eventsOf(await paid(invoice, 'pays'))
  const answers = await Promise.all(Array.from({ length: 100 }, () => tells(event!)))
  expect(new Set(answers)).toEqual(new Set([204]))
  await lookedAt(1)
  expect((await shop.shown(invoice)).payments).toHaveLength(1)
  expect(await sums()).toEqual({ clearing: 12_100, revenue: -10_000, tax: -2100 })
})

test('what is forged, stale, altered or another portal’s is refused, and changes nothing', async () => {
  const invoice = await shop.issued()
  const [event] = await eventsOf(await paid(invoice, 'pays'))
  const long = new Date(Date.now() - 6 * 60_000)
  expect(await tells(event!, { by: `whsec_${Buffer.alloc(24, 7).toString('base64')}` })).toBe(400)
  expect(await tells(event!, { sentAt: long })).toBe(400)
  expect(await tells(event!, { said: (body) => body.replace('succeeded', 'failed') })).toBe(400)
  expect(await outcomes()).toEqual([])
  // Signed by its own portal and told of elsewhere.
  const [own, theirs] = [secret, shop]
  shop = await aShop(world, `told${++shops}`)
  await shop.act(connectGateway, { gateway: 'sandbox' })
  expect(await tells(event!, { by: own })).toBe(400)
  shop = theirs
  expect((await shop.shown(invoice)).state).toBe('open')
})

test('an event is taken up once where whoever took it died before looking at it', async () => {
  const invoice = await shop.issued()
  const payment = await paid(invoice, 'pays')
  await world.owner(
    `insert into gateway_events (portal_id, gateway, id, kind, payment_reference, at, received_at, due_at)
     values ($1, 'sandbox', $2, 'payment.succeeded', $3, $4, $4, $4)`,
    [shop.portal.id, show('sandboxEvent', newId()), show('sandboxPayment', payment), START],
  )
  await wakeDue(world.installation, eventQueue)
  await lookedAt(1)
  expect((await shop.shown(invoice)).payments).toHaveLength(1)
})

/** Every order of so many things. */
const orders = (count: number): number[][] =>
  count === 0
    ? [[]]
    : orders(count - 1).flatMap((order) =>
        Array.from({ length: count }, (_, at) => order.toSpliced(at, 0, count - 1)),
      )

test('a payment’s five events end alike in every order, of which there are 120', async () => {
  const all = orders(5)
  expect(all).toHaveLength(120)
  const invoices: string[] = []
  const payments: string[] = []
  for (let n = 0; n < all.length; n++) {
    invoices.push(await shop.issued())
    payments.push(await paid(invoices[n]!, 'disputed_lost'))
  }
  const gateway = (await openGateway(world.installation, shop.portal.id, 'sandbox'))!
  for (const payment of payments)
    for (const part of [1, 2])
      await gateway.refund(
        show('sandboxPayment', payment),
        { minor: 1000n, currency: 'USD' },
        `${payment} ${part}`,
      )
  // Forty days until it is disputed, and ten until that is lost.
  for (const hours of [24 * 40, 24 * 10]) {
    await world.setClock((await world.now()).add({ hours }))
    await wakeDue(world.installation, sandboxQueue)
    await vi.waitFor(
      async () =>
        expect(
          await world.owner(
            'select 1 from sandbox_payments where portal_id = $1 and due_at <= $2',
            [shop.portal.id, String(await world.now())],
          ),
        ).toEqual([]),
      { timeout: 60_000, interval: 100 },
    )
  }
  await shop.browser.signIn(shop.ada)
  await Promise.all(
    all.map(async (order, n) => {
      const events = await eventsOf(payments[n]!)
      expect(events).toHaveLength(5)
      for (const at of order) expect(await tells(events[at]!)).toBe(204)
    }),
  )
  await lookedAt(5 * all.length)
  const ends = new Set<string>()
  for (const invoice of invoices) {
    const { state, paid, refunded, outstanding, payments } = await shop.shown(invoice)
    const came = payments.map(({ state, amount, refunded }) => ({ state, amount, refunded }))
    ends.add(JSON.stringify({ state, paid, refunded, outstanding, came }))
  }
  expect(ends.size, [...ends].join('\n')).toBe(1)
  expect([...ends][0]).toContain('"state":"open"')
  const one = Object.values(await sums()).reduce((sum, amount) => sum + amount, 0)
  expect(one).toBe(0)
})
