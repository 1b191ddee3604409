import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { show } from '../../src/kit/ids.ts'
import { reminderQueue } from '../../src/paid-access/reminding/reminding.ts'
import { fillForm, updateForm } from '../../src/forms/index.ts'
import { recordPayment, refundPayment } from '../../src/payments/index.ts'
import { cancelRequiredPayment, setFormAccess } from '../../src/paid-access/index.ts'
import { configurePortal } from '../../src/portals/index.ts'
import { routeHandlers } from '../../src/features.ts'
import { FEATURES } from '../../src/gate/index.ts'
import { serveWorld, type ServedWorld } from '../e2e/served-world.ts'
import { aFlow } from '../flows/flows-setting.ts'
import { aDesk, ANN } from '../forms/forms-world.ts'
import { accounts } from '../payments/payments-world.ts'
import { aPaidDesk, SOON, type PaidDesk } from './paid-desk.ts'

let world: ServedWorld
let desk: PaidDesk
let desks = 0
// A Monday.
const START = '2026-01-05T09:00:00Z'

beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  return () => world.close()
})
beforeEach(async () => {
  await world.setClock(START)
  desk = await aPaidDesk(world, `paid${++desks}`, START)
})

const events = () =>
  world.owner<{ operation: string }>(
    `select operation from audit_lines where portal_id = $1
     and (operation like 'access.%' or operation = 'required_payment.cancel') order by seq`,
    [desk.portal.id],
  )

describe('a form that asks for a payment', () => {
  it('makes client, invoice and hold in one, and nothing opens but the invoice until it is paid', async () => {
    await desk.costs()
    const row = await desk.completes()
    const [invoice, ...more] = await desk.invoices()
    expect(more).toEqual([])
    expect(invoice).toMatchObject({ state: 'open', title: 'Coaching for Ann' })
    expect(row).toMatchObject({ held_invoice: invoice!.id })
    const browser = await desk.registered(row)
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
    await desk.pays(invoice!.id, 'pays')
    await desk.becomesHeld(false)
    expect((await browser.get('/')).status).toBe(200)
    expect((await events()).map(({ operation }) => operation)).toEqual([
      'access.hold',
      'access.open',
    ])
  })

  it('sent fifty times at once makes one contact and one invoice; sent again while that is open, no second', async () => {
    await desk.costs()
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
    expect(await desk.clients()).toHaveLength(1)
    expect(await desk.invoices()).toHaveLength(1)
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
    expect(await desk.invoices()).toHaveLength(1)
  }, 120_000)

  it('starts its flow, which begins once it is paid', async () => {
    const { flow } = await aFlow({ world, office: desk }, ['accept'])
    await desk.costs({ flow })
    const row = await desk.completes()
    const started = () =>
      world.owner<{ started_at: unknown }>(
        'select started_at from flow_runs where portal_id = $1 and person_id = $2',
        [desk.portal.id, row.id],
      )
    await vi.waitFor(async () => expect(await started()).toEqual([{ started_at: null }]), SOON)
    const [invoice] = await desk.invoices()
    await desk.act(recordPayment, {
      invoice: show('invoice', invoice!.id),
      amount: '121.00',
      method: 'cash',
    })
    await desk.becomesHeld(false)
    expect((await started())[0]!.started_at).not.toBeNull()
    const browser = await desk.registered(row)
    expect((await browser.get('/')).headers.get('location')).toContain('/flow/')
  })

  it('shuts nobody out who has registered, whoever sends it in their name, unless staff do', async () => {
    await desk.costs({ amount: null })
    expect((await desk.send(ANN)).status).toBe(303)
    await vi.waitFor(async () => expect(await desk.clients()).toHaveLength(1), SOON)
    const row = await desk.client()
    await desk.registered(row)
    await desk.costs({ version: 1 })
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
    expect([await desk.isHeld(), await desk.invoices()]).toEqual([false, []])
    await desk.act(fillForm, { form: desk.form, ...ANN })
    expect([await desk.isHeld(), (await desk.invoices()).length]).toEqual([true, 1])
  })

  it('keeps what a change says nothing of', async () => {
    await desk.costs({ closesOnRefund: true })
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

  it('reminds whoever has not paid on the days that it names, once each, and nobody who has', async () => {
    await desk.costs({ remindDays: [3, 7, 20] })
    await desk.completes()
    const reminders = async () =>
      (await desk.subjects()).filter((one) => one?.startsWith('Reminder')).length
    const remindersAt = async (at: string, many: number) => {
      await world.setClock(at)
      await Promise.all(Array.from({ length: 5 }, () => wakeDue(world.installation, reminderQueue)))
      await vi.waitFor(async () => expect(await reminders()).toBe(many), SOON)
    }
    await remindersAt('2026-01-08T08:59:59Z', 0)
    await remindersAt('2026-01-08T09:00:00Z', 1)
    await remindersAt('2026-01-12T09:00:00Z', 2)
    await desk.browser.signIn(desk.ada)
    const [invoice] = await desk.invoices()
    await desk.act(recordPayment, {
      ...{ invoice: show('invoice', invoice!.id), amount: '121.00', method: 'cash' },
    })
    await world.setClock('2026-02-12T09:00:00Z')
    await wakeDue(world.installation, reminderQueue)
    await vi.waitFor(
      async () =>
        expect(
          await world.owner(
            'select 1 from entitlements where portal_id = $1 and remind_at is null',
            [desk.portal.id],
          ),
        ).toHaveLength(1),
      SOON,
    )
    expect(await reminders()).toBe(2)
  })

  it('is asked first before its price goes with its role, and a copy costs the same', async () => {
    await desk.costs()
    const { body: copy } = await desk.api<{ id: string }>('POST', `forms/${desk.form}/copies`)
    expect((await desk.api('GET', `forms/${copy.id}/access`)).body).toMatchObject({
      amount: '100.00',
    })
    const wish = { form: desk.form, role: 'prospect' }
    expect((await desk.refused(updateForm, wish)).code).toBe('goes_with_role')
    const row = await desk.row()
    const settings = {
      ...{ version: String(row.version), name: row.name, link: row.link, role: 'prospect' },
      'title.en': row.definition.title.en,
    }
    const path = `/forms/${desk.form}/settings`
    const page = await (await desk.browser.post(path, settings)).text()
    expect(page).toContain('pays US$100.00 before the portal opens')
    expect((await desk.browser.post(path, { ...settings, goesWithRole: 'on' })).status).toBe(303)
    expect((await desk.api('GET', `forms/${desk.form}/access`)).body).toMatchObject({
      amount: null,
      title: null,
    })
    expect((await desk.row()).role).toBe('prospect')
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
      await desk.costs()
      const row = await desk.completes()
      await desk.registered(row)
      const [invoice] = await desk.invoices()
      await desk.pays(invoice!.id, 'bank_fails')
      await vi.waitFor(
        async () => expect((await desk.invoices())[0]!.state).toBe('processing'),
        SOON,
      )
      expect(await desk.isHeld()).toBe(bankAccess === 'cleared')
      await desk.moves('2026-01-09T09:00:00Z')
      await vi.waitFor(async () => expect((await desk.invoices())[0]!.state).toBe('open'), SOON)
      await desk.becomesHeld(true)
      expect((await desk.client()).held_invoice).toBe(invoice!.id)
      expect(
        (await desk.subjects()).filter((one) => one!.includes('did not come through')),
      ).toHaveLength(2)
      await desk.pays(invoice!.id, 'bank_pays')
      await vi.waitFor(
        async () => expect((await desk.invoices())[0]!.state).toBe('processing'),
        SOON,
      )
      expect(await desk.isHeld()).toBe(bankAccess === 'cleared')
      await desk.moves('2026-01-15T09:00:00Z')
      await vi.waitFor(async () => expect((await desk.invoices())[0]!.state).toBe('paid'), SOON)
      expect(await desk.isHeld()).toBe(false)
    },
  )

  it('under way is let in once that setting says so', async () => {
    await desk.costs()
    await desk.completes()
    await desk.pays((await desk.invoices())[0]!.id, 'bank_pays')
    await vi.waitFor(async () => expect((await desk.invoices())[0]!.state).toBe('processing'), SOON)
    expect(await desk.isHeld()).toBe(true)
    await desk.act(configurePortal, {
      portal: show('portal', desk.portal.id),
      bankAccess: 'immediately',
    })
    await desk.becomesHeld(false)
  })
})

describe('money that goes back', () => {
  it.each([true, false])(
    'by a lost dispute takes the access along where the form says so: %s',
    async (closesOnDispute) => {
      await desk.costs({ closesOnDispute })
      await desk.completes()
      const [invoice] = await desk.invoices()
      await desk.pays(invoice!.id, 'disputed_lost')
      await desk.becomesHeld(false)
      await desk.moves('2026-02-14T10:00:00Z')
      await vi.waitFor(
        async () =>
          expect(
            await world.owner('select dispute from payment_attempts where portal_id = $1', [
              desk.portal.id,
            ]),
          ).toEqual([{ dispute: 'open' }]),
        SOON,
      )
      await desk.moves('2026-02-24T11:00:00Z')
      await vi.waitFor(async () => expect((await desk.invoices())[0]!.state).toBe('open'), SOON)
      await desk.becomesHeld(closesOnDispute)
    },
  )

  it.each([true, false])(
    'by a refund of all of it takes the access along where the form says so: %s',
    async (closesOnRefund) => {
      await desk.costs({ closesOnRefund })
      await desk.completes()
      const invoice = show('invoice', (await desk.invoices())[0]!.id)
      await desk.act(recordPayment, { invoice, amount: '121.00', method: 'cash' })
      await desk.becomesHeld(false)
      const { payments } = (
        await desk.api<{ payments: { id: string }[] }>('GET', `invoices/${invoice}`)
      ).body
      await desk.act(refundPayment, {
        payment: payments[0]!.id,
        amount: '21.00',
        creditNote: false,
      })
      expect(await desk.isHeld()).toBe(false)
      await desk.act(refundPayment, { payment: payments[0]!.id, creditNote: false })
      expect(await desk.isHeld()).toBe(closesOnRefund)
    },
  )
})

describe('a required payment that is cancelled', () => {
  it('lets the client in, voids the invoice and tells them; twice it is refused', async () => {
    await desk.costs()
    const row = await desk.completes()
    await desk.registered(row)
    const person = show('person', row.id)
    const wish = { person, reason: 'canary-reason' }
    await desk.act(cancelRequiredPayment, wish)
    expect(await desk.isHeld()).toBe(false)
    expect((await desk.invoices())[0]!.state).toBe('void')
    expect(await desk.subjects()).toContainEqual(expect.stringMatching(/is open to you$/))
    expect((await desk.refused(cancelRequiredPayment, wish)).code).toBe('nothing_required')
    const { body } = await desk.api('GET', `contacts/${person}/entitlements`)
    expect(body).toMatchObject({
      held: false,
      entitlements: [{ state: 'waived', reason: 'canary-reason' }],
    })
    expect(await accounts(world, desk.portal.id)).toEqual({})
  })

  it('is refused while a payment is on its way', async () => {
    await desk.costs()
    const row = await desk.completes()
    await desk.pays((await desk.invoices())[0]!.id, 'bank_pays')
    await vi.waitFor(async () => expect((await desk.invoices())[0]!.state).toBe('processing'), SOON)
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
