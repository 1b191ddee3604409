import { beforeAll, describe, expect, it } from 'vitest'
import {
  issueCreditNote,
  recordPayment,
  voidInvoice,
  writeOffInvoice,
} from '../../src/payments/index.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { show } from '../../src/kit/ids.ts'
import { aPerson, Browser } from '../identity/identity-world.ts'
import { pdfText } from '../portals/pdf-text.ts'
import { openWorld, type World } from '../world.ts'
import { AN_ITEM, aShop, type Shop } from './payments-world.ts'

let world: World
let shop: Shop
let client: Browser
let clientId: string
let shops = 0
beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})

/** A shop with a client who has registered, and speaks Spanish. */
async function aClient() {
  shop = await aShop(world, `shop${++shops}`)
  const person = await aPerson(world, shop.portal.id, {
    name: 'Marta Ruiz',
    kind: 'contact',
    language: 'es',
  })
  clientId = person.shown
  client = await new Browser(shop.app, shop.portal).signIn(person)
}

const text = async (answer: Promise<Response>, status = 200) => {
  const response = await answer
  expect(response.status).toBe(status)
  return (await response.text()).replaceAll('\u00a0', ' ')
}

const linkIn = async () => {
  const [mail] = await mailbox(world.installation, shop.portal.id)
  return /\/pay\?token=[\w-]+/.exec(mail!.text)![0]
}

describe('a client', () => {
  it('sees their own issued invoices, and neither drafts nor anybody else’s', async () => {
    await aClient()
    const mine = await shop.issued({ person: clientId, title: 'Walrus lessons' })
    const draft = await shop.draft({ person: clientId, title: 'Secret draft' })
    const others = await shop.issued({ title: 'Somebody else’s' })
    const list = await text(client.get('/billing'))
    expect(list).toMatch(/INV-0001/)
    expect(list).toMatch(/121,00/)
    expect(list).not.toMatch(/INV-0002|Secret draft/)
    expect(await text(client.get(`/billing/${mine}`))).toMatch(/Walrus lessons/)
    for (const hidden of [draft, others]) {
      await text(client.get(`/billing/${hidden}`), 404)
      await text(client.get(`/billing/${hidden}/pdf`), 404)
      await text(client.get(`/api/v1/billing/${hidden}`), 404)
    }
    await text(client.get(`/invoices/${mine}`), 404)
    expect((await client.json('GET', `/api/v1/invoices/${mine}`)).status).toBe(403)
    expect(
      (await client.json('POST', `/api/v1/invoices/${mine}/payments`, { amount: '121' })).status,
    ).toBe(403)
    expect(await text(client.get('/'))).toMatch(/Facturación/)
  })

  it('does not learn that an invoice was given up', async () => {
    await aClient()
    const invoice = await shop.issued({ person: clientId })
    await shop.act(writeOffInvoice, { invoice })
    const { state } = JSON.parse(await text(client.get(`/api/v1/billing/${invoice}`))) as {
      state: string
    }
    expect(state).toBe('open')
    for (const path of ['/billing', `/billing/${invoice}`, '/billing/statement'])
      expect(await text(client.get(path))).not.toMatch(/incobrable|uncollectible|written/i)
    const statement = JSON.parse(await text(client.get('/api/v1/billing/statement'))) as {
      accounts: { closing: string }[]
    }
    expect(statement.accounts).toMatchObject([{ closing: '121.00' }])
  })

  it('gets papers in their language, with sums that are right to the cent', async () => {
    await aClient()
    const items = [
      { ...AN_ITEM, text: 'Sesión', discount: '10%' },
      { text: 'Libro', unitAmount: '9.99', taxRate: '4' },
    ]
    const invoice = await shop.issued({ person: clientId, items, note: 'Gracias, Łukasz' })
    await shop.act(issueCreditNote, { invoice, items: [{ position: 2, amount: '10.39' }] })
    const paper = async (path: string) => {
      const response = await client.get(path)
      expect(response.headers.get('content-type')).toBe('application/pdf')
      return pdfText(new Uint8Array(await response.arrayBuffer()))
    }
    const said = await paper(`/billing/${invoice}/pdf`)
    for (const part of ['Factura INV-0001', 'Sesión', '10%', '108,90', '119,29', 'Gracias, Łukasz'])
      expect(said).toContain(part)
    const [note] = (await shop.shown(invoice)).creditNotes
    const credit = await paper(`/billing/credit-notes/${note!.id}/pdf`)
    for (const part of ['Nota de crédito CN-0001', 'INV-0001', 'Libro', '9,99', '0,40', '10,39'])
      expect(credit).toContain(part)
    expect(await paper('/billing/statement?format=pdf')).toContain('108,90')
  })
})

describe('the link of an invoice', () => {
  it('opens it without sign-in, and nothing else; it is kept from searches and referrers', async () => {
    await aClient()
    const invoice = await shop.issued({ person: clientId, title: 'Walrus lessons' })
    await shop.api('PATCH', 'settings', { paymentInstructions: 'To IBAN ES91 2100' })
    await shop.api('POST', `invoices/${invoice}/sending`)
    const path = await linkIn()
    const stranger = new Browser(shop.app, shop.portal)
    const response = await stranger.get(path)
    expect(response.headers.get('referrer-policy')).toBe('strict-origin')
    expect(response.headers.get('cache-control')).toContain('no-store')
    const page = (await response.text()).replaceAll('\u00a0', ' ')
    expect(page).toMatch(/noindex/)
    expect(page).toMatch(/Walrus lessons/)
    expect(page).toMatch(/ES91 2100/)
    expect(stranger.cookies.size).toBe(0)
    await text(stranger.get(path.replace('/pay', '/pay/pdf')))
    for (const wrong of ['/pay', '/pay?token=x', `${path.slice(0, -3)}AAA`])
      expect((await stranger.get(wrong)).status).toBe(410)
    // Of another portal the same secret opens nothing.
    const other = await aShop(world, `shop${++shops}`)
    expect((await new Browser(other.app, other.portal).get(path)).status).toBe(410)
  })

  it('says that it is paid or void, and after thirty days nothing', async () => {
    const own = await openWorld()
    const one = await aShop(own)
    const invoice = await one.issued()
    await one.api('POST', `invoices/${invoice}/sending`)
    const [mail] = await mailbox(own.installation, one.portal.id)
    const path = /\/pay\?token=[\w-]+/.exec(mail!.text)![0]
    const stranger = new Browser(one.app, one.portal)
    const { payment } = await one.act(recordPayment, { invoice, amount: '121' })
    expect(await text(stranger.get(path))).toMatch(/Thank you/)
    await one.api('POST', `payments/${show('payment', payment)}/withdrawal`)
    await one.act(voidInvoice, { invoice })
    expect(await text(stranger.get(path))).toMatch(/void/)
    await own.setClock('2026-02-04T08:59:59Z')
    await text(stranger.get(path))
    await own.setClock('2026-02-04T09:00:00Z')
    await text(stranger.get(path), 410)
    await own.close()
  })
})

describe('for the bookkeeper', () => {
  it('a month’s totals by tax rate and way of paying are what was charged and paid', async () => {
    await aClient()
    const invoice = await shop.issued({ person: clientId })
    await shop.issued({
      person: clientId,
      items: [{ text: 'Book', unitAmount: '10', taxRate: '4' }],
    })
    await shop.act(voidInvoice, { invoice: await shop.issued({ person: clientId }) })
    await shop.act(recordPayment, { invoice, amount: '100', method: 'cheque' })
    await shop.act(issueCreditNote, { invoice, items: [{ position: 1, amount: '12.10' }] })
    const { body } = await shop.api<{ rows: Record<string, string>[] }>(
      'GET',
      'ledger/month?month=2026-01',
    )
    const rows = body.rows.map(({ section, taxRate, method, count, net, tax, total }) =>
      [section, taxRate ?? method, count, net, tax, total].join(' '),
    )
    expect(rows).toEqual([
      'invoices 4 1 10.00 0.40 10.40',
      'invoices 21 2 200.00 42.00 242.00',
      'voided 21 1 -100.00 -21.00 -121.00',
      'credit_notes 21 1 -10.00 -2.10 -12.10',
      'payments cheque 1 0.00 0.00 100.00',
      'receivable  0 0.00 0.00 19.30',
    ])
    const csv = await text(shop.browser.get('/invoices/month?month=2026-01&format=csv'))
    expect(csv).toMatch(/2026-01,Payments received,Cheque,USD,1,0\.00,0\.00,100\.00/)
    expect((await shop.api('GET', 'ledger/month?month=2026-13')).status).toBe(422)
    const list = await text(shop.browser.get('/invoices?format=csv'))
    expect(list.split('\r\n')).toHaveLength(5)
    const { body: held } = await shop.api<{ balances: { amount: string }[] }>('GET', 'ledger')
    expect(
      held.balances.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0),
    ).toBe(0)
  })
})

describe('staff’s pages', () => {
  it('make, issue, charge, credit and pay back an invoice by forms alone', async () => {
    await aClient()
    const { browser } = shop
    const sent = async (path: string, form: Record<string, string>, status = 303) => {
      const answer = await browser.post(path, form)
      const page = await answer.text()
      expect(`${path} ${answer.status}`, page.slice(0, 3000)).toBe(`${path} ${status}`)
      return { to: answer.headers.get('location') ?? '', page }
    }
    expect(await text(browser.get('/invoices/new?search=marta'))).toMatch(/Marta Ruiz/)
    const editor = await text(browser.get(`/invoices/new?person=${clientId}`))
    expect(editor.match(/name="items\.\d\.text"/g)).toHaveLength(3)
    const form = {
      person: clientId,
      title: 'Lessons',
      currency: 'EUR',
      taxIncluded: 'no',
      dueOn: '',
      buyerName: '',
      buyerAddress: '',
      buyerTaxNumber: '',
      note: '',
      'items.0.text': 'Lesson',
      'items.0.quantity': '2',
      'items.0.unitAmount': '50,00',
      'items.0.taxRate': '21',
      'items.0.discount': '',
      'items.1.text': '',
      'items.1.unitAmount': '',
    }
    const more = await sent('/invoices', { ...form, more: 'on' }, 200)
    expect(more.page.match(/name="items\.\d\.text"/g)).toHaveLength(7)
    const wrong = await sent('/invoices', { ...form, 'items.0.unitAmount': 'x' }, 422)
    expect(wrong.page).toMatch(/href="#f-items\.0\.unitAmount"/)
    expect(wrong.page).toMatch(/value="x"/)
    const { to: page } = await sent('/invoices', form)
    const invoice = page.split('/').at(-1)!
    expect(await text(browser.get(page))).toMatch(/Draft for Marta Ruiz/)
    const { person: _, ...edited } = form
    await sent(`${page}/draft`, { ...edited, title: 'More lessons', version: '1' })
    expect((await sent(`${page}/draft`, { ...edited, version: '1' }, 412)).page).toMatch(/changed/)
    expect(await text(browser.get(`${page}/issue`))).toMatch(/€121\.00/)
    await sent(`${page}/issue`, { version: '2', send: 'on' })
    expect(await text(browser.get(page))).toMatch(/INV-0001[^]*More lessons/)
    for (const place of ['payments', 'credit-notes', 'voiding', 'write-off'])
      await text(browser.get(`${page}/${place}`))
    expect((await sent(`${page}/payments`, { amount: '200' }, 422)).page).toMatch(/121\.00 EUR/)
    await sent(`${page}/payments`, { amount: '121,00', method: 'cash', receivedOn: '', tell: 'on' })
    await sent(`${page}/credit-notes`, { what: 'parts', 'items.1': '21', reason: 'Sorry' })
    const over = await sent(`${page}/credit-notes`, { what: 'parts', 'items.1': '500' }, 422)
    expect(over.page).toMatch(/href="#f-items\.1"/)
    const [payment] = (await shop.shown(invoice)).payments
    await text(browser.get(`/payments/${payment!.id}/refunds`))
    await sent(`/payments/${payment!.id}/refunds`, { amount: '50', creditNote: 'on' })
    expect(await text(browser.get(`/contacts/${clientId}/pay-out`))).toMatch(/€21\.00/)
    await sent(`/contacts/${clientId}/pay-out`, { amount: '21', currency: 'EUR' })
    expect(await shop.shown(invoice)).toMatchObject({ state: 'paid', credited: '71.00' })
    expect(await text(browser.get(`/contacts/${clientId}`))).toMatch(/INV-0001/)
    for (const path of ['/invoices', '/invoices/month', `/contacts/${clientId}/statement`])
      await text(browser.get(path))
    await text(browser.get('/settings/payments'))
    expect(await text(browser.get('/invoices?state=paid&month=2026-01'))).toMatch(/INV-0001/)
    expect(await text(browser.get('/invoices?due=over'))).not.toMatch(/INV-0001/)
  })
})
