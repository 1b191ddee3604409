import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { mailbox } from '../../src/kit/mail.ts'
import { show } from '../../src/kit/ids.ts'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { connectGateway } from '../../src/payments/gateways/accounts/accounts.ts'
import { sandboxQueue } from '../../src/payments/gateways/sandbox/delivery.ts'
import type { TestNumberName } from '../../src/payments/gateways/sandbox/sandbox.ts'
import { fillForm } from '../../src/forms/index.ts'
import { recordPayment, refundPayment } from '../../src/payments/index.ts'
import { payToken } from '../../src/payments/link/link.ts'
import { paymentQueue } from '../../src/payments/paying/asking.ts'
import { cancelRequiredPayment, setFormAccess } from '../../src/paid-access/index.ts'
import { configurePortal } from '../../src/portals/index.ts'
import { routeHandlers } from '../../src/features.ts'
import { FEATURES } from '../../src/gate/index.ts'
import { serveWorld, type ServedWorld } from '../e2e/served-world.ts'
import { aFlow } from '../flows/flows-setting.ts'
import { aDesk, ANN, type Desk } from '../forms/forms-world.ts'
import { Browser } from '../identity/identity-world.ts'
import { accounts } from '../payments/payments-world.ts'

let world: ServedWorld
let desk: Desk
let desks = 0
// A Monday.
const START = '2026-01-05T09:00:00Z'
const SOON = { timeout: 20_000, interval: 50 }

beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  return () => world.close()
})
beforeEach(async () => {
  await world.setClock(START)
  desk = await aDesk(world, `paid${++desks}`)
  await desk.act(connectGateway, { gateway: 'sandbox' })
})

const costs = (more: object = {}) =>
  desk.act(setFormAccess, {
    form: desk.form,
    amount: '100.00',
    title: 'Coaching for {{contact.first_name}}',
    item: 'Kickoff of {{portal.name}}',
    taxRate: '21',
    ...more,
  })

interface Row {
  id: string
  held_since: unknown
  held_invoice: string | null
  open_flow: string | null
}
const clients = (email = ANN.email) =>
  world.owner<Row>(
    `select id, held_since, held_invoice, open_flow from persons
     where portal_id = $1 and email = $2`,
    [desk.portal.id, email],
  )
const client = async (): Promise<Row> => (await clients())[0]!
const invoices = () =>
  world.owner<{ id: string; state: string; title: string; number: string | null }>(
    'select id, state, title, number from invoices where portal_id = $1 order by id',
    [desk.portal.id],
  )
/** Completed, which a job does. */
async function completes(): Promise<Row> {
  expect((await desk.send(ANN)).status).toBe(303)
  await vi.waitFor(async () => expect(await invoices()).not.toEqual([]), SOON)
  return client()
}
const isHeld = async () => (await client()).held_since !== null
const becomesHeld = (held: boolean) =>
  vi.waitFor(async () => expect(await isHeld()).toBe(held), SOON)

/** Whoever has registered meanwhile, in a browser of their own. */
async function registered(row: Row): Promise<Browser> {
  // With the password of the one who made the form.
  await world.owner(
    `update persons p set activated_at = $3, password_hash = a.password_hash from persons a
     where p.portal_id = $1 and p.id = $2 and a.portal_id = $1 and a.id = $4`,
    [desk.portal.id, row.id, START, desk.ada.id],
  )
  return new Browser(desk.app, desk.portal, world.installation.url.port).signIn(ANN)
}

const visitor = () => new Browser(desk.app, desk.portal, world.installation.url.port)
async function pays(invoice: string, number: TestNumberName): Promise<void> {
  const token = payToken(await world.installation.keys.held(desk.portal.id), invoice)
  const gone = await visitor().post('/pay', { token, gateway: 'sandbox' })
  expect(gone.status, await gone.text()).toBe(303)
  const page = new URL(gone.headers.get('location')!, visitor().origin).pathname
  expect((await visitor().post(page, { step: 'pay', number })).status).toBe(303)
}
async function moves(to: string): Promise<void> {
  await world.setClock(to)
  for (const queue of [sandboxQueue, paymentQueue]) await wakeDue(world.installation, queue)
  await desk.browser.signIn(desk.ada)
}
const subjects = async () =>
  (await mailbox(world.installation, desk.portal.id)).map(({ subject }) => subject)
const events = () =>
  world.owner<{ operation: string }>(
    `select operation from audit_lines where portal_id = $1
     and (operation like 'access.%' or operation = 'required_payment.cancel') order by seq`,
    [desk.portal.id],
  )

describe('a form that asks for a payment', () => {
  it('makes client, invoice and hold in one, and nothing opens but the invoice until it is paid', async () => {
    await costs()
    const row = await completes()
    const [invoice, ...more] = await invoices()
    expect(more).toEqual([])
    expect(invoice).toMatchObject({ state: 'open', title: 'Coaching for Ann' })
    expect(row).toMatchObject({ held_invoice: invoice!.id })
    const browser = await registered(row)
    const way = `/billing/${show('invoice', invoice!.id)}`
    // Every page and endpoint that is declared.
    for (const { route, method, feature, place, endpoint } of asked()) {
      const path = route.pattern.replaceAll(/:\w+/g, 'x')
      const opens = feature === null || FEATURES[feature].heldToo
      if (opens || place === 'console') continue
      if (endpoint) {
        const answer = await browser.json(method, path, method === 'GET' ? undefined : {})
        expect([answer.status, path]).toEqual([403, path])
        expect(await answer.json()).toMatchObject({
          code: 'payment_due',
          address: expect.stringContaining(way),
        })
      } else if (method === 'GET') {
        const answer = await browser.get(path)
        expect([answer.status, answer.headers.get('location'), path]).toEqual([303, way, path])
      } else expect([(await browser.post(path, {})).status, path]).toEqual([403, path])
    }
    expect(await (await browser.get(way)).text()).toContain('121')
    await pays(invoice!.id, 'pays')
    await becomesHeld(false)
    expect((await browser.get('/')).status).toBe(200)
    expect((await events()).map(({ operation }) => operation)).toEqual([
      'access.hold',
      'access.open',
    ])
  })

  it('sent fifty times at once makes one contact and one invoice; sent again while that is open, no second', async () => {
    await costs()
    const pages = Array.from({ length: 50 }, (_, n) => desk.visitor(`198.51.${n}.7`))
    await Promise.all(pages.map((one) => desk.send(ANN, one)))
    await vi.waitFor(
      async () =>
        expect(
          await world.owner(
            `select 1 from form_submissions where portal_id = $1 and state = 'received'`,
            [desk.portal.id],
          ),
        ).toEqual([]),
      { timeout: 60_000, interval: 100 },
    )
    expect(await clients()).toHaveLength(1)
    expect(await invoices()).toHaveLength(1)
    await desk.send(ANN)
    await vi.waitFor(
      async () =>
        expect(
          await world.owner(
            `select 1 from form_submissions where portal_id = $1 and state = 'received'`,
            [desk.portal.id],
          ),
        ).toEqual([]),
      SOON,
    )
    expect(await invoices()).toHaveLength(1)
  }, 120_000)

  it('starts its flow, which begins once it is paid', async () => {
    const { flow } = await aFlow({ world, office: desk }, ['accept'])
    await costs({ flow })
    const row = await completes()
    const started = () =>
      world.owner<{ started_at: unknown }>(
        'select started_at from flow_runs where portal_id = $1 and person_id = $2',
        [desk.portal.id, row.id],
      )
    await vi.waitFor(async () => expect(await started()).toEqual([{ started_at: null }]), SOON)
    const [invoice] = await invoices()
    await desk.act(recordPayment, {
      invoice: show('invoice', invoice!.id),
      amount: '121.00',
      method: 'cash',
    })
    await becomesHeld(false)
    expect((await started())[0]!.started_at).not.toBeNull()
    const browser = await registered(row)
    expect((await browser.get('/')).headers.get('location')).toContain('/flow/')
  })

  it('shuts nobody out who has registered, whoever sends it in their name, unless staff do', async () => {
    await costs({ amount: null })
    expect((await desk.send(ANN)).status).toBe(303)
    await vi.waitFor(async () => expect(await clients()).toHaveLength(1), SOON)
    const row = await client()
    await registered(row)
    await costs({ version: 1 })
    expect((await desk.send(ANN)).status).toBe(303)
    await vi.waitFor(
      async () =>
        expect(
          await world.owner(
            `select 1 from form_submissions where portal_id = $1 and state <> 'received'`,
            [desk.portal.id],
          ),
        ).toHaveLength(2),
      SOON,
    )
    expect([await isHeld(), await invoices()]).toEqual([false, []])
    await desk.act(fillForm, { form: desk.form, ...ANN })
    expect([await isHeld(), (await invoices()).length]).toEqual([true, 1])
  })

  it('keeps what a change says nothing of', async () => {
    await costs({ closesOnRefund: true })
    const path = `forms/${desk.form}/access`
    const { body } = await desk.api('PATCH', path, { taxRate: '10' })
    expect(body).toMatchObject({
      amount: '100.00',
      title: 'Coaching for {{contact.first_name}}',
      taxRate: '10',
      closesOnRefund: true,
      closesOnDispute: true,
      version: 2,
    })
    expect((await desk.api('PATCH', path, { amount: null })).body).toMatchObject({
      amount: null,
      closesOnRefund: true,
    })
  })

  it('is refused a price where nobody could pay, or it makes no clients', async () => {
    const other = await aDesk(world, `paid${++desks}`, { role: 'prospect' })
    const input = { form: other.form, amount: '10', title: 'A', item: 'B' }
    expect((await other.refused(setFormAccess, input)).code).toBe('not_for_clients')
    const third = await aDesk(world, `paid${++desks}`)
    const wish = { ...input, form: third.form }
    expect((await third.refused(setFormAccess, wish)).code).toBe('no_gateway')
    const wrong = { ...input, form: desk.form, title: '{{contact.shoe}}' }
    expect((await desk.refused(setFormAccess, wrong)).fields).toEqual(['title'])
  })
})

describe('a bank debit', () => {
  it.each(['immediately', 'cleared'] as const)(
    'under “%s” opens the portal then, and not where it fails',
    async (bankAccess) => {
      await desk.act(configurePortal, { portal: show('portal', desk.portal.id), bankAccess })
      await costs()
      const row = await completes()
      await registered(row)
      const [invoice] = await invoices()
      await pays(invoice!.id, 'bank_fails')
      await vi.waitFor(async () => expect((await invoices())[0]!.state).toBe('processing'), SOON)
      expect(await isHeld()).toBe(bankAccess === 'cleared')
      await moves('2026-01-09T09:00:00Z')
      await vi.waitFor(async () => expect((await invoices())[0]!.state).toBe('open'), SOON)
      await becomesHeld(true)
      expect((await client()).held_invoice).toBe(invoice!.id)
      expect((await subjects()).filter((one) => one.includes('did not come through'))).toHaveLength(
        2,
      )
      await pays(invoice!.id, 'bank_pays')
      await vi.waitFor(async () => expect((await invoices())[0]!.state).toBe('processing'), SOON)
      expect(await isHeld()).toBe(bankAccess === 'cleared')
      await moves('2026-01-15T09:00:00Z')
      await vi.waitFor(async () => expect((await invoices())[0]!.state).toBe('paid'), SOON)
      expect(await isHeld()).toBe(false)
    },
  )

  it('under way is let in once that setting says so', async () => {
    await costs()
    await completes()
    await pays((await invoices())[0]!.id, 'bank_pays')
    await vi.waitFor(async () => expect((await invoices())[0]!.state).toBe('processing'), SOON)
    expect(await isHeld()).toBe(true)
    await desk.act(configurePortal, {
      portal: show('portal', desk.portal.id),
      bankAccess: 'immediately',
    })
    await becomesHeld(false)
  })
})

describe('money that goes back', () => {
  it.each([true, false])(
    'by a lost dispute takes the access along where the form says so: %s',
    async (closesOnDispute) => {
      await costs({ closesOnDispute })
      await completes()
      const [invoice] = await invoices()
      await pays(invoice!.id, 'disputed_lost')
      await becomesHeld(false)
      await moves('2026-02-14T10:00:00Z')
      await vi.waitFor(
        async () =>
          expect(
            await world.owner('select dispute from payment_attempts where portal_id = $1', [
              desk.portal.id,
            ]),
          ).toEqual([{ dispute: 'open' }]),
        SOON,
      )
      await moves('2026-02-24T11:00:00Z')
      await vi.waitFor(async () => expect((await invoices())[0]!.state).toBe('open'), SOON)
      await becomesHeld(closesOnDispute)
    },
  )

  it.each([true, false])(
    'by a refund of all of it takes the access along where the form says so: %s',
    async (closesOnRefund) => {
      await costs({ closesOnRefund })
      await completes()
      const invoice = show('invoice', (await invoices())[0]!.id)
      await desk.act(recordPayment, { invoice, amount: '121.00', method: 'cash' })
      await becomesHeld(false)
      const { payments } = (
        await desk.api<{ payments: { id: string }[] }>('GET', `invoices/${invoice}`)
      ).body
      await desk.act(refundPayment, {
        payment: payments[0]!.id,
        amount: '21.00',
        creditNote: false,
      })
      expect(await isHeld()).toBe(false)
      await desk.act(refundPayment, { payment: payments[0]!.id, creditNote: false })
      expect(await isHeld()).toBe(closesOnRefund)
    },
  )
})

describe('a required payment that is cancelled', () => {
  it('lets the client in, voids the invoice and tells them; twice it is refused', async () => {
    await costs()
    const row = await completes()
    await registered(row)
    const person = show('person', row.id)
    const wish = { person, reason: 'canary-reason' }
    await desk.act(cancelRequiredPayment, wish)
    expect(await isHeld()).toBe(false)
    expect((await invoices())[0]!.state).toBe('void')
    expect(await subjects()).toContainEqual(expect.stringMatching(/is open to you$/))
    expect((await desk.refused(cancelRequiredPayment, wish)).code).toBe('nothing_required')
    const { body } = await desk.api('GET', `contacts/${person}/entitlements`)
    expect(body).toMatchObject({
      held: false,
      entitlements: [{ state: 'waived', reason: 'canary-reason' }],
    })
    expect(await accounts(world, desk.portal.id)).toEqual({})
  })

  it('is refused while a payment is on its way', async () => {
    await costs()
    const row = await completes()
    await pays((await invoices())[0]!.id, 'bank_pays')
    await vi.waitFor(async () => expect((await invoices())[0]!.state).toBe('processing'), SOON)
    const wish = { person: show('person', row.id), reason: 'No' }
    expect((await desk.refused(cancelRequiredPayment, wish)).code).toBe('payment_on_its_way')
  })
})

/** Pages and endpoints of portals, as they are asked for. */
const asked = () =>
  routeHandlers.map(({ route, method, feature, endpoint }) => ({
    route,
    method,
    feature,
    place: route.place,
    endpoint: endpoint !== undefined,
  }))
