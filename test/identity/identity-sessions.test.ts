import pg from 'pg'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { show } from '../../src/kit/ids.ts'
import { aPerson, aPortal, Browser, PASSWORD, theConsole } from './identity-world.ts'
import { aWorld, openWorld, START, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

const isIn = async (browser: Browser) => (await browser.get('/profile')).status === 200

describe('a session', () => {
  it('ends after twelve hours without a request, to the second', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const portal = await aPortal(own)
    const ada = await aPerson(own, portal.id)
    const [early, late] = [
      await new Browser(ownApp, portal).signIn(ada),
      await new Browser(ownApp, portal).signIn(ada),
    ]
    await own.setClock('2026-01-05T20:59:59Z')
    expect(await isIn(early)).toBe(true)
    await own.setClock('2026-01-05T21:00:00Z')
    expect(await isIn(late)).toBe(false)
  })

  it('ends after fourteen days in any case, to the second', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const portal = await aPortal(own)
    const browser = await new Browser(ownApp, portal).signIn(await aPerson(own, portal.id))
    const end = Temporal.Instant.from(START).add({ hours: 14 * 24 })
    await own.owner('update sessions set seen_at = $1', [end.subtract({ minutes: 1 }).toString()])
    await own.setClock(end.subtract({ seconds: 1 }))
    expect(await isIn(browser)).toBe(true)
    await own.setClock(end)
    expect(await isIn(browser)).toBe(false)
  })

  it('of one portal is nothing on another, nor on the console', async () => {
    const portal = await aPortal(world, { slug: 'here' })
    const other = await aPortal(world, { slug: 'there' })
    const browser = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
    await aPerson(world, other.id)
    for (const place of [other, theConsole]) {
      const elsewhere = new Browser(app, place)
      elsewhere.cookies.set('session', browser.cookies.get('session')!)
      expect(await isIn(elsewhere)).toBe(false)
      const bearer = new Browser(app, place)
      bearer.headers = { authorization: `Bearer ${browser.cookies.get('session')}` }
      expect((await bearer.json('GET', '/api/v1/session')).status).toBe(401)
    }
  })

  it('has a new id at every sign-in', async () => {
    const portal = await aPortal(world, { slug: 'fresh' })
    const ada = await aPerson(world, portal.id)
    const browser = await new Browser(app, portal).signIn(ada)
    const first = browser.cookies.get('session')
    await browser.signIn(ada)
    expect(browser.cookies.get('session')).not.toBe(first)
  })

  it('is gone for good once signed out', async () => {
    const portal = await aPortal(world, { slug: 'out' })
    const browser = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
    const secret = browser.cookies.get('session')!
    const answer = await browser.post('/sign-out')
    expect(answer.headers.getSetCookie()[0]).toMatch(/^session=; Max-Age=0;/)
    browser.cookies.set('session', secret)
    expect(await isIn(browser)).toBe(false)
  })

  it('ends when the password is changed elsewhere, and stays where it was changed', async () => {
    const portal = await aPortal(world, { slug: 'changed' })
    const ada = await aPerson(world, portal.id)
    const [here, there] = [
      await new Browser(app, portal).signIn(ada),
      await new Browser(app, portal).signIn(ada),
    ]
    const password = 'eleven otters in the reeds'
    const wrong = await here.post('/profile/password', { current: 'no', password })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('That is not your password.')
    expect((await here.post('/profile/password', { current: PASSWORD, password })).status).toBe(303)
    expect(await isIn(here)).toBe(true)
    expect(await isIn(there)).toBe(false)
    await new Browser(app, portal).signIn(ada, password)
    const mails = await world.owner('select kind from mails where portal_id = $1', [portal.id])
    expect(mails).toEqual([{ kind: 'password_changed' }])
  })

  it('is listed to its owner, to be ended one by one or all but this', async () => {
    const portal = await aPortal(world, { slug: 'listed' })
    const ada = await aPerson(world, portal.id)
    const from = async (agent: string) => {
      const browser = new Browser(app, portal)
      browser.headers = { 'user-agent': agent }
      return browser.signIn(ada)
    }
    const mine = await from(
      'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
    )
    const second = await from('curl/8.5.0')
    const third = await from('curl/8.5.0')
    const page = async () => (await mine.get('/profile/sessions')).text()
    expect(await page()).toMatch(
      /Firefox on Linux<\/strong> <span class="badge[^>]*>.*This device/s,
    )
    const [, address] = /action="(\/profile\/sessions\/ses_\w+\/end)"/.exec(await page())!
    expect((await mine.post(address!)).status).toBe(303)
    expect([await isIn(second), await isIn(third)].filter(Boolean)).toHaveLength(1)
    expect((await mine.post(address!)).status).toBe(404)
    expect((await mine.post('/profile/sessions')).status).toBe(303)
    expect([await isIn(mine), await isIn(second), await isIn(third)]).toEqual([true, false, false])
    expect(await page()).not.toContain('/end"')
  })

  it('of another person is not theirs to end', async () => {
    const portal = await aPortal(world, { slug: 'theirs' })
    const ada = await aPerson(world, portal.id)
    const hers = await new Browser(app, portal).signIn(ada)
    const [session] = await world.owner<{ id: string }>(
      'select id from sessions where person_id = $1',
      [ada.id],
    )
    const bob = await new Browser(app, portal).signIn(
      await aPerson(world, portal.id, { name: 'Bob' }),
    )
    const answer = await bob.post(`/profile/sessions/${show('session', session!.id)}/end`)
    expect(answer.status).toBe(404)
    expect(await isIn(hers)).toBe(true)
  })
})

describe('cookies', () => {
  it('are out of reach of scripts and of other sites', async () => {
    const portal = await aPortal(world, { slug: 'plain' })
    const ada = await aPerson(world, portal.id)
    const answer = await new Browser(app, portal).post('/sign-in', {
      email: ada.email,
      password: PASSWORD,
    })
    const cookies = answer.headers.getSetCookie()
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(['session', 'device'])
    for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
    for (const cookie of cookies) expect(cookie).not.toContain('Domain')
  })

  it('are bound to this very host over https', async () => {
    const portal = await aPortal(world, { slug: 'secure' })
    const ada = await aPerson(world, portal.id)
    const secure = createApp({ ...world.installation, url: new URL('https://localhost') })
    const browser = new Browser(secure, portal)
    browser.headers = { 'sec-fetch-site': 'same-origin' }
    const answer = await browser.post('/sign-in', { email: ada.email, password: PASSWORD })
    const cookies = answer.headers.getSetCookie()
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual([
      '__Host-session',
      '__Host-device',
    ])
    for (const cookie of cookies)
      expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(await isIn(browser)).toBe(true)
  })
})

describe('a post from another site', () => {
  it('is refused, whatever says so', async () => {
    const portal = await aPortal(world, { slug: 'crossed' })
    const ada = await aPerson(world, portal.id)
    const form = { email: ada.email, password: PASSWORD }
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'http://other.localhost:3000' },
      { origin: 'null' },
    ]) {
      const browser = new Browser(app, portal)
      browser.headers = headers as unknown as Record<string, string>
      for (const answer of [
        await browser.post('/sign-in', form),
        await browser.json('POST', '/api/v1/session', form),
      ]) {
        expect(answer.status).toBe(403)
        expect(answer.headers.getSetCookie()).toEqual([])
      }
    }
  })
})

describe('where one goes after signing in', () => {
  it('is a local path that was asked for, and never elsewhere', async () => {
    const portal = await aPortal(world, { slug: 'onward' })
    const ada = await aPerson(world, portal.id)
    for (const [to, location] of [
      ['/people?search=bo', '/people?search=bo'],
      ['https://evil.example/', '/'],
      ['//evil.example', '/'],
      ['/\\evil.example', '/'],
      ['/.//evil.example', '/'],
      ['javascript:alert(1)', '/'],
    ]) {
      const form = { email: ada.email, password: PASSWORD, to: to! }
      const browser = new Browser(app, portal)
      const answer = await browser.post('/sign-in', form)
      expect(answer.headers.get('location')).toBe(location)
      const already = await browser.get(`/sign-in?to=${encodeURIComponent(to!)}`)
      expect(already.headers.get('location')).toBe(location)
    }
  })

  it('is where one wanted to go when asked to sign in', async () => {
    const portal = await aPortal(world, { slug: 'wanted' })
    const ada = await aPerson(world, portal.id)
    const browser = new Browser(app, portal)
    const asked = await browser.get('/people?registration=registered')
    const page = await (await browser.get(asked.headers.get('location')!)).text()
    const to = /name="to" value="([^"]+)"/.exec(page)![1]!
    const answer = await browser.post('/sign-in', { email: ada.email, password: PASSWORD, to })
    expect(answer.headers.get('location')).toBe('/people?registration=registered')
  })
})

describe('a session by JSON', () => {
  it('is opened, shown and ended; its secret works as Bearer on all of the portal’s API', async () => {
    const portal = await aPortal(world, { slug: 'api' })
    const ada = await aPerson(world, portal.id)
    const opened = await new Browser(app, portal).json('POST', '/api/v1/session', {
      email: ada.email,
      password: PASSWORD,
    })
    expect(opened.status).toBe(201)
    const { session, ...rest } = (await opened.json()) as { session: string }
    expect(rest).toEqual({
      expires: '2026-01-19T09:00:00Z',
      person: { id: ada.shown, name: ada.name, email: ada.email, kind: 'staff', seat: 'pro' },
      portal: { id: show('portal', portal.id), name: 'Api', status: 'certified_secure' },
    })
    const program = new Browser(app, portal)
    program.headers = { authorization: `Bearer ${session}` }
    const shown = await program.json('GET', '/api/v1/session')
    expect(await shown.json()).toEqual({
      ...rest,
      features: expect.arrayContaining(['home', 'messages', 'people']),
    })
    expect((await program.json('GET', '/api/v1/people')).status).toBe(200)
    const added = await program.json('POST', '/api/v1/people', {
      name: 'Bo',
      email: 'bo@example.com',
      kind: 'contact',
      digits: '6789',
    })
    expect(added.status).toBe(201)
    expect((await program.json('DELETE', '/api/v1/session')).status).toBe(204)
    expect((await program.json('GET', '/api/v1/session')).status).toBe(401)
  })

  it('sets the same cookies as the page does', async () => {
    const portal = await aPortal(world, { slug: 'both' })
    const ada = await aPerson(world, portal.id)
    const browser = new Browser(app, portal)
    await browser.json('POST', '/api/v1/session', { email: ada.email, password: PASSWORD })
    expect([...browser.cookies.keys()]).toEqual(['session', 'device'])
    expect(await isIn(browser)).toBe(true)
    await browser.json('DELETE', '/api/v1/session')
    expect([...browser.cookies.keys()]).toEqual(['device'])
  })

  it('is shown for one statement to the database, and nothing more', async () => {
    const portal = await aPortal(world, { slug: 'quick' })
    const browser = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
    await browser.json('GET', '/api/v1/session') // the host is looked up once
    const query = vi.spyOn(pg.Client.prototype, 'query')
    try {
      expect((await browser.json('GET', '/api/v1/session')).status).toBe(200)
      const sent = query.mock.calls.map(([statement]) =>
        typeof statement === 'string' ? statement : (statement as { text: string }).text,
      )
      // The queue asks when its time has come, on connections of its own.
      const queue = /pgboss|pg_listening_channels/
      expect(
        sent.filter((text) => !/^(begin|commit)/.test(text) && !queue.test(text)),
      ).toHaveLength(1)
    } finally {
      query.mockRestore()
    }
  })

  it('says which field is wrong', async () => {
    const portal = await aPortal(world, { slug: 'fields' })
    const browser = new Browser(app, portal)
    for (const [body, status, fields] of [
      [{}, 422, ['email', 'password']],
      [{ email: 'x', password: 'y' }, 422, ['email']],
      [{ email: 'a@b.example', password: 'y', to: '/' }, 422, ['to']],
      [{ email: ['a@b.example'], password: 7 }, 422, ['email', 'password']],
      [[], 400, ['body']],
    ] as const) {
      const answer = await browser.json('POST', '/api/v1/session', body)
      expect(answer.status).toBe(status)
      const { errors } = (await answer.json()) as { errors: { field: string }[] }
      expect(errors.map(({ field }) => field)).toEqual(fields)
    }
  })

  it('is closed at once when its portal is suspended or its person disabled', async () => {
    const portal = await aPortal(world, { slug: 'closing' })
    const ada = await aPerson(world, portal.id)
    const bo = await aPerson(world, portal.id, { name: 'Bo', kind: 'contact' })
    const staff = await new Browser(app, portal).signIn(ada)
    const his = await new Browser(app, portal).signIn(bo)
    await staff.json('POST', `/api/v1/people/${bo.shown}/disabling`, { reason: 'Left' })
    expect((await his.json('GET', '/api/v1/session')).status).toBe(401)
    await world.owner(
      `update portals set status = 'suspended', suspended_from = 'certified_secure',
       suspension_cause = 'other' where id = $1`,
      [portal.id],
    )
    const answer = await staff.json('GET', '/api/v1/session')
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'portal_suspended' })
  })
})
