import { describe, expect, it } from 'vitest'
import { routeHandlers } from '../../src/features.ts'
import { createKey } from '../../src/identity/index.ts'
import { newId, parseId, show } from '../../src/kit/ids.ts'
import { perform, type Caller } from '../../src/kit/operation.ts'
import { configurePartner, createPartner, setPrice } from '../../src/portals/index.ts'
import { RouteHandler, textOf } from './portals-console.ts'
import {
  act,
  aPartner,
  aPortal,
  operator,
  partnersPerson,
  sharedWorld,
} from '../scenarios/lifecycle-setting.ts'

const world = sharedWorld()

const prices = (partner: string) =>
  world().owner(
    `select from_month::text as from, minor::int, currency from partner_prices
     where partner_id = $1 order by 1`,
    [parseId('partner', partner)],
  )

const price = (partner: string, amount: string, currency = 'EUR', caller: Caller = operator) =>
  perform(world().installation, setPrice, caller, { partner, amount, currency })

describe('a partner’s price', () => {
  it('holds from the first day of this month on, and another of the month takes its place', async () => {
    const partner = await aPartner(world())
    await world().setClock('2026-01-31T12:00:00Z')
    expect(await price(partner, '9.50')).toMatchObject({
      ok: true,
      value: { price: { from: '2026-01-01', amount: '9.50', currency: 'EUR' } },
    })
    await price(partner, '12', 'usd')
    await world().setClock('2026-03-02T12:00:00Z')
    await price(partner, '15.25')
    expect(await prices(partner)).toEqual([
      { from: '2026-01-01', minor: 1200, currency: 'USD' },
      { from: '2026-03-01', minor: 1525, currency: 'EUR' },
    ])
  })

  it('begins with the month where the partner is', async () => {
    await world().setClock('2026-01-31T12:00:00Z')
    const { partner } = await act(world(), createPartner, {
      name: 'Far East',
      timeZone: 'Pacific/Auckland',
    })
    await price(partner, '1')
    expect(await prices(partner)).toMatchObject([{ from: '2026-02-01' }])
  })

  it('has the decimals of its currency, and is no other text', async () => {
    const partner = await aPartner(world())
    for (const [amount, currency, field, code] of [
      ['9.505', 'EUR', 'amount', 'amount_decimals'],
      ['9.5', 'JPY', 'amount', 'amount_decimals'],
      ['-1', 'EUR', 'amount', 'invalid'],
      ['1e3', 'EUR', 'amount', 'invalid'],
      ['99999999', 'EUR', 'amount', 'invalid'],
      ['1', 'ZZZ', 'currency', 'invalid'],
    ] as const)
      expect(await price(partner, amount, currency), amount).toMatchObject({
        code,
        status: 422,
        fields: [{ field }],
      })
    expect(await prices(partner)).toEqual([])
    expect(await price(partner, '9.505', 'KWD')).toMatchObject({ ok: true })
    expect(await prices(partner)).toMatchObject([{ minor: 9505 }])
  })

  it('is one under 20 at once, and the audit trail knows what each replaced', async () => {
    const partner = await aPartner(world())
    await Promise.all(Array.from({ length: 20 }, (_, i) => price(partner, String(i + 1))))
    expect(await prices(partner)).toHaveLength(1)
    const lines = await world().owner<{ from: string | null; to: string }>(
      `select details->>'from' as from, details->>'to' as to from audit_lines
       where subject = $1 and operation = 'partner.price' order by seq`,
      [partner],
    )
    expect(lines).toHaveLength(20)
    for (const [i, line] of lines.entries()) expect(line.from).toBe(lines[i - 1]?.to ?? null)
  })

  it('is the operator’s to set', async () => {
    const partner = await aPartner(world())
    expect(await price(partner, '0', 'EUR', partnersPerson(partner))).toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('what is known about a partner', () => {
  const change = (partner: string, input: object, caller: Caller = operator) =>
    perform(world().installation, configurePartner, caller, { partner, ...input })

  it('changes in what is named, can be taken away, and is not overwritten from an older version', async () => {
    const partner = await aPartner(world())
    expect(
      await change(partner, {
        version: 1,
        reference: 'NW-7',
        billingName: 'Bea',
        billingEmail: ' Bills@North.example ',
      }),
    ).toMatchObject({ value: { version: 2 } })
    expect(await change(partner, { version: 1, name: 'Other' })).toMatchObject({ status: 412 })
    expect(await change(partner, { version: 2, billingName: null })).toMatchObject({ ok: true })
    expect(
      await world().owner(
        'select name, reference, billing_name, billing_email, version from partners where id = $1',
        [parseId('partner', partner)],
      ),
    ).toEqual([
      {
        name: 'Northwind',
        reference: 'NW-7',
        billing_name: null,
        billing_email: 'bills@north.example',
        version: 3,
      },
    ])
  })

  it('is changed by its own people as far as it is theirs', async () => {
    const [mine, other] = [await aPartner(world()), await aPartner(world(), 'Other')]
    const caller = partnersPerson(mine)
    expect(await change(mine, { billingEmail: 'us@mine.example' }, caller)).toMatchObject({
      ok: true,
    })
    for (const field of ['name', 'reference', 'timeZone'] as const)
      expect(await change(mine, { [field]: 'UTC' }, caller)).toMatchObject({
        code: 'forbidden',
        fields: [{ field }],
      })
    const nobody = show('partner', newId())
    const input = { billingEmail: 'us@mine.example' }
    const answers = await Promise.all(
      [other, nobody].map(async (one) => {
        const { say: _, ...answer } = (await change(one, input, caller)) as { say: unknown }
        return answer
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({ code: 'not_found' })
  })
})

describe('a partner’s key', () => {
  it('is made by its own people for itself alone', async () => {
    const [mine, other] = [await aPartner(world()), await aPartner(world(), 'Other')]
    const make = (input: object) =>
      perform(world().installation, createKey, partnersPerson(mine), {
        name: 'Ours',
        scopes: ['read'],
        ...input,
      })
    const made = await make({})
    if (!made.ok) throw new Error(made.code)
    expect(
      await world().owner('select partner_id from api_keys where id = $1', [made.value.key]),
    ).toEqual([{ partner_id: parseId('partner', mine) }])
    expect(await make({ partner: other })).toMatchObject({ code: 'unknown_partner' })
    expect(await make({ partner: show('partner', newId()) })).toMatchObject({
      code: 'unknown_partner',
    })
    expect(await make({ scopes: ['operate'] })).toMatchObject({ code: 'partner_operates' })
  })
})

describe('the console’s pages about partners', () => {
  const place = () => new RouteHandler(world())

  it('lead from a new partner to its price, its people and its keys', async () => {
    await world().setClock('2026-05-10T12:00:00Z')
    const one = await place().consolePerson('operator')
    const made = await one.post('/partners', {
      name: 'Cedar & Co',
      reference: 'C-1',
      billingName: '',
      billingEmail: 'bills@cedar.example',
      timeZone: 'Europe/Madrid',
      language: 'es',
    })
    expect(made.status).toBe(303)
    const address = made.headers.get('location')!
    expect(textOf((await one.get(address)).body)).toContain('There is no price yet')

    const settings = await one.get(`${address}/settings`)
    expect(textOf(settings.body)).toContain(
      'for the bill of May 2026, issued on 1 June 2026, and every one after it',
    )
    expect((await one.post(`${address}/price`, { amount: '9,50', currency: 'EUR' })).status).toBe(
      303,
    )
    const wrong = await one.post(`${address}/price`, { amount: 'much', currency: 'EUR' })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain('value="much"')

    const invited = await one.post(`${address}/people`, {
      name: 'Carlos Cedar',
      email: 'carlos@cedar.example',
      language: 'es',
    })
    expect(invited.status).toBe(303)
    const people = await one.get(`${address}/people`)
    expect(textOf(people.body)).toContain('Carlos Cedar')
    const person = /people\/(per_\w+)\/disabling/.exec(people.body)![1]!
    expect((await one.post(`${address}/people/${person}/disabling`, { reason: '' })).status).toBe(
      422,
    )
    await one.post(`${address}/people/${person}/disabling`, { reason: 'Left' })
    expect(textOf((await one.get(`${address}/people`)).body)).toContain('Disabled')
    await one.post(`${address}/people/${person}/enabling`)
    expect((await one.post(`${address}/people/${person}/invitation`)).status).toBe(303)
    await world().drain()

    const key = await one.post(`${address}/keys`, { name: 'Shop', scopes: 'read', days: '30' })
    expect(key.status).toBe(201)
    expect(key.body).toMatch(/key_\w{26}\.[\w-]{43}/)
    const overview = textOf((await one.get(address)).body)
    for (const said of ['€9.50', 'since May 2026', 'bills@cedar.example', 'C-1', 'Shop', 'Carlos'])
      expect(overview).toContain(said)
    const list = textOf((await one.get('/partners?search=cedar')).body)
    expect(list).toContain('Cedar & Co C-1')
  })

  it('are not changed from an older version', async () => {
    const one = await place().consolePerson('operator')
    const partner = await aPartner(world(), 'Twice')
    const form = { name: 'A', reference: '', billingName: '', billingEmail: '', timeZone: 'UTC' }
    const send = (name: string) =>
      one.post(`/partners/${partner}/settings`, { ...form, name, language: 'en', version: '1' })
    expect((await send('First')).status).toBe(303)
    const second = await send('Second')
    expect(second.status).toBe(412)
    expect(second.body).toContain('value="Second"')
  })
})

describe('a partner’s own people', () => {
  /** Two partners with a portal, a person and a key each, and somebody of the first on the console. */
  async function twoPartners() {
    const place = new RouteHandler(world())
    const one = async (name: string) => {
      const partner = await aPartner(world(), name)
      const { portal } = await aPortal(world(), { name: `${name} Portal`, partner })
      const person = newId()
      await world().owner(
        `insert into persons (portal_id, id, kind, partner_id, name, email, seat, created_at)
         values ('00000000-0000-0000-0000-000000000000', $1, 'partner', $2, $3, $4, 'pro', now())`,
        [person, parseId('partner', partner), `${name} Person`, `${person}@example.com`],
      )
      const { key } = await act(world(), createKey, {
        name: `${name} Key`,
        scopes: ['read'],
        partner,
      })
      return { partner, portal, person: show('person', person), key: show('key', key) }
    }
    const [mine, other] = [await one('Mine'), await one('Foreign')]
    return { mine, other, visitor: await place.consolePerson('partner', mine.partner) }
  }

  const pages = routeHandlers.filter(
    ({ route, method, endpoint }) =>
      method === 'GET' &&
      !endpoint &&
      route.place !== 'portal' &&
      !route.pattern.startsWith('/api'),
  )

  it('see their own on every page of the console, and never a word of another’s', async () => {
    const { mine, other, visitor } = await twoPartners()
    const at = (pattern: string, ids: typeof mine) =>
      pattern.replaceAll(/:(\w+)/g, (_: string, name: string) => ids[name as 'key'] ?? 'x')
    const shown: string[] = []
    for (const { route } of pages) {
      const answer = await visitor.get(at(route.pattern, mine))
      expect(answer.body, route.pattern).not.toMatch(/Foreign/)
      for (const id of Object.values(other)) expect(answer.body, route.pattern).not.toContain(id)
      if (answer.status === 200) shown.push(route.pattern)
      if (!/:(portal|partner)/.test(route.pattern)) continue
      const nobody = {
        partner: show('partner', newId()),
        portal: show('portal', newId()),
        person: show('person', newId()),
        key: show('key', newId()),
      }
      const [theirs, none] = [
        await visitor.get(at(route.pattern, other)),
        await visitor.get(at(route.pattern, nobody)),
      ]
      expect([theirs.status, theirs.body], route.pattern).toEqual([404, none.body])
    }
    expect(shown).toEqual(
      expect.arrayContaining(['/', '/portals', '/partners/:partner', '/partners/:partner/keys']),
    )
    for (const hidden of ['/partners', '/partners/new', '/keys', '/audit', '/jobs', '/clock'])
      expect(shown).not.toContain(hidden)
  })

  it('look after their own people and keys', async () => {
    const { mine, other, visitor } = await twoPartners()
    const own = `/partners/${mine.partner}`
    expect(textOf((await visitor.get(`${own}/people`)).body)).toContain('Mine Person')
    expect((await visitor.post(`${own}/people/${other.person}/invitation`)).status).toBe(404)
    const invite = { name: 'New One', email: 'new@mine.example', language: 'en' }
    expect((await visitor.post(`${own}/people`, invite)).status).toBe(303)
    const revoke = (key: string) =>
      visitor.post(`${own}/keys/${key}/revocation`, { confirmed: 'on' })
    expect((await revoke(other.key)).status).toBe(404)
    expect((await revoke(mine.key)).status).toBe(303)
    const scopes = (await visitor.get(`${own}/keys`)).body
    expect(scopes).not.toContain('value="operate"')
    const settings = await visitor.get(`${own}/settings`)
    expect(settings.body).not.toContain('name="amount"')
    expect((await visitor.post(`${own}/price`, { amount: '0', currency: 'EUR' })).status).toBe(404)
  })
})
