import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { createOperator, requestReset, setUpCode } from '../../src/identity/index.ts'
import { rightsOfKey, type KeyScope } from '../../src/gate/index.ts'
import { newId, parseId, show } from '../../src/kit/ids.ts'
import { perform, type Caller } from '../../src/kit/operation.ts'
import { aPerson, aPortal, Browser, PASSWORD, theConsole } from './identity-world.ts'
import { Program, RouteHandler } from '../portals/portals-console.ts'
import { aWorld, openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
let operator: Browser
let place: RouteHandler

beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  place = new RouteHandler(world)
  const olga = await aPerson(world, theConsole.id, { name: 'Olga Ops', kind: 'operator' })
  operator = await new Browser(app, theConsole).signIn(olga)
  return () => world.close()
})

const page = async (path: string, browser = operator) => {
  const answer = await browser.get(path)
  return { status: answer.status, html: await answer.text() }
}

describe('the mailbox', () => {
  it('shows staff what would have been sent, its links to be followed, nothing of it run', async () => {
    const portal = await aPortal(world, { slug: 'letters' })
    const ada = await aPerson(world, portal.id, { name: 'Ada <b>Bold</b>' })
    const staff = await new Browser(app, portal).signIn(ada)
    expect((await page('/mailbox', staff)).html).toContain('No mail yet')
    await staff.json('POST', '/api/v1/people', {
      name: 'Bo',
      email: 'bo@example.com',
      kind: 'contact',
      digits: '6789',
    })
    await world.drain()
    const list = await page('/mailbox', staff)
    const [, address] = /href="(\/mailbox\/mal_\w+)"/.exec(list.html)!
    const mail = await page(address!, staff)
    expect(mail.html).toMatch(
      /<a href="http:\/\/letters\.localhost:3000\/registration\?token=[\w-]{43}"/,
    )
    expect(mail.html).not.toContain('<iframe')
    expect(mail.html).not.toContain('style=')
  })

  it('is nobody else’s: not a contact’s, not of another portal, not outside of a sandbox', async () => {
    const portal = await aPortal(world, { slug: 'private' })
    const ada = await aPerson(world, portal.id)
    const staff = await new Browser(app, portal).signIn(ada)
    await staff.json('POST', '/api/v1/people', {
      name: 'Bo',
      email: 'bo@example.com',
      kind: 'contact',
      digits: '6789',
    })
    await world.drain()
    const [, address] = /href="(\/mailbox\/mal_\w+)"/.exec((await page('/mailbox', staff)).html)!

    const other = await aPortal(world, { slug: 'nosy' })
    const bob = await new Browser(app, other).signIn(await aPerson(world, other.id))
    const theirs = await page(address!, bob)
    expect(theirs.status).toBe(404)
    expect(theirs.html).toBe((await page(`/mailbox/${show('mail', newId())}`, bob)).html)

    const contact = await aPerson(world, portal.id, { name: 'Cy', kind: 'contact' })
    expect((await page('/mailbox', await new Browser(app, portal).signIn(contact))).status).toBe(
      404,
    )

    const production = createApp({ ...world.installation, mode: 'production' })
    const there = await new Browser(production, portal).signIn(ada)
    expect((await page('/mailbox', there)).status).toBe(404)
    expect((await page(address!, there)).status).toBe(404)
    expect((await page('/people', there)).html).not.toContain('/mailbox')
  })

  it('has the console’s own mail for operators', async () => {
    await perform(world.installation, requestReset, visitor(theConsole.id), {
      email: 'olga@example.com',
    })
    await world.drain()
    const list = await page('/mailbox')
    expect(list.html).toContain('Gatehouse: your new password')
  })
})

const visitor = (portal: string): Caller => ({
  id: 'visitor',
  name: 'Visitor',
  portal,
  rights: new Set(),
  through: 'page',
})

describe('the audit trail', () => {
  it('tells a portal’s staff what happened in words, newest first', async () => {
    const portal = await aPortal(world, { slug: 'trail' })
    const ada = await aPerson(world, portal.id)
    const staff = await new Browser(app, portal).signIn(ada)
    await staff.json('POST', '/api/v1/people', {
      name: 'Bo',
      email: 'bo@example.com',
      kind: 'contact',
      digits: '6789',
    })
    const { html } = await page('/settings/audit', staff)
    const told = ['Invited a person', 'Signed in', 'Tried a password']
    const places = told.map((words) => html.indexOf(words))
    expect(places.every((place, i) => place > (places[i - 1] ?? 0))).toBe(true)
    const filtered = await page('/settings/audit?operation=person.invite', staff)
    expect(filtered.html).toMatch(/Seat: guest/i)
    expect(filtered.html).not.toContain('>Tried a password <')
    await staff.post('/profile', { name: 'Ada Reyes', language: 'es' })
    expect((await page('/settings/audit', staff)).html).toContain('Invitó a una persona')
  })

  it('comes as CSV', async () => {
    const portal = await aPortal(world, { slug: 'sheet' })
    const staff = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
    const answer = await staff.get('/settings/audit?format=csv')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const lines = (await answer.text()).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toMatch(/^2,2026-01-05T09:00:00Z,Signed in,done,/)
  })

  it('is paged by number, forth and back', async () => {
    const portal = await aPortal(world, { slug: 'pages' })
    const ada = await aPerson(world, portal.id)
    const staff = await new Browser(app, portal).signIn(ada)
    for (let i = 0; i < 60; i++)
      await perform(world.installation, requestReset, visitor(portal.id), {
        email: `nobody${i}@example.com`,
      })
    const first = (await page('/settings/audit', staff)).html
    const next = /rel="next" href="([^"]+)"/.exec(first)![1]!
    const second = (await page(next, staff)).html
    const rows = (html: string) => html.match(/<tr role="row">/g)!.length - 1
    expect([rows(first), rows(second)]).toEqual([50, 12])
    const back = /rel="prev" href="([^"]+)"/.exec(second)![1]!
    expect(rows((await page(back, staff)).html)).toBe(50)
  })

  it('of a portal is read by its staff, not by its contacts, and not after the trial where that goes', async () => {
    const portal = await aPortal(world, {
      slug: 'closed',
      status: 'trial_expired',
      afterTrial: ['audit'],
    })
    const ada = await aPerson(world, portal.id)
    const refused = await page('/settings/audit', await new Browser(app, portal).signIn(ada))
    expect(refused.status).toBe(403)
    expect(refused.html).toContain('The trial has ended')
  })

  it('of any portal is asked for by operators through the API; an unknown one is none', async () => {
    const portal = await aPortal(world, { slug: 'asked' })
    await new Browser(app, portal).signIn(await aPerson(world, portal.id))
    const ask = (query: string) => operator.json('GET', `/api/v1/audit?${query}`)
    const answer = await ask(`portal=${show('portal', portal.id)}&limit=1`)
    expect(await answer.json()).toMatchObject({
      lines: [{ number: 2, operation: 'session.start', subject: { name: 'Ada Reyes' } }],
      next: '2',
    })
    expect((await ask(`portal=${show('portal', newId())}`)).status).toBe(404)
    const own = (await (await ask('operation=session.start')).json()) as { lines: unknown[] }
    expect(own.lines).toHaveLength(1)
  })
})

describe('API keys', () => {
  const make = async (form: Record<string, string | string[]>) => {
    const answer = await operator.post('/keys', { days: '30', partner: '', ...form })
    const html = await answer.text()
    return { status: answer.status, html, secret: /key_\w{26}\.[\w-]{43}/.exec(html)?.[0] }
  }
  const withKey = (secret: string, path: string) =>
    app.request(`http://localhost:3000${path}`, {
      headers: { host: 'localhost:3000', authorization: `Bearer ${secret}` },
    })

  it('are shown once, when made, and work until revoked on a second look', async () => {
    const { status, secret } = await make({ name: 'Dashboard', scopes: ['read', 'operate'] })
    expect(status).toBe(201)
    expect((await withKey(secret!, '/api/v1/keys')).status).toBe(200)
    const list = (await page('/keys')).html
    expect(list).toContain('Dashboard')
    expect(list).not.toContain(secret!.split('.')[1])

    const address = `/keys/${secret!.split('.')[0]}/revocation`
    const asked = await operator.post(address)
    expect(await asked.text()).toContain('Whatever uses this key is refused')
    expect((await withKey(secret!, '/api/v1/keys')).status).toBe(200)
    expect((await operator.post(address, { confirmed: 'on' })).status).toBe(303)
    expect((await withKey(secret!, '/api/v1/keys')).status).toBe(401)
    expect((await operator.post(address)).status).toBe(404)
  })

  it('end when their time is over, to the second', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const olga = await aPerson(own, theConsole.id, { name: 'Olga', kind: 'operator' })
    const browser = await new Browser(ownApp, theConsole).signIn(olga)
    const answer = await browser.json('POST', '/api/v1/keys', {
      name: 'Short',
      scopes: ['operate'],
      days: 1,
    })
    const { secret } = (await answer.json()) as { secret: string }
    const ask = () =>
      ownApp.request('http://localhost:3000/api/v1/keys', {
        headers: { host: 'localhost:3000', authorization: `Bearer ${secret}` },
      })
    await own.setClock('2026-01-06T08:59:59Z')
    expect((await ask()).status).toBe(200)
    await own.setClock('2026-01-06T09:00:00Z')
    expect((await ask()).status).toBe(401)
  })

  it('say what is wrong, and keep what was typed', async () => {
    const { status, html } = await make({ name: 'Mine', days: '0' })
    expect(status).toBe(422)
    expect(html).toContain('value="Mine"')
    expect(html).toContain('href="#f-scopes"')
    expect(html).toContain('href="#f-days"')
  })

  it('carry the rights of their scopes and no more', async () => {
    const rights = (...scopes: KeyScope[]) => [...rightsOfKey(scopes)].toSorted()
    expect(rights('read')).toEqual(['portals:read'])
    expect(rights('provision')).toEqual(['portal:configure', 'portals:provision', 'portals:read'])
    expect(rights('billing')).toEqual(['bills:read'])
    expect(rights('operate')).toEqual(['installation:operate', 'partner:manage'])
    const { secret } = await make({ name: 'Reader', scopes: 'read' })
    expect((await withKey(secret!, '/api/v1/keys')).status).toBe(403)
    expect((await withKey(secret!, '/api/v1/audit')).status).toBe(403)
  })
})

describe('a key', () => {
  const withScopes = (...scopes: KeyScope[]) => place.program(scopes)
  const making = (program: Program, more: object) =>
    program.ask('POST', '/api/v1/keys', { name: 'Made', ...more })

  it('gives only what it has itself: no scope, no person and no day beyond', async () => {
    const operates = await withScopes('operate')
    for (const scopes of [['read'], ['provision'], ['billing'], ['read', 'operate']])
      expect(await making(operates, { scopes }), scopes.join()).toMatchObject({
        status: 403,
        body: { code: 'gives_beyond' },
      })
    expect((await making(operates, { scopes: ['operate'] })).status).toBe(201)
    const all = await withScopes('read', 'provision', 'billing', 'operate')
    expect((await making(all, { scopes: ['read', 'billing'] })).status).toBe(201)

    const { body: partner } = await operates.ask('POST', '/api/v1/partners', { name: 'Given' })
    const people = `/api/v1/partners/${String(partner.id)}/people`
    const pat = { name: 'Pat', email: 'pat@given.example' }
    const invited = await all.ask('POST', people, pat)
    expect(invited.status).toBe(201)
    const at = `${people}/${String(invited.body.id)}`
    expect((await operates.ask('POST', `${at}/disabling`, { reason: 'Left' })).status).toBe(200)
    for (const [method, path, body] of [
      ['POST', people, { name: 'Pia', email: 'pia@given.example' }],
      ['POST', `${at}/invitation`, undefined],
      ['DELETE', `${at}/disabling`, undefined],
    ] as const)
      expect(await operates.ask(method, path, body), path).toMatchObject({
        status: 403,
        body: { code: 'gives_beyond' },
      })
    expect((await all.ask('DELETE', `${at}/disabling`)).status).toBe(200)
  })

  it('makes none that outlives it', async () => {
    const answer = await making(await withScopes('operate'), { scopes: ['operate'], days: 10 })
    const short = new Program(place.app, String(answer.body.secret))
    expect(await making(short, { scopes: ['operate'], days: 11 })).toMatchObject({
      status: 422,
      body: { code: 'outlives_key', errors: [{ field: 'days' }] },
    })
    const made = await making(short, { scopes: ['operate'] })
    expect(
      await place.world.owner(
        `select age.expires_at = own.expires_at as alike from api_keys age, api_keys own
         where age.id = $1 and own.id = $2`,
        [made, answer].map(({ body }) => parseId('key', String(body.id))),
      ),
    ).toEqual([{ alike: true }])
  })

  it('that provisions sees what it made', async () => {
    const provisions = await withScopes('provision')
    const owner = { name: 'Ana', email: 'ana@seen.example' }
    const made = await provisions.ask('POST', '/api/v1/portals', { name: 'Seen', owner })
    expect(made.status).toBe(201)
    const seen = await provisions.ask('GET', made.headers.get('location')!)
    expect(seen).toMatchObject({ status: 200, body: { id: made.body.id, name: 'Seen' } })
  })
})

describe('an operator', () => {
  it('is added by an operator, and comes in by mail', async () => {
    const caller: Caller = {
      ...visitor(theConsole.id),
      rights: new Set(['installation:operate']),
    }
    const input = { name: 'Pat Second', email: 'pat@example.com' }
    expect(await perform(world.installation, createOperator, caller, input)).toMatchObject({
      ok: true,
    })
    expect(await perform(world.installation, createOperator, caller, input)).toMatchObject({
      code: 'email_taken',
    })
    await world.drain()
    expect((await page('/mailbox')).html).toContain('pat@example.com')
  })
})

describe('setting up', () => {
  const first = { name: 'Ola First', email: 'ola@example.com', password: PASSWORD }

  it('makes exactly one operator however often raced, and is then gone', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const code = setUpCode(own.installation)
    expect(code).toMatch(/^([0-9a-z]{4}-){7}[0-9a-z]{4}$/)
    const at = () => new Browser(ownApp, theConsole)
    expect((await at().get('/sign-in')).headers.get('location')).toBe('/set-up')
    expect((await at().get('/set-up')).status).toBe(200)

    const racers = Array.from({ length: 20 }, at)
    const answers = await Promise.all(
      racers.map((racer, i) =>
        racer.post('/set-up', { ...first, code, email: `ola${i}@example.com` }),
      ),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(19)
    const winner = racers[statuses.indexOf(303)]!
    expect((await winner.get('/profile')).status).toBe(200)
    const made = await own.owner('select kind from persons where portal_id = $1', [theConsole.id])
    expect(made).toEqual([{ kind: 'operator' }])

    expect((await at().get('/set-up')).status).toBe(410)
    expect((await at().post('/set-up', { ...first, code })).status).toBe(410)
    expect((await at().get('/sign-in')).status).toBe(200)
  })

  it('is refused without the printed code, which is taken however it is typed', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const browser = new Browser(ownApp, theConsole)
    const wrong = await browser.post('/set-up', { ...first, code: 'aaaa-bbbb' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('That is not the code')
    const typed = setUpCode(own.installation)
      .toUpperCase()
      .replaceAll('-', ' ')
      .replaceAll('0', 'O')
    expect((await browser.post('/set-up', { ...first, code: typed })).status).toBe(303)
  })

  it('is over as soon as an operator is there by other means', async () => {
    expect((await page('/set-up', new Browser(app, theConsole))).status).toBe(410)
  })
})
