import { beforeAll, describe, expect, it } from 'vitest'
import {
  draftInvoice,
  issueCreditNote,
  issueInvoice,
  payOutCredit,
  recordPayment,
  refundPayment,
  sendInvoice,
  useCredit,
  verifyLedgers,
  voidInvoice,
  withdrawPayment,
} from '../../src/payments/index.ts'
import { rightsOfPerson } from '../../src/gate/index.ts'
import { perform, type Caller, type Operation } from '../../src/kit/operation.ts'
import { createContact, mergeContacts } from '../../src/people/index.ts'
import { openWorld, type World } from '../world.ts'
import { accounts, AN_ITEM, aShop, type Shop } from './payments-world.ts'

let world: World
let shop: Shop
beforeAll(async () => {
  world = await openWorld()
  shop = await aShop(world)
  return () => world.close()
})

const staff = (): Caller => ({
  id: shop.ada.shown,
  name: shop.ada.name,
  person: shop.ada.id,
  portal: shop.portal.id,
  rights: rightsOfPerson('staff'),
  through: 'api',
})
/** The code that it was refused with, or `done`. */
const tryTo = async (operation: unknown, input: object, caller = staff()): Promise<string> => {
  const result = await perform(world.installation, operation as Operation, caller, input)
  return result.ok ? 'done' : result.code
}
const tally = (codes: string[]) =>
  Object.fromEntries(
    [...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]),
  )

const numbers = async (table: string) =>
  (
    await world.owner<{ n: number }>(
      `select place_in_series as n from ${table} where portal_id = $1 and number is not null order by 1`,
      [shop.portal.id],
    )
  ).map(({ n }) => n)

describe('numbers of invoices', () => {
  it('have no gaps and no doubles under fifty who issue at once, some of whom are rolled back', async () => {
    const { person: silent } = await shop.act(createContact, { name: 'Nils Mail' })
    const drafts = await Promise.all(Array.from({ length: 50 }, () => shop.draft()))
    const doomed = await Promise.all(
      Array.from({ length: 15 }, () => shop.draft({ person: silent })),
    )
    const codes = await Promise.all([
      ...drafts.map((invoice) => tryTo(issueInvoice, { invoice })),
      // They have taken a number when it turns out that there is nobody to mail.
      ...doomed.map((invoice) => tryTo(issueInvoice, { invoice, send: true })),
    ])
    expect(tally(codes)).toEqual({ done: 50, no_email: 15 })
    expect(await numbers('invoices')).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
    const credits = await Promise.all(drafts.map((invoice) => tryTo(issueCreditNote, { invoice })))
    expect(tally(credits)).toEqual({ done: 50 })
    expect(await numbers('credit_notes')).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
  })

  it('begin anew in a series of another name, and go on where they were in the old one', async () => {
    const settings = (invoiceSeries: string) =>
      shop.api('PATCH', 'settings', { invoiceSeries }).then(({ status }) => status)
    const issuedAs = async () => (await shop.shown(await shop.issued())).number
    const first = await issuedAs()
    expect(await settings('2026-a')).toBe(200)
    expect(await issuedAs()).toBe('2026-A-0001')
    expect(await settings('INV')).toBe(200)
    expect(Number((await issuedAs())!.slice(4))).toBe(Number(first!.slice(4)) + 1)
    expect(await settings('CN')).toBe(422)
    expect(await settings('a b')).toBe(422)
  })
})

describe('of many who do the same thing at once, one does it', () => {
  const times = <T>(n: number, once: () => Promise<T>) =>
    Promise.all(Array.from({ length: n }, once))

  it('whatever it is', async () => {
    const draft = await shop.draft()
    expect(tally(await times(10, () => tryTo(issueInvoice, { invoice: draft })))).toEqual({
      done: 1,
      not_in_that_state: 9,
    })
    expect(tally(await times(10, () => tryTo(sendInvoice, { invoice: draft })))).toEqual({
      done: 1,
      just_sent: 9,
    })
    const paid = await times(10, () => tryTo(recordPayment, { invoice: draft, amount: '121' }))
    expect(tally(paid)).toEqual({ done: 1, not_in_that_state: 9 })
    const [payment] = (await shop.shown(draft)).payments.map(({ id }) => id)
    // Paid back and withdrawn exclude one another.
    const codes = await Promise.all([
      ...Array.from({ length: 5 }, () => tryTo(withdrawPayment, { payment })),
      ...Array.from({ length: 5 }, () => tryTo(refundPayment, { payment })),
    ])
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
  })

  it('and a payment and a void of one invoice never both happen', async () => {
    for (let n = 0; n < 10; n++) {
      const invoice = await shop.issued()
      const codes = await Promise.all([
        tryTo(voidInvoice, { invoice }),
        tryTo(recordPayment, { invoice, amount: '121' }),
      ])
      expect(codes.toSorted()).toEqual(['done', 'not_in_that_state'])
    }
  })

  it('and credit is spent once, on whatever', async () => {
    const { person } = await shop.act(createContact, { name: 'Cora Credit' })
    const over = await shop.issued({ person })
    await shop.act(recordPayment, { invoice: over, amount: '171', keepRest: true })
    const open = await Promise.all(Array.from({ length: 4 }, () => shop.issued({ person })))
    const codes = await Promise.all([
      ...open.map((invoice) => tryTo(useCredit, { invoice, amount: '50' })),
      ...Array.from({ length: 4 }, () =>
        tryTo(payOutCredit, { person, currency: 'USD', amount: '50' }),
      ),
    ])
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    const { body } = await shop.api('GET', `contacts/${person}/credit`)
    expect(body).toEqual({ credit: [] })
  })
})

describe('somebody who is two cards', () => {
  it('has the invoices, payments and credit of both when they are merged', async () => {
    const { person: other } = await shop.act(createContact, { name: 'Carla Wier' })
    const invoice = await shop.issued({ person: other })
    await shop.act(recordPayment, { invoice, amount: '200', keepRest: true })
    await shop.act(mergeContacts, { person: shop.client, other })
    const { body } = await shop.api<{ person: string }>('GET', `invoices/${invoice}`)
    expect(body.person).toBe(shop.client)
    expect((await shop.api('GET', `contacts/${shop.client}/credit`)).body).toEqual({
      credit: [{ currency: 'USD', amount: '79.00' }],
    })
  })
})

describe('from another portal', () => {
  it('nothing can be done to an invoice, and it is there no more than one that is none', async () => {
    const other = await aShop(world, 'other')
    const invoice = await shop.issued()
    const { id: person, shown: id } = other.ada
    const caller: Caller = { ...staff(), id, portal: other.portal.id, person }
    for (const operation of [issueInvoice, sendInvoice, voidInvoice, useCredit, issueCreditNote])
      expect(await tryTo(operation, { invoice }, caller)).toBe('not_found')
    expect(await tryTo(recordPayment, { invoice, amount: '1' }, caller)).toBe('not_found')
    expect(
      await tryTo(draftInvoice, { person: shop.client, title: 'X', items: [AN_ITEM] }, caller),
    ).toBe('no_such_contact')
  })
})

describe('the ledgers', () => {
  it('add up after all of that, and every wrong cent in them is told', async () => {
    const { findings, portals } = await verifyLedgers(world.installation)
    expect(findings).toEqual([])
    expect(portals).toBe(2)
    const sum = Object.values(await accounts(world, shop.portal.id)).reduce((a, b) => a + b, 0)
    expect(sum).toBe(0)
    await world.owner(`set session_replication_role = replica`)
    await world.owner(
      `update ledger_entries set amount_minor = amount_minor + 1 where account = 'receivable'
       and transaction_id = (select transaction_id from ledger_entries where account = 'receivable' limit 1)`,
    )
    await world.owner(`delete from invoices where number = 'INV-0007' and portal_id = $1`, [
      shop.portal.id,
    ])
    await world.owner(`set session_replication_role = default`)
    const problems = (await verifyLedgers(world.installation)).findings.map(
      ({ problem }) => problem,
    )
    expect(problems).toEqual(
      expect.arrayContaining([
        'the transaction does not sum to zero',
        'the ledger does not sum to zero',
        'numbers of invoices are missing',
      ]),
    )
  })
})
