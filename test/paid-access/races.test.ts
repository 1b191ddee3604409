import { beforeAll, expect, it } from 'vitest'
import { show } from '../../src/kit/ids.ts'
import { clockCaller, perform } from '../../src/kit/operation.ts'
import { cancelRequiredPayment, setFormAccess } from '../../src/paid-access/index.ts'
import {
  connectGateway,
  setSandboxDeliveries,
} from '../../src/payments/gateways/accounts/accounts.ts'
import { settlePayment } from '../../src/payments/paying/settling.ts'
import { aDesk, type Desk } from '../forms/forms-world.ts'
import { paidAtSandbox } from '../payments/sandbox-steps.ts'
import { openWorld, type World } from '../world.ts'

/** The full proof is 200. */
const RACES = Number(process.env['RACES'] ?? 20)

let world: World
let desk: Desk
beforeAll(async () => {
  world = await openWorld()
  desk = await aDesk(world, 'races')
  await desk.act(connectGateway, { gateway: 'sandbox' })
  await desk.act(setSandboxDeliveries, { deliveries: 'lost' })
  const price = { amount: '100.00', title: 'Kickoff', item: 'Kickoff' }
  await desk.act(setFormAccess, { form: desk.form, ...price })
  return () => world.close()
})

const rows = <R>(sql: string) => world.owner<R>(sql, [desk.portal.id])

it(`of a payment and its cancellation at the same moment exactly one wins, ${RACES} times, and no cent is lost`, async () => {
  const { installation } = world
  const clock = clockCaller(desk.portal.id)
  for (let n = 0; n < RACES; n++) {
    const email = `ann${n}@example.com`
    await desk.send({ firstName: 'Ann', lastName: 'Weir', email }, desk.visitor(`198.51.${n}.7`))
    await world.drain()
    // A form takes only so many an hour.
    if (n % 40 === 39) await world.setClock((await world.now()).add({ hours: 2 }))
  }
  const held = await rows<{ id: string; held_invoice: string }>(
    'select id, held_invoice from persons where portal_id = $1 and held_invoice is not null order by id',
  )
  expect(held).toHaveLength(RACES)
  let cancelled = 0
  for (const { id, held_invoice: invoice } of held) {
    const of = { portal: desk.portal.id, invoice }
    const { reference } = await paidAtSandbox(world, of, 'pays')
    const [cancel, settled] = await Promise.all([
      desk.act(cancelRequiredPayment, { person: show('person', id), reason: 'A gift' }).then(
        () => true,
        ({ message }: Error) => message,
      ),
      perform(installation, settlePayment, clock, { gateway: 'sandbox', reference }),
    ])
    expect(settled.ok).toBe(true)
    if (cancel === true) cancelled++
    else expect(cancel).toContain('nothing_required')
  }
  const ends = await rows<{ state: string; n: number }>(
    'select state, count(*)::int as n from invoices where portal_id = $1 group by 1 order by 1',
  )
  expect(ends).toEqual(
    [
      { state: 'paid', n: RACES - cancelled },
      { state: 'void', n: cancelled },
    ].filter(({ n }) => n > 0),
  )
  expect(
    await rows('select 1 from persons where portal_id = $1 and held_since is not null'),
  ).toEqual([])
  // Late money is the client’s credit.
  const sums = await rows<{ account: string; sum: number }>(
    `select account, sum(amount_minor)::int as sum from ledger_entries where portal_id = $1
     group by 1 having sum(amount_minor) <> 0 order by 1`,
  )
  expect(sums.reduce((all, { sum }) => all + sum, 0)).toBe(0)
  expect(sums.find(({ account }) => account === 'clearing')?.sum).toBe(10_000 * RACES)
  expect(sums.find(({ account }) => account === 'credit')?.sum ?? 0).toBe(-10_000 * cancelled || 0)
}, 300_000)
