import { createServer } from 'node:http'
import { once } from 'node:events'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Gateway, GatewayPayment } from '../../src/payments/gateways/gateway.ts'
import { GatewayTrouble } from '../../src/payments/gateways/gateway.ts'
import { sandboxGateway } from '../../src/payments/gateways/sandbox/adapter.ts'
import { sandboxQueue, sandboxWorker } from '../../src/payments/gateways/sandbox/delivery.ts'
import { setDeliveries } from '../../src/payments/gateways/sandbox/queries.ts'
import {
  bankDaysAfter,
  TEST_NUMBER_NAMES,
  testNumber,
  type Deliveries,
  type TestNumberName,
} from '../../src/payments/gateways/sandbox/sandbox.ts'
import { answerBank, payWith, stateDeposits } from '../../src/payments/gateways/sandbox/service.ts'
import { newId, parseId } from '../../src/kit/ids.ts'
import { freePort } from '../faults/app-process.ts'
import { aPortal } from '../identity/identity-world.ts'
import { openWorld, START, type World } from '../world.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

interface Told {
  kind: string
  payment: string
  at: string
}

let world: World
let portal: { id: string; host: string }
let gateway: Gateway
let worker: ReturnType<ReturnType<typeof sandboxWorker>>
/** What the installation was told, in the order in which it came; `answer` is what it answers. */
let told: (Told & { id: string; body: Buffer; headers: Record<string, string> })[] = []
let answer = 200

beforeAll(async () => {
  const port = await freePort()
  world = await openWorld({ url: `http://localhost:${port}` })
  portal = await aPortal(world)
  const server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat(await Array.fromAsync(request))
      const headers = request.headers as Record<string, string>
      told.push({
        ...(JSON.parse(body.toString()) as Told),
        id: headers['webhook-id']!,
        body,
        headers,
      })
      response.writeHead(answer).end()
    })()
  }).listen(port)
  await once(server, 'listening')
  const account = { portal: portal.id, host: portal.host, secrets: [SECRET] }
  gateway = sandboxGateway(world.installation, account)
  worker = sandboxWorker(async () => ({ host: portal.host, secret: SECRET }))(world.installation)
  return async () => {
    server.close()
    await world.close()
  }
})

beforeEach(async () => {
  await deliver('once')
  await runs()
  told = []
  answer = 200
})

const at = (portalId = portal.id) => ({ portal: portalId })
const runs = () => worker.run({ portal: portal.id })
const deliver = (how: Deliveries) =>
  world.installation.db.write(at(), (tx) => setDeliveries(tx, how))
const rowId = (reference: string) => parseId('sandboxPayment', reference)!
const usd = (minor: bigint) => ({ minor, currency: 'USD' })

const order = (payment = newId()) => ({
  portal: portal.id,
  invoice: 'INV-1',
  payment,
  amount: usd(12_500n),
  description: 'INV-1, Advice',
  language: 'en' as const,
})
const checkout = (payment?: string) =>
  gateway.checkout({
    ...order(payment),
    email: 'ruth@example.com',
    name: 'Ruth',
    methods: ['card', 'bank'],
    save: true,
    customer: null,
    returnTo: 'http://acme.localhost/back',
    cancelTo: 'http://acme.localhost/cancel',
  })

/** Somebody pays at the page with a test number. */
async function paysWith(name: TestNumberName, reference: string): Promise<GatewayPayment> {
  const { db, clock } = world.installation
  await db.write(at(), async (tx) => payWith(tx, rowId(reference), name, await clock.now(tx)))
  return gateway.fetchPayment(reference)
}
const begun = async (name: TestNumberName) => paysWith(name, (await checkout()).reference)
const later = async (hours: number) => {
  await world.setClock((await world.now()).add({ hours }))
  await runs()
}
const kinds = () => told.map(({ kind }) => kind)

test('each test number does at the page what it says', async () => {
  const became = await Promise.all(
    TEST_NUMBER_NAMES.map(async (name) => {
      const { state, failure } = await begun(name)
      return [name, failure ? `${state}: ${failure.code}${failure.hard ? ', hard' : ''}` : state]
    }),
  )
  expect(Object.fromEntries(became)).toEqual({
    pays: 'succeeded',
    declined: 'open: declined',
    no_funds: 'open: insufficient_funds',
    stolen: 'open: lost_or_stolen, hard',
    expired: 'open: expired, hard',
    asks: 'authentication_needed',
    asks_once: 'authentication_needed',
    declined_later: 'succeeded',
    stolen_later: 'succeeded',
    disputed_lost: 'succeeded',
    disputed_won: 'succeeded',
    bank_pays: 'processing',
    bank_fails: 'processing',
    bank_no_funds: 'processing',
    bank_deposits: 'verification_needed',
    bank_disputed: 'processing',
  })
})

test('a kept method is charged later as its number says, and never tried where its mandate was withdrawn', async () => {
  const charged = async (name: TestNumberName) => {
    const { reference } = await checkout()
    const { method } = await paysWith(name, reference)
    const kept = await gateway.fetchMethod(method!.reference)
    return gateway.charge({ ...order(), customer: kept.customer, method: method!.reference })
  }
  expect((await charged('pays')).state).toBe('succeeded')
  expect((await charged('bank_pays')).state).toBe('processing')
  expect((await charged('asks')).state).toBe('authentication_needed')
  expect(await charged('declined_later')).toMatchObject({
    state: 'failed',
    failure: { code: 'declined', hard: false },
  })
  expect(await charged('stolen_later')).toMatchObject({
    state: 'failed',
    failure: { code: 'lost_or_stolen', hard: true },
  })
  const { method } = await begun('pays')
  const { customer } = await gateway.fetchMethod(method!.reference)
  await gateway.removeMethod(method!.reference)
  expect(await gateway.charge({ ...order(), customer, method: method!.reference })).toMatchObject({
    state: 'failed',
    failure: { code: 'mandate_withdrawn', hard: true },
  })
})

test('a charge that is asked for twice at the same moment is one', async () => {
  const { method } = await begun('pays')
  const { customer } = await gateway.fetchMethod(method!.reference)
  const once = order()
  const both = await Promise.all(
    Array.from({ length: 10 }, () =>
      gateway.charge({ ...once, customer, method: method!.reference }),
    ),
  )
  expect(new Set(both.map(({ reference }) => reference)).size).toBe(1)
  expect((await gateway.findPayment({ ...once, customer }))?.state).toBe('succeeded')
  await expect(
    gateway.charge({ ...once, amount: usd(1n), customer, method: method!.reference }),
  ).rejects.toThrow(GatewayTrouble)
})

test('a bank debit clears or fails after four business days, and no earlier', async () => {
  // A Thursday: the weekend is left out.
  await world.setClock('2026-01-08T09:00:00Z')
  const good = await begun('bank_pays')
  const bad = await begun('bank_fails')
  const states = async () =>
    Promise.all(
      [good, bad].map(async ({ reference }) => (await gateway.fetchPayment(reference)).state),
    )
  await world.setClock('2026-01-14T08:59:59Z')
  await runs()
  expect(await states()).toEqual(['processing', 'processing'])
  await world.setClock('2026-01-14T09:00:00Z')
  await runs()
  expect(await states()).toEqual(['succeeded', 'failed'])
  expect(bankDaysAfter(Temporal.Instant.from(START), 'Europe/Madrid', 4).toString()).toBe(
    '2026-01-09T09:00:00Z',
  )
})

test('a dispute begins after forty days, and ends ten days later as its number says', async () => {
  const lost = await begun('disputed_lost')
  const won = await begun('disputed_won')
  const disputes = async () =>
    Promise.all(
      [lost, won].map(async ({ reference }) =>
        (await gateway.fetchPayment(reference)).disputes.map(({ state }) => state),
      ),
    )
  await later(40 * 24 - 1)
  expect(await disputes()).toEqual([[], []])
  await later(1)
  expect(await disputes()).toEqual([['open'], ['open']])
  await later(10 * 24)
  expect(await disputes()).toEqual([['lost'], ['won']])
})

test('refunds in parts never exceed what was paid, and one key refunds once', async () => {
  const { reference } = await begun('pays')
  await gateway.refund(reference, usd(5000n), 'one')
  await gateway.refund(reference, usd(5000n), 'one')
  await expect(gateway.refund(reference, usd(7501n), 'two')).rejects.toThrow('more than was paid')
  await gateway.refund(reference, usd(7500n), 'two')
  const { refunds } = await gateway.fetchPayment(reference)
  expect(refunds.map(({ amount }) => amount.minor)).toEqual([5000n, 7500n])
})

test('small deposits prove an account, and other amounts do not', async () => {
  const { reference } = await begun('bank_deposits')
  const { db, clock } = world.installation
  const state = (stated: number[]) =>
    db.write(at(), async (tx) => stateDeposits(tx, rowId(reference), stated, await clock.now(tx)))
  expect(await state([32, 44])).toBeNull()
  expect((await state([45, 32]))?.state).toBe('processing')
})

test('a bank that is answered no leaves the payment open for another method', async () => {
  const { reference } = await begun('asks')
  const { db, clock } = world.installation
  await db.write(at(), async (tx) => answerBank(tx, rowId(reference), false, await clock.now(tx)))
  expect(await gateway.fetchPayment(reference)).toMatchObject({
    state: 'open',
    failure: { code: 'authentication_failed' },
  })
  expect((await paysWith('pays', reference)).state).toBe('succeeded')
})

test('a page that nobody used is over after a day, and can no longer be paid at', async () => {
  const { reference } = await checkout()
  await later(24)
  expect((await gateway.fetchPayment(reference)).state).toBe('cancelled')
  expect((await paysWith('pays', reference)).state).toBe('cancelled')
})

test('every event is signed, and one that was altered, is old, or is signed by others is told apart', async () => {
  await begun('pays')
  await runs()
  const [{ body, headers }] = told as [(typeof told)[number]]
  const read = (bytes: Buffer, changed: Record<string, string> = {}) =>
    gateway.readEvent(bytes, (name) => ({ ...headers, ...changed })[name], Temporal.Now.instant())
  expect(read(body)).toMatchObject({ ok: true, event: { kind: 'payment.succeeded' } })
  expect(read(Buffer.from(body.toString().replace('succeeded', 'cancelled')))).toEqual({
    ok: false,
    why: 'forged',
  })
  expect(read(body, { 'webhook-timestamp': '1600000000' })).toEqual({ ok: false, why: 'stale' })
  expect(read(body, { 'webhook-signature': '' })).toEqual({ ok: false, why: 'forged' })
})

test.each([
  ['once', 1, 1],
  ['twice', 2, 1],
  ['late', 0, 0],
  ['lost', 0, 0],
] as const)('told to send webhooks %s, it sends %i', async (how, count, distinct) => {
  await deliver(how)
  await begun('pays')
  await runs()
  expect(told).toHaveLength(count)
  expect(new Set(told.map(({ id }) => id)).size).toBe(distinct)
  if (how !== 'late') return
  await later(6)
  expect(told).toHaveLength(1)
})

test('shuffled, the newest is told of first', async () => {
  await deliver('shuffled')
  const { reference } = await begun('bank_pays')
  const { db, clock } = world.installation
  await gateway.fetchPayment(reference)
  const second = await begun('pays')
  await db.write(at(), async (tx) => void (await clock.now(tx)))
  await later(1)
  expect(told.map(({ payment }) => payment)).toEqual([second.reference, reference])
})

test('what was not taken is sent again later', async () => {
  answer = 500
  await begun('pays')
  await runs()
  await runs()
  expect(kinds()).toEqual(['payment.succeeded'])
  answer = 200
  await later(1)
  expect(kinds()).toEqual(['payment.succeeded', 'payment.succeeded'])
  await later(24)
  expect(told).toHaveLength(2)
})

test('each portal’s queue is found by what is due in it', async () => {
  await deliver('late')
  await begun('pays')
  const due = async () =>
    world.installation.db.read('installation', async (tx) =>
      sandboxQueue.due(tx, await world.now()),
    )
  expect(await due()).toEqual([])
  await world.setClock((await world.now()).add({ hours: 6 }))
  expect(await due()).toEqual([{ portal: portal.id }])
})

test('nothing that is kept is a number: of a method its name alone', async () => {
  await begun('pays')
  const rows = await world.owner<{ text: string }>(
    `select row_to_json(m)::text as text from sandbox_methods m union all
     select row_to_json(p)::text from sandbox_payments p`,
  )
  const digits = TEST_NUMBER_NAMES.map((name) => testNumber(name).number.replaceAll(' ', ''))
  expect(rows.filter(({ text }) => digits.some((number) => text.includes(number)))).toEqual([])
})
