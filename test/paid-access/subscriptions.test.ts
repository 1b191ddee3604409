import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { clockCaller, perform } from '../../src/kit/operation.ts'
import { cancelRequiredPayment } from '../../src/paid-access/index.ts'
import { cancelSubscription, createPlan, startSubscription } from '../../src/payments/index.ts'
import type { TestNumberName } from '../../src/payments/gateways/sandbox/sandbox.ts'
import { againToken, payToken } from '../../src/payments/link/link.ts'
import { changePlan } from '../../src/payments/plans/plans.ts'
import { moveSubscribers } from '../../src/payments/plans/moving.ts'
import { subscribeAgain } from '../../src/payments/subscriptions/again.ts'
import { changeSubscriptionPlan } from '../../src/payments/subscriptions/changing.ts'
import { fallDue, subscriptionQueue } from '../../src/payments/subscriptions/falling-due.ts'
import { pauseSubscription, resumeSubscription } from '../../src/payments/subscriptions/pausing.ts'
import { keepSubscription } from '../../src/payments/subscriptions/subscriptions.ts'
import { serveWorld, type ServedWorld } from '../e2e/served-world.ts'
import { ANN } from '../forms/forms-world.ts'
import { accounts } from '../payments/payments-world.ts'
import { liveUntil, quiet } from '../payments/subscription-life.ts'
import { aPaidDesk, SOON, type PaidDesk } from './paid-desk.ts'

let world: ServedWorld
let desk: PaidDesk
let desks = 0
const START = '2027-12-31T10:30:00Z'

beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  return () => world.close()
})
beforeEach(async () => {
  await world.setClock(START)
  desk = await aPaidDesk(world, `sub${++desks}`, START)
})

const aPlan = async (more: object = {}) => {
  const { plan } = await desk.act(createPlan, {
    ...{ name: 'Monthly coaching', amount: '50.00', currency: 'EUR', taxRate: '21' },
    ...more,
  })
  return show('plan', plan)
}
const rows = <R = Record<string, unknown>>(sql: string) => world.owner<R>(sql, [desk.portal.id])
const live = (until: string) => liveUntil(world, desk.portal.id, until)
const still = () => quiet(world, desk.portal.id)

interface SubscriptionRow {
  id: string
  state: string
  period: number
  period_ends: Temporal.Instant
  failed_invoice: string | null
  method_id: string | null
  ended_why: string | null
}
const subscription = async () =>
  (await rows<SubscriptionRow>('select * from subscriptions where portal_id = $1'))[0]!
const named = async () => ({ subscription: show('subscription', (await subscription()).id) })
const charged = async () =>
  (
    await rows<{ at: Temporal.Instant; total: number; state: string; items: number }>(
      `select i.created_at as at, i.total_minor::int as total, i.state,
         (select count(*)::int from invoice_items x
          where x.portal_id = i.portal_id and x.invoice_id = i.id) as items
       from invoices i where i.portal_id = $1 order by i.id`,
    )
  ).map(({ at, total, state, items }) => [at.toString(), total, state, items])
const attempts = async () =>
  (
    await rows<{ at: Temporal.Instant; state: string }>(
      `select started_at as at, state from payment_attempts
       where portal_id = $1 and method_id is not null order by id`,
    )
  ).map(({ at, state }) => [at.toString(), state])
const events = async () =>
  (
    await rows<{ operation: string }>(
      `select operation from audit_lines where portal_id = $1
       and (operation like 'subscription.%' or operation like 'access.%')
       and operation <> 'subscription.fall_due' order by seq`,
    )
  ).map(({ operation }) => operation)
const toAnn = async () =>
  (await mailbox(world.installation, desk.portal.id))
    .filter(({ to }) => to === ANN.email)
    .toReversed()
    .map(({ subject }) => subject)

/** Ann has completed the form, registered, and paid its first invoice with a number, a month after that. */
async function subscribed(number: TestNumberName, plan: object = {}, form: object = {}) {
  await desk.costs({ plan: await aPlan(plan), amount: null, ...form })
  const row = await desk.completes()
  await desk.registered(row)
  await world.setClock('2028-01-31T10:30:00Z')
  await desk.pays((await desk.invoices())[0]!.id, number)
  await desk.becomesHeld(false)
  await still()
  return row
}

describe('one-time and monthly', () => {
  it('charges both first and then the plan alone, for 14 months over short Februaries and changes of clocks', async () => {
    await desk.costs({ plan: await aPlan(), currency: 'EUR' })
    const row = await desk.completes()
    await desk.registered(row)
    await world.setClock('2028-01-31T10:30:00Z')
    await desk.pays((await desk.invoices())[0]!.id, 'pays')
    await desk.becomesHeld(false)
    await still()
    await live('2029-03-31T10:31:00Z')
    // By the portal’s clock: 11:30 in winter, 11:30 in summer.
    const days = [
      ...['2028-02-29T10:30', '2028-03-31T09:30', '2028-04-30T09:30', '2028-05-31T09:30'],
      ...['2028-06-30T09:30', '2028-07-31T09:30', '2028-08-31T09:30', '2028-09-30T09:30'],
      ...['2028-10-31T10:30', '2028-11-30T10:30', '2028-12-31T10:30', '2029-01-31T10:30'],
      ...['2029-02-28T10:30', '2029-03-31T09:30'],
    ]
    expect(await charged()).toEqual([
      [START, 18_150, 'paid', 2],
      ...days.map((day) => [`${day}:00Z`, 6050, 'paid', 1]),
    ])
    expect(await events()).toEqual([
      ...['access.hold', 'access.open', 'subscription.begin'],
      ...days.map(() => 'subscription.renew'),
    ])
    const mails = await toAnn()
    const count = (pattern: RegExp) => mails.filter((subject) => pattern.test(subject!)).length
    expect([count(/renews on/), count(/has come in/), mails.length]).toEqual([14, 15, 29])
    const left = await accounts(world, desk.portal.id)
    expect(Object.keys(left)).toEqual(['clearing', 'revenue', 'tax'])
    expect(Object.values(left).reduce((sum, one) => sum + one, 0)).toBe(0)
  }, 120_000)

  it('renews once for each period, however many ask at once and whoever dies', async () => {
    await subscribed('pays')
    const { installation } = world
    await live('2028-02-29T10:29:00Z')
    await world.setClock('2028-02-29T10:30:00Z')
    const input = await named()
    const all = await Promise.all(
      Array.from({ length: 40 }, () =>
        perform(installation, fallDue, clockCaller(desk.portal.id), input),
      ),
    )
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    await Promise.all(Array.from({ length: 5 }, () => wakeDue(installation, subscriptionQueue)))
    await still()
    expect(await charged()).toHaveLength(2)
    expect(await attempts()).toEqual([['2028-02-29T10:30:00Z', 'succeeded']])
  })
})

describe('a renewal that fails', () => {
  it('shuts access at once, is charged again on its days, and becomes inactive', async () => {
    await subscribed('declined_later')
    await live('2028-02-29T10:30:00Z')
    expect([(await subscription()).state, await desk.isHeld()]).toEqual(['past_due', true])
    expect((await desk.client()).held_invoice).toBe((await subscription()).failed_invoice)
    await live('2028-03-10T10:30:00Z')
    expect(await attempts()).toEqual(
      ['2028-02-29', '2028-03-01', '2028-03-03', '2028-03-05', '2028-03-07'].map((day) => [
        `${day}T10:30:00Z`,
        'failed',
      ]),
    )
    expect(await subscription()).toMatchObject({ state: 'inactive', failed_invoice: null })
    expect((await charged()).map(([, , state]) => state)).toEqual(['paid', 'void'])
    expect((await events()).slice(3)).toEqual([
      ...['subscription.renew', 'access.hold', 'subscription.fail'],
      ...['access.hold', 'subscription.give_up'],
    ])
    expect((await toAnn()).slice(-3)).toEqual([
      'Monthly coaching renews on 29 Feb 2028',
      'Monthly coaching could not be charged',
      'Monthly coaching is inactive',
    ])
    const [{ team }] = (await rows<{ team: number }>(
      `select count(*)::int as team from mails where portal_id = $1 and kind = 'access_payment_failed_team'`,
    )) as [{ team: number }]
    expect(team).toBe(1)
  }, 60_000)

  it('keeps access for its days of grace, warns two days before, and tells when it has gone', async () => {
    await subscribed('declined_later', { graceDays: 4 })
    await live('2028-02-29T10:30:00Z')
    expect([(await subscription()).state, await desk.isHeld()]).toEqual(['past_due', false])
    // The gate shuts at the moment itself, whether anything has been looked at by then or not.
    await world.setClock('2028-03-04T10:29:59Z')
    expect(await desk.isHeld()).toBe(false)
    await world.setClock('2028-03-04T10:30:00Z')
    expect(await desk.isHeld()).toBe(true)
    await world.setClock('2028-03-01T10:30:00Z')
    await live('2028-03-04T10:30:00Z')
    expect((await toAnn()).slice(-3)).toEqual([
      'Monthly coaching could not be charged',
      expect.stringMatching(/is open to you until 4 Mar 2028$/),
      expect.stringMatching(/is not open to you any more$/),
    ])
    await desk.pays((await subscription()).failed_invoice!, 'pays')
    await desk.becomesHeld(false)
    await still()
    expect(await subscription()).toMatchObject({ state: 'active', period: 2 })
    expect((await toAnn()).slice(-2)).toContainEqual(expect.stringMatching(/is open to you again$/))
    // What was paid with is charged from then on, and the days are the old ones.
    await live('2028-03-31T10:30:00Z')
    expect((await attempts()).at(-1)).toEqual(['2028-03-31T09:30:00Z', 'succeeded'])
    expect((await events()).slice(3)).toEqual([
      ...['subscription.renew', 'subscription.fail', 'access.hold', 'access.open'],
      ...['subscription.recover', 'subscription.renew'],
    ])
  }, 60_000)

  it('is not charged again to what was declined for good, but to what is left instead', async () => {
    await subscribed('stolen_later')
    await live('2028-03-04T10:30:00Z')
    expect(await attempts()).toEqual([['2028-02-29T10:30:00Z', 'failed']])
    await live('2028-03-07T10:30:00Z')
    expect((await subscription()).state).toBe('inactive')
    expect(await attempts()).toHaveLength(1)
  }, 60_000)

  it('waits for its owner where the bank asks them, who answers by the mailed link', async () => {
    await subscribed('pays')
    await rows(`update sandbox_methods set number = 'asks' where portal_id = $1`)
    await live('2028-02-29T10:30:00Z')
    expect((await subscription()).state).toBe('past_due')
    expect(await attempts()).toEqual([['2028-02-29T10:30:00Z', 'authentication_needed']])
    const key = await world.installation.keys.held(desk.portal.id)
    const token = payToken(key, (await subscription()).failed_invoice!)
    const gone = await desk.someone().post('/pay', { token, gateway: 'sandbox' })
    const page = new URL(gone.headers.get('location')!, desk.someone().origin).pathname
    expect((await desk.someone().post(page, { step: 'approve' })).status).toBe(303)
    await desk.becomesHeld(false)
    expect((await subscription()).state).toBe('active')
  }, 60_000)
})

describe('a bank debit', () => {
  it('keeps a subscription active while it clears, and makes it past due where it fails', async () => {
    await desk.costs({ plan: await aPlan(), amount: null })
    await desk.registered(await desk.completes())
    await world.setClock('2028-01-31T10:30:00Z')
    await desk.pays((await desk.invoices())[0]!.id, 'bank_pays')
    await live('2028-02-04T10:30:00Z')
    expect([(await subscription()).state, await desk.isHeld()]).toEqual(['active', false])
    await rows(`update sandbox_methods set number = 'bank_no_funds' where portal_id = $1`)
    await live('2028-03-04T10:30:00Z')
    expect([(await subscription()).state, await desk.isHeld()]).toEqual(['active', false])
    expect((await charged()).at(-1)![2]).toBe('processing')
    await live('2028-03-10T10:30:00Z')
    expect([(await subscription()).state, await desk.isHeld()]).toEqual(['past_due', true])
    await live('2028-03-31T10:30:00Z')
    expect((await subscription()).state).toBe('inactive')
  }, 60_000)
})

describe('a trial', () => {
  it('opens access with an invoice over nothing, and ends with the first charge', async () => {
    await desk.costs({ plan: await aPlan({ trialDays: 14, graceDays: 2 }), amount: null })
    await desk.completes()
    await still()
    expect([(await subscription()).state, await desk.isHeld()]).toEqual(['trialing', false])
    expect(await charged()).toEqual([[START, 0, 'paid', 1]])
    await live('2028-01-14T10:30:00Z')
    // Nothing was left to be charged, which is told a week before.
    expect(await subscription()).toMatchObject({ state: 'past_due', period: 2 })
    await desk.pays((await subscription()).failed_invoice!, 'pays')
    await vi.waitFor(async () => expect((await subscription()).state).toBe('active'), SOON)
    await live('2028-02-14T10:30:00Z')
    expect(await charged()).toEqual([
      [START, 0, 'paid', 1],
      ['2028-01-14T10:30:00Z', 6050, 'paid', 1],
      ['2028-02-14T10:30:00Z', 6050, 'paid', 1],
    ])
  }, 60_000)
})

describe('subscribing again', () => {
  const trouble = async () => {
    await subscribed('declined_later')
    await live('2028-03-08T10:30:00Z')
    expect((await subscription()).state).toBe('inactive')
    const answer = await desk.someone().post('/reset', { email: ANN.email })
    expect(answer.status).toBe(200)
    await vi.waitFor(
      async () => expect((await toAnn()).at(-1)).toMatch(/^How to come back to/),
      SOON,
    )
    const key = await world.installation.keys.held(desk.portal.id)
    return againToken(key, (await subscription()).id)
  }

  it('by the mailed link charges once, however many press at once, and brings access back', async () => {
    const token = await trouble()
    const page = await (await desk.someone().get(`/subscribe-again?token=${token}`)).text()
    expect(page).toContain('60.50')
    const pressed = await Promise.all(
      Array.from({ length: 20 }, () =>
        desk.someone().post('/subscribe-again', { token, gateway: 'sandbox' }),
      ),
    )
    const places = new Set(pressed.map((answer) => answer.headers.get('location')))
    expect([...places]).toHaveLength(1)
    expect(await charged()).toHaveLength(3)
    await desk.pays((await desk.invoices()).at(-1)!.id, 'pays')
    await desk.becomesHeld(false)
    await still()
    expect(await subscription()).toMatchObject({ state: 'active', period: 3 })
    expect((await subscription()).period_ends.toString()).toBe('2028-04-08T09:30:00Z')
    expect((await charged()).map(([, total, state]) => [total, state])).toEqual([
      ...[
        [6050, 'paid'],
        [6050, 'void'],
        [6050, 'paid'],
      ],
    ])
    expect((await toAnn()).slice(-2)).toContainEqual(expect.stringMatching(/is open to you again$/))
    const dead = await desk.someone().get(`/subscribe-again?token=${token}`)
    expect(await dead.text()).toContain('nothing to pay')
    await live('2028-04-08T10:30:00Z')
    expect((await attempts()).at(-1)![1]).toBe('succeeded')
  }, 60_000)

  it('is what whoever signs in sees first, and nothing else opens', async () => {
    await trouble()
    const browser = await desk.someone().signIn(ANN)
    const home = await browser.get('/')
    expect(home.headers.get('location')).toBe('/billing/again')
    const page = await (await browser.get('/billing/again')).text()
    expect(page).toContain('Subscribe again')
    expect((await browser.get('/messages')).headers.get('location')).toBe('/billing/again')
    const { subscription: shown } = await named()
    const gone = await browser.post('/billing/again', { subscription: shown, gateway: 'sandbox' })
    expect(gone.headers.get('location')).toMatch(/\/sandbox/)
    // Of anybody else it is not.
    const other = { subscription: show('subscription', desk.portal.id), gateway: 'sandbox' }
    expect((await browser.post('/billing/again', other)).status).toBe(404)
  }, 60_000)

  it('opens nothing by a secret that is none', async () => {
    const answer = await desk.someone().get('/subscribe-again?token=abc')
    expect(answer.status).toBe(410)
  })
})

describe('staff', () => {
  it('pause and resume: nothing is charged meanwhile, and a new period begins where the old is over', async () => {
    await subscribed('pays')
    await desk.act(pauseSubscription, await named())
    expect([(await subscription()).state, await desk.isHeld()]).toEqual(['paused', false])
    await live('2028-03-15T10:30:00Z')
    expect([await desk.isHeld(), (await charged()).length]).toEqual([true, 1])
    await desk.act(resumeSubscription, await named())
    expect(await desk.isHeld()).toBe(false)
    await still()
    expect((await charged()).at(-1)).toEqual(['2028-03-15T10:30:00Z', 6050, 'paid', 1])
    expect((await subscription()).period_ends.toString()).toBe('2028-04-15T09:30:00Z')
    expect((await desk.refused(resumeSubscription, await named())).code).toBe('subscription_state')
  }, 60_000)

  it('pause until a day, and it goes on by itself within what is paid for', async () => {
    await subscribed('pays')
    await desk.act(pauseSubscription, { ...(await named()), resumesOn: '2028-02-10' })
    await live('2028-02-10T10:30:00Z')
    expect((await subscription()).state).toBe('active')
    await live('2028-02-29T10:30:00Z')
    expect(await charged()).toHaveLength(2)
  }, 60_000)

  it('cancel with the period, take that back, and end at once', async () => {
    await subscribed('pays')
    await desk.act(cancelSubscription, await named())
    expect((await desk.refused(cancelSubscription, await named())).code).toBe('subscription_state')
    await desk.act(keepSubscription, await named())
    await live('2028-02-29T10:30:00Z')
    expect(await subscription()).toMatchObject({ state: 'active', period: 2 })
    await desk.act(cancelSubscription, await named())
    await live('2028-03-31T10:30:00Z')
    expect(await subscription()).toMatchObject({ state: 'ended', ended_why: 'chosen' })
    expect([await desk.isHeld(), (await charged()).length]).toEqual([true, 2])
    expect((await toAnn()).at(-1)).toBe('Monthly coaching is over')
  }, 60_000)

  it('change the plan: the rest is credited to the second and the new price charged', async () => {
    await subscribed('pays')
    const other = await aPlan({ name: 'Weekly calls', amount: '90.00' })
    const half = '2028-02-14T22:30:00Z'
    await world.setClock(half)
    await desk.browser.signIn(desk.ada)
    const path = `subscriptions/${(await named()).subscription}/plan`
    const { body } = await desk.api<Record<string, string>>('GET', `${path}?plan=${other}`)
    // 14.5 of 29 days.
    expect(body).toMatchObject({ credit: '30.25', charge: '54.45', amount: '108.90' })
    await desk.act(changeSubscriptionPlan, { ...(await named()), plan: other, at: body['at'] })
    await still()
    expect((await charged()).at(-1)).toEqual([half, 5445, 'paid', 1])
    const [debited] = await rows<{ amount: string }>(
      `select amount_minor::text as amount from payment_attempts
       where portal_id = $1 and method_id is not null`,
    )
    expect(debited!.amount).toBe('2420')
    // Down again a day later: what is left over is credit, and the next renewal is paid from it.
    await world.setClock('2028-02-15T22:30:00Z')
    await desk.browser.signIn(desk.ada)
    const cheap = await aPlan({ name: 'Mails only', amount: '10.00' })
    await desk.act(changeSubscriptionPlan, { ...(await named()), plan: cheap })
    await live('2028-02-29T10:30:00Z')
    expect((await charged()).at(-1)).toEqual(['2028-02-29T10:30:00Z', 1210, 'paid', 1])
    expect(await attempts()).toHaveLength(1)
    expect(
      Object.values(await accounts(world, desk.portal.id)).reduce((sum, one) => sum + one, 0),
    ).toBe(0)
  }, 60_000)

  it('move subscribers to a new version with their next renewal', async () => {
    await subscribed('pays')
    const [{ plan_id: id }] = (await rows<{ plan_id: string }>(
      'select plan_id from subscriptions where portal_id = $1',
    )) as [{ plan_id: string }]
    const plan = show('plan', id)
    await desk.act(changePlan, { plan, amount: '70.00' })
    await desk.act(moveSubscribers, { plan })
    await live('2028-03-31T10:30:00Z')
    expect((await charged()).map(([, total]) => total)).toEqual([6050, 8470, 8470])
  }, 60_000)

  it('let a client off whose renewal failed: the subscription ends, and nothing is charged later', async () => {
    const row = await subscribed('declined_later')
    await live('2028-02-29T10:30:00Z')
    await desk.browser.signIn(desk.ada)
    await desk.act(cancelRequiredPayment, { person: show('person', row.id), reason: 'A friend' })
    expect(await desk.isHeld()).toBe(false)
    expect(await subscription()).toMatchObject({ state: 'ended', ended_why: 'waived' })
    expect((await charged()).map(([, , state]) => state)).toEqual(['paid', 'void'])
    await live('2028-06-30T10:30:00Z')
    expect([await desk.isHeld(), (await charged()).length]).toEqual([false, 2])
  }, 60_000)

  it('subscribe a contact by hand, who is held by nothing before or after', async () => {
    const row = await subscribed('pays')
    const plan = await aPlan({ name: 'Extra', cycles: 2 })
    await desk.browser.signIn(desk.ada)
    await desk.act(startSubscription, { person: show('person', row.id), plan })
    const extra = (await desk.invoices()).at(-1)!
    expect(extra).toMatchObject({ state: 'open', title: 'Extra' })
    expect(await desk.isHeld()).toBe(false)
    await desk.pays(extra.id, 'pays')
    await still()
    await live('2028-05-31T10:30:00Z')
    const ended = await rows<{ ended_why: string; charged: number }>(
      `select ended_why, charged from subscriptions where portal_id = $1 and state = 'ended'`,
    )
    expect(ended).toEqual([{ ended_why: 'cycles', charged: 2 }])
    expect(await desk.isHeld()).toBe(false)
  }, 60_000)

  it('ask again for one invoice at a time', async () => {
    await subscribed('pays')
    await desk.act(cancelSubscription, { ...(await named()), when: 'now' })
    expect(await desk.isHeld()).toBe(true)
    const input = await named()
    const caller = clockCaller(desk.portal.id)
    const all = await Promise.all(
      Array.from({ length: 20 }, () => perform(world.installation, subscribeAgain, caller, input)),
    )
    expect(new Set(all.map((one) => one.ok && one.value.invoice)).size).toBe(1)
    expect(await charged()).toHaveLength(2)
  }, 60_000)
})
