import { beforeAll, describe, expect, it } from 'vitest'
import {
  changeDraft,
  discardDraft,
  draftInvoice,
  issueCreditNote,
  issueInvoice,
  payOutCredit,
  recordPayment,
  refundPayment,
  remindOfInvoice,
  sendInvoice,
  useCredit,
  voidInvoice,
  withdrawPayment,
  writeOffInvoice,
} from '../../src/payments/index.ts'
import { show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { openWorld, type World } from '../world.ts'
import { accounts, AN_ITEM, aShop, type Shop } from './payments-world.ts'

let world: World
let shop: Shop
let shops = 0
beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})
/** Each test has a ledger of its own. */
const aFreshShop = async () => (shop = await aShop(world, `shop${++shops}`))
const pay = (invoice: string, amount: string, more: object = {}) =>
  shop.act(recordPayment, { invoice, amount, ...more })
const sums = () => accounts(world, shop.portal.id)

describe('a draft', () => {
  it('is changed as one likes, and gets number, days and parties when it is issued', async () => {
    await aFreshShop()
    const invoice = await shop.draft({ buyerAddress: '1 Quay\nPort', note: 'Thank you' })
    expect(await shop.shown(invoice)).toMatchObject({
      state: 'draft',
      number: null,
      total: '121.00',
      issuedOn: null,
    })
    const items = [
      { text: 'One', unitAmount: '10.00', taxRate: '8.875', discount: '10%' },
      { text: 'Two', unitAmount: '9.99', quantity: '1.5', discount: '0.99' },
    ]
    await shop.act(changeDraft, { invoice, items, taxIncluded: true })
    expect(await shop.shown(invoice)).toMatchObject({
      net: '22.27',
      tax: '0.73',
      total: '23.00',
      items: [
        { text: 'One', total: '9.00', discount: '10%' },
        { text: 'Two', total: '14.00', discount: '0.99' },
      ],
      taxes: [
        { taxRate: '0', net: '14.00', tax: '0.00' },
        { taxRate: '8.875', net: '8.27', tax: '0.73' },
      ],
    })
    await shop.act(issueInvoice, { invoice })
    expect(await shop.shown(invoice)).toMatchObject({
      state: 'open',
      number: 'INV-0001',
      issuedOn: '2026-01-05',
      dueOn: '2026-01-19',
      outstanding: '23.00',
      buyer: { name: 'Carla Weir', address: '1 Quay\nPort', taxNumber: null },
      seller: { name: 'Shop1' },
      note: 'Thank you',
    })
    expect(await sums()).toEqual({ receivable: 2300, revenue: -2227, tax: -73 })
    // The next one is for the same buyer.
    expect((await shop.shown(await shop.draft())).buyer.address).toBe('1 Quay\nPort')
  })

  it('goes without a trace among the numbers', async () => {
    await aFreshShop()
    const invoice = await shop.draft()
    await shop.act(discardDraft, { invoice })
    expect((await shop.api('GET', `invoices/${invoice}`)).status).toBe(404)
    expect(await shop.shown(await shop.issued())).toMatchObject({ number: 'INV-0001' })
  })

  it('says of each item what is wrong with it', async () => {
    await aFreshShop()
    const wrong = async (item: object, more: object = {}) => {
      const input = { person: shop.client, title: 'X', items: [AN_ITEM, { ...AN_ITEM, ...item }] }
      const { fields } = await shop.refused(draftInvoice, { ...input, ...more })
      return fields
    }
    expect(await wrong({ unitAmount: '1.005' })).toEqual(['items.1.unitAmount'])
    expect(await wrong({ unitAmount: '-1' })).toEqual(['items.1.unitAmount'])
    expect(await wrong({ unitAmount: '1e3' })).toEqual(['items.1.unitAmount'])
    expect(await wrong({ quantity: '0' })).toEqual(['items.1.quantity'])
    expect(await wrong({ quantity: '1.0001' })).toEqual(['items.1.quantity'])
    expect(await wrong({ taxRate: '100.001' })).toEqual(['items.1.taxRate'])
    expect(await wrong({ discount: '101%' })).toEqual(['items.1.discount'])
    expect(await wrong({ discount: '100.01' })).toEqual(['items.1.discount'])
    expect(await wrong({ quantity: '9999999', unitAmount: '999999999' })).toEqual([
      'items.1.unitAmount',
    ])
    expect(await wrong({}, { currency: 'XXZ' })).toEqual(['currency'])
    expect(await wrong({}, { person: shop.ada.shown })).toEqual(['person'])
  })

  it('keeps to the decimals of its currency', async () => {
    await aFreshShop()
    const total = async (currency: string, unitAmount: string) =>
      (await shop.shown(await shop.draft({ currency, items: [{ ...AN_ITEM, unitAmount }] }))).total
    expect(await total('JPY', '1001')).toBe('2422')
    expect(await total('KWD', '1.005')).toBe('2.432')
    const yen = { person: shop.client, title: 'X', currency: 'JPY' }
    expect(
      await shop.refused(draftInvoice, { ...yen, items: [{ ...AN_ITEM, unitAmount: '1.5' }] }),
    ).toEqual({ code: 'invalid', fields: ['items.0.unitAmount'] })
  })

  it('is issued once, with something on it, and not to be due before', async () => {
    await aFreshShop()
    const empty = await shop.draft({ items: [] })
    expect(await shop.refused(issueInvoice, { invoice: empty })).toMatchObject({ code: 'no_items' })
    const late = await shop.draft({ dueOn: '2026-01-04' })
    expect(await shop.refused(issueInvoice, { invoice: late })).toMatchObject({
      code: 'due_before_issued',
    })
    const invoice = await shop.issued()
    const again = { code: 'not_in_that_state', fields: [] }
    expect(await shop.refused(issueInvoice, { invoice })).toEqual(again)
    expect(await shop.refused(changeDraft, { invoice, title: 'Other' })).toEqual(again)
    expect(await shop.refused(discardDraft, { invoice })).toEqual(again)
    // Of nothing, there is nothing to pay.
    const free = await shop.issued({ items: [{ ...AN_ITEM, discount: '100%' }] })
    expect(await shop.shown(free)).toMatchObject({ state: 'paid', total: '0.00' })
  })
})

describe('an issued invoice', () => {
  it('is paid in parts, and what is too much is kept as credit for the next', async () => {
    await aFreshShop()
    const [first, second] = [await shop.issued(), await shop.issued()]
    await pay(first, '21')
    expect(await shop.shown(first)).toMatchObject({ state: 'open', outstanding: '100.00' })
    expect(await shop.refused(recordPayment, { invoice: first, amount: '150' })).toEqual({
      code: 'more_than_owed',
      fields: ['amount'],
    })
    await pay(first, '150', { keepRest: true })
    expect(await shop.shown(first)).toMatchObject({ state: 'paid', paid: '121.00' })
    expect(await sums()).toEqual({
      clearing: 17_100,
      credit: -5000,
      receivable: 12_100,
      revenue: -20_000,
      tax: -4200,
    })
    await shop.act(useCredit, { invoice: second })
    expect(await shop.shown(second)).toMatchObject({ state: 'open', outstanding: '71.00' })
    expect(await shop.refused(useCredit, { invoice: second })).toMatchObject({ code: 'no_credit' })
    await pay(second, '71')
    expect(await sums()).toEqual({ clearing: 24_200, revenue: -20_000, tax: -4200 })
    expect(await shop.refused(recordPayment, { invoice: second, amount: '1' })).toMatchObject({
      code: 'not_in_that_state',
    })
  })

  it('is open again where a payment was a mistake', async () => {
    await aFreshShop()
    const invoice = await shop.issued()
    const { payment } = await pay(invoice, '121')
    await shop.act(withdrawPayment, { payment: show('payment', payment) })
    expect(await shop.shown(invoice)).toMatchObject({
      state: 'open',
      outstanding: '121.00',
      paid: '0.00',
      payments: [{ state: 'withdrawn' }],
    })
    expect(await sums()).toEqual({ receivable: 12_100, revenue: -10_000, tax: -2100 })
    expect(
      await shop.refused(withdrawPayment, { payment: show('payment', payment) }),
    ).toMatchObject({ code: 'payment_withdrawn' })
    // Credit that a payment left and that is used by now cannot be taken back with it.
    const more = await pay(invoice, '221', { keepRest: true })
    await shop.act(useCredit, { invoice: await shop.issued() })
    expect(
      await shop.refused(withdrawPayment, { payment: show('payment', more.payment) }),
    ).toMatchObject({ code: 'not_enough_credit' })
  })

  it('is credited: what is still to be paid first, by item or whole, to the last cent', async () => {
    await aFreshShop()
    const items = [AN_ITEM, { text: 'Book', unitAmount: '9.99', taxRate: '4' }]
    const invoice = await shop.issued({ items })
    await pay(invoice, '31.39')
    expect((await shop.shown(invoice)).outstanding).toBe('100.00')
    await shop.act(issueCreditNote, { invoice, items: [{ position: 2, amount: '5.00' }] })
    expect(await shop.shown(invoice)).toMatchObject({
      state: 'open',
      outstanding: '95.00',
      credited: '5.00',
      creditNotes: [{ number: 'CN-0001', total: '5.00', net: '4.81', tax: '0.19' }],
    })
    const wrong = (items: object[]) => shop.refused(issueCreditNote, { invoice, items })
    expect(await wrong([{ position: 2, amount: '5.40' }])).toEqual({
      code: 'more_than_left',
      fields: ['items.0.amount'],
    })
    expect(await wrong([{ position: 3, amount: '1' }])).toMatchObject({
      fields: ['items.0.position'],
    })
    await shop.act(issueCreditNote, { invoice })
    expect(await shop.shown(invoice)).toMatchObject({
      state: 'paid',
      outstanding: '0.00',
      credited: '131.39',
      creditNotes: [{}, { number: 'CN-0002', total: '126.39', net: '105.18', tax: '21.21' }],
    })
    expect(await sums()).toEqual({ clearing: 3139, credit: -3139 })
    expect(await shop.refused(issueCreditNote, { invoice })).toMatchObject({ code: 'nothing_left' })
    await shop.act(payOutCredit, { person: shop.client, currency: 'USD' })
    expect(await sums()).toEqual({})
    expect(
      await shop.refused(payOutCredit, { person: shop.client, currency: 'USD' }),
    ).toMatchObject({ code: 'no_credit' })
  })

  it('is void where it was credited whole before anything was paid', async () => {
    await aFreshShop()
    const invoice = await shop.issued()
    await shop.act(issueCreditNote, { invoice })
    expect(await shop.shown(invoice)).toMatchObject({ state: 'void', outstanding: '0.00' })
    expect(await sums()).toEqual({})
  })

  it('is paid back with a credit note or without, never more than was charged', async () => {
    await aFreshShop()
    const invoice = await shop.issued()
    const payment = show('payment', (await pay(invoice, '121')).payment)
    await shop.act(refundPayment, { payment, amount: '21', creditNote: false })
    expect(await sums()).toEqual({
      clearing: 10_000,
      refunds: 2100,
      revenue: -10_000,
      tax: -2100,
    })
    await shop.act(refundPayment, { payment, amount: '60.50' })
    expect(await shop.shown(invoice)).toMatchObject({
      state: 'paid',
      credited: '60.50',
      refunded: '21.00',
      refunds: [{ amount: '21.00', creditNote: null }, { amount: '60.50' }],
      payments: [{ refunded: '81.50' }],
    })
    expect(await sums()).toEqual({ clearing: 3950, refunds: 2100, revenue: -5000, tax: -1050 })
    expect(await shop.refused(refundPayment, { payment, amount: '39.51' })).toEqual({
      code: 'more_than_left',
      fields: ['amount'],
    })
    expect(await shop.refused(withdrawPayment, { payment })).toMatchObject({
      code: 'payment_refunded',
    })
    await shop.act(refundPayment, { payment })
    expect(await shop.refused(refundPayment, { payment })).toMatchObject({ code: 'nothing_left' })
    expect(await sums()).toEqual({ refunds: 2100, revenue: -1736, tax: -364 })
  })

  it('is void or given up; what was given up can still be paid', async () => {
    await aFreshShop()
    const [first, second, third] = [await shop.issued(), await shop.issued(), await shop.issued()]
    await shop.act(voidInvoice, { invoice: first, reason: 'Wrong client' })
    expect(await shop.shown(first)).toMatchObject({ state: 'void', number: 'INV-0001' })
    await pay(second, '21')
    expect(await shop.refused(voidInvoice, { invoice: second })).toMatchObject({
      code: 'partly_paid',
    })
    await shop.act(writeOffInvoice, { invoice: second })
    expect(await sums()).toEqual({
      clearing: 2100,
      receivable: 12_100,
      revenue: -20_000,
      tax: -4200,
      write_offs: 10_000,
    })
    await pay(second, '40')
    expect(await shop.shown(second)).toMatchObject({ state: 'open', outstanding: '60.00' })
    expect(await sums()).toEqual({
      clearing: 6100,
      receivable: 18_100,
      revenue: -20_000,
      tax: -4200,
    })
    for (const operation of [voidInvoice, writeOffInvoice, remindOfInvoice])
      expect(await shop.refused(operation, { invoice: first })).toMatchObject({
        code: 'not_in_that_state',
      })
    await shop.act(voidInvoice, { invoice: third })
  })

  it('is overdue when its day is over by the portal’s calendar', async () => {
    const mine = await openWorld({ start: '2026-01-05T09:00:00Z' })
    const one = await aShop(mine)
    const invoice = await one.issued({ dueOn: '2026-01-06' })
    const at = async (instant: string) => {
      await mine.setClock(instant)
      await one.browser.signIn(one.ada)
      return (await one.shown(invoice)).overdue
    }
    // In Madrid, the 6th ends an hour before it does in UTC.
    expect(await at('2026-01-06T22:59:59Z')).toBe(false)
    expect(await at('2026-01-06T23:00:00Z')).toBe(true)
    await mine.close()
  })

  it('is mailed with a link and without what it comes to or what for; not twice by a press too many', async () => {
    await aFreshShop()
    const invoice = await shop.draft({
      title: 'Walrus licence',
      items: [{ ...AN_ITEM, text: 'Walrus' }],
    })
    await shop.act(issueInvoice, { invoice, send: true })
    expect(await shop.refused(sendInvoice, { invoice })).toMatchObject({ code: 'just_sent' })
    await shop.act(remindOfInvoice, { invoice })
    expect(await shop.refused(remindOfInvoice, { invoice })).toMatchObject({ code: 'just_sent' })
    await pay(invoice, '121')
    const mails = (await mailbox(world.installation, shop.portal.id)).toReversed()
    expect(mails.map(({ kind, subject }) => `${kind}: ${subject}`)).toEqual([
      'invoice_sent: Invoice INV-0001 from Shop' + shops,
      'invoice_reminder: Reminder: invoice INV-0001 from Shop' + shops,
      'payment_receipt: Your payment for invoice INV-0001 has come in',
    ])
    for (const { text, html, to } of mails) {
      expect(to).toBe(`carla@shop${shops}.example`)
      expect(text + html).not.toMatch(/walrus|121|50\.00/i)
      expect(text).toMatch(/\/pay\?token=[\w-]{43}\b/)
    }
  })

  it('cannot be changed or deleted past the operations, and lines sum to totals', async () => {
    await aFreshShop()
    const invoice = await shop.issued()
    await pay(invoice, '121')
    const asApp = (sql: string) =>
      world.installation.db.write({ portal: shop.portal.id }, (tx) => tx.run(sql))
    for (const sql of [
      `update invoices set total_minor = 1, net_minor = 1, tax_minor = 0`,
      `update invoices set title = 'x'`,
      `update invoices set number = 'INV-0002'`,
      `delete from invoices`,
      `update invoice_items set unit_minor = 1`,
      `delete from invoice_items`,
      `delete from payments`,
      `delete from ledger_entries`,
      `update ledger_entries set amount_minor = 1`,
      `update payments set amount_minor = 1`,
      `insert into ledger_entries select portal_id, id, 'refunds', 1 from ledger_transactions limit 1`,
    ])
      await expect(asApp(sql), sql).rejects.toThrow(/not|denied/)
    expect(await shop.shown(invoice)).toMatchObject({ total: '121.00', state: 'paid' })
  })
})
