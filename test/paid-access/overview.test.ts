import { beforeAll, expect, it } from 'vitest'
import { show } from '../../src/kit/ids.ts'
import { createPlan, recordPayment } from '../../src/payments/index.ts'
import { serveWorld, type ServedWorld } from '../e2e/served-world.ts'
import { liveUntil, quiet } from '../payments/subscription-life.ts'
import { aPaidDesk, invoiceId, type PaidDesk } from './paid-desk.ts'

let world: ServedWorld
const START = '2027-01-31T10:30:00Z'
beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  return () => world.close()
})

interface Overview {
  months: string[]
  money: { currency: string; amounts: string[] }[]
  recurring: object[]
  failures: { month: string; failed: number; recovered: number }[]
  held: { person: string; name: string }[]
  heldCount: number
  waiting: { name: string }[]
  waitingCount: number
}
const overviewOf = async (desk: PaidDesk) => {
  await desk.browser.signIn(desk.ada)
  const { body } = await desk.api<Overview>('GET', 'payments-overview')
  return { body, page: await (await desk.browser.get('/payments')).text() }
}

it('says what to do where nothing has been paid yet', async () => {
  const desk = await aPaidDesk(world, 'nothing', START)
  const { body, page } = await overviewOf(desk)
  expect(body).toMatchObject({ money: [], recurring: [], heldCount: 0, waitingCount: 0 })
  expect(page).toContain('Connect a gateway')
})

it('draws each number from the rows behind it', async () => {
  const desk = await aPaidDesk(world, 'counted', START)
  const { plan } = await desk.act(createPlan, {
    ...{ name: 'Monthly', amount: '50.00', currency: 'EUR', taxRate: '21' },
  })
  await desk.costs({ plan: show('plan', plan), currency: 'EUR' })
  const row = await desk.completes()
  await desk.pays((await desk.invoices())[0]!.id, 'declined_later')
  await desk.becomesHeld(false)
  await quiet(world, desk.portal.id)
  // The renewal fails, and is paid by hand four days later, in the month after.
  await liveUntil(world, desk.portal.id, '2027-03-02T10:30:00Z')
  const before = await overviewOf(desk)
  const money = (body: Overview) => body.money.map(({ amounts }) => amounts.slice(-3))
  expect(before.body.months.slice(-3)).toEqual(['2027-01', '2027-02', '2027-03'])
  expect(money(before.body)).toEqual([['181.50', '0.00', '0.00']])
  expect(before.body.recurring).toEqual([{ currency: 'EUR', amount: '50.00', subscriptions: 1 }])
  expect(before.body.failures.slice(-2)).toEqual([
    { month: '2027-02', failed: 1, recovered: 0 },
    { month: '2027-03', failed: 0, recovered: 0 },
  ])
  expect(before.body).toMatchObject({
    heldCount: 1,
    held: [{ person: show('person', row.id), name: 'Ann Weir' }],
    // Her card says nothing that she could be told apart by, so that she was not invited.
    waitingCount: 1,
    waiting: [{ name: 'Ann Weir' }],
  })
  expect(before.page).toContain('Who waits for an invitation')
  expect(before.page).toContain('Who is out, and since when')
  const renewal = (await desk.invoices()).at(-1)!
  await desk.act(recordPayment, { invoice: invoiceId(renewal), amount: '60.50', method: 'cash' })
  const after = await overviewOf(desk)
  expect(money(after.body)).toEqual([['181.50', '0.00', '60.50']])
  expect(after.body.failures.at(-2)).toEqual({ month: '2027-02', failed: 1, recovered: 1 })
  expect(after.body.heldCount).toBe(0)
  await desk.registered(row)
  expect((await overviewOf(desk)).body.waitingCount).toBe(0)
})
