import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { issueToken } from '../../src/identity/tokens/tokens.ts'
import { Authenticator } from './authenticator.ts'
import { aPerson, aPortal, Browser, PASSWORD, type Someone } from './identity-world.ts'
import { CLIENT, openWorkAccounts, type WorkAccounts } from './work-account-provider.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
let provider: WorkAccounts
let other: WorkAccounts
let portals = 0

beforeAll(async () => {
  const back = Array.from(
    { length: 30 },
    (_, at) => `http://work${at}.localhost:3000/sign-in/work-account/return`,
  )
  provider = await openWorkAccounts(back)
  other = await openWorkAccounts(back)
  world = await openWorld({ outgoing: { allowPrivate: [provider.host, other.host] } })
  app = createApp(world.installation)
  return async () => {
    await world.close()
    await provider.close()
    await other.close()
  }
})

/** A portal with somebody of its staff, and the provider set by them. */
async function aFirm({ joinsByEmail = false, countsAsTwo = false, name = 'Ada' } = {}) {
  const portal = await aPortal(world, { slug: `work${portals++}` })
  const ada = await aPerson(world, portal.id, { name })
  const staff = await new Browser(app, portal).signIn(ada)
  const set = await staff.json('POST', '/api/v1/settings/work-accounts', {
    issuer: provider.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    label: 'Work account',
    joinsByEmail,
    countsAsTwo,
  })
  expect(set.status, await set.text()).toBe(204)
  provider.accounts.set('ada-1', { email: ada.email, verified: true })
  return { portal, ada, staff }
}

/** Sets out by a button. @returns the provider's address */
async function out(browser: Browser, path: string, form: Record<string, string> = {}) {
  const answer = await browser.post(path, form)
  expect(answer.status).toBe(200)
  return answer.headers.get('refresh')!.replace(/^0; url=/, '')
}

const signIn = async (browser: Browser, subject = 'ada-1', form = {}) =>
  provider.ctx(await out(browser, '/sign-in/work-account', form), subject)

/** Comes back to the portal from the provider. */
const back = (browser: Browser, url: string) => {
  const { pathname, search } = new URL(url)
  return browser.get(pathname + search)
}

async function connect(browser: Browser, subject = 'ada-1') {
  const url = await provider.ctx(
    await out(browser, '/profile/work-account', { current: PASSWORD }),
    subject,
  )
  return back(browser, url)
}

async function addPasskey(browser: Browser) {
  const options = await browser.json('POST', '/api/v1/profile/factors/passkey-options', {
    current: PASSWORD,
  })
  const { create } = (await options.json()) as { create: { challenge: string; rpId: string } }
  const credential = new Authenticator().create(create, browser.origin)
  const made = await browser.json('POST', '/api/v1/profile/factors/passkeys', {
    name: 'My phone',
    credential,
  })
  expect(made.status).toBe(201)
}

const isIn = async (browser: Browser) => (await browser.get('/profile')).status === 200

const sessionsOf = async ({ id }: Someone) =>
  (await world.owner('select from sessions where person_id = $1', [id])).length

describe('a work account', () => {
  it('connected by its owner signs them in from then on, to where they were headed', async () => {
    const { portal, ada, staff } = await aFirm()
    expect((await connect(staff)).headers.get('location')).toBe('/profile/work-account')
    const fresh = new Browser(app, portal)
    const came = await back(fresh, await signIn(fresh, 'ada-1', { to: '/messages' }))
    expect(came.headers.get('location')).toBe('/messages')
    expect(await (await fresh.get('/profile')).text()).toContain(ada.email)
    expect((await staff.post('/profile/work-account/end')).status).toBe(303)
    const mails = await world.owner('select kind from mails where portal_id = $1 order by id', [
      portal.id,
    ])
    expect(mails).toEqual([{ kind: 'account_connected' }, { kind: 'account_disconnected' }])
    const again = new Browser(app, portal)
    expect((await back(again, await signIn(again))).status).toBe(401)
  })

  it('asks for the second factor of whoever has one, unless its sign-in counts as two', async () => {
    const one = await aFirm()
    const two = await aFirm({ countsAsTwo: true })
    for (const { staff } of [one, two]) {
      await connect(staff)
      await addPasskey(staff)
    }
    const half = new Browser(app, one.portal)
    const step = await back(half, await signIn(half, 'ada-1', { to: '/messages' }))
    expect(step.headers.get('location')).toBe('/sign-in/second-step?to=%2Fmessages')
    expect(await isIn(half)).toBe(false)
    const whole = new Browser(app, two.portal)
    expect((await back(whole, await signIn(whole))).headers.get('location')).toBe('/')
    expect(await isIn(whole)).toBe(true)
  })

  it('is enough where staff need two factors and its sign-in counts as two, and only then', async () => {
    const need = ({ portal }: { portal: { id: string } }) =>
      world.owner('update portals set staff_second_factor = true where id = $1', [portal.id])
    const one = await aFirm()
    const two = await aFirm({ countsAsTwo: true })
    for (const firm of [one, two]) {
      await connect(firm.staff)
      await need(firm)
    }
    const led = new Browser(app, one.portal)
    await back(led, await signIn(led))
    expect((await led.get('/people')).headers.get('location')).toBe('/profile/factors')
    const free = new Browser(app, two.portal)
    await back(free, await signIn(free))
    expect((await free.get('/people')).status).toBe(200)
    // By a password alone the same person is led there.
    const typed = await new Browser(app, two.portal).signIn(two.ada)
    expect((await typed.get('/people')).headers.get('location')).toBe('/profile/factors')
  })

  it('spends an invitation of staff instead of a password', async () => {
    const { portal } = await aFirm()
    const bo = await aPerson(world, portal.id, { name: 'Bo', activated: false })
    provider.accounts.set('bo-1', { email: 'elsewhere@example.com', verified: false })
    const { db, clock } = world.installation
    const token = await db.write({ portal: portal.id }, async (tx) => {
      const now = await clock.now(tx)
      const about = { portal: portal.id, person: bo.id, purpose: 'activation', now } as const
      return issueToken(tx, { ...about, expires: now.add({ hours: 1 }) })
    })
    const browser = new Browser(app, portal)
    const page = await (await browser.get(`/registration?token=${token}`)).text()
    expect(page).toContain('Work account')
    const url = await signIn(browser, 'bo-1', { token })
    expect((await back(browser, url)).status).toBe(303)
    expect(await isIn(browser)).toBe(true)
    const late = new Browser(app, portal)
    expect((await back(late, await signIn(late, 'ada-1', { token }))).status).toBe(410)
  })

  it('joins by a verified e-mail where the portal takes the provider’s word, once', async () => {
    const { portal, ada } = await aFirm({ joinsByEmail: true })
    const browser = new Browser(app, portal)
    expect((await back(browser, await signIn(browser))).status).toBe(303)
    expect(await isIn(browser)).toBe(true)
    // Another account that is given the same e-mail later is somebody else's.
    provider.accounts.set('ada-2', { email: ada.email, verified: true })
    const second = new Browser(app, portal)
    expect((await back(second, await signIn(second, 'ada-2'))).status).toBe(401)
    // And the first stays hers when its e-mail changes.
    provider.accounts.set('ada-1', { email: 'newly@example.com', verified: false })
    const third = new Browser(app, portal)
    expect((await back(third, await signIn(third))).status).toBe(303)
  })

  it('never joins by an e-mail that is not verified, nor where the portal does not say so', async () => {
    for (const [joinsByEmail, verified] of [
      [true, false],
      [false, true],
    ] as const) {
      const { portal, ada } = await aFirm({ joinsByEmail, name: 'Uma' })
      provider.accounts.set('thief', { email: ada.email, verified })
      const browser = new Browser(app, portal)
      expect((await back(browser, await signIn(browser, 'thief'))).status).toBe(401)
      expect(await sessionsOf(ada)).toBe(1)
      expect(
        await world.owner('select from oidc_identities where portal_id = $1', [portal.id]),
      ).toEqual([])
    }
  })

  it('never joins the owner by an e-mail, who connects one where they are signed in', async () => {
    const { portal, ada, staff } = await aFirm({ joinsByEmail: true, name: 'Una' })
    await world.owner('update portals set owner_id = $2 where id = $1', [portal.id, ada.id])
    provider.accounts.set('una', { email: ada.email, verified: true })
    const colleague = new Browser(app, portal)
    expect((await back(colleague, await signIn(colleague, 'una'))).status).toBe(401)
    expect(await sessionsOf(ada)).toBe(1)
    await connect(staff, 'una')
    const una = new Browser(app, portal)
    expect((await back(una, await signIn(una, 'una'))).status).toBe(303)
  })

  it('is for staff: not a client’s by e-mail; whoever is disabled reads so, and is joined to nothing', async () => {
    const { portal, ada, staff } = await aFirm({ joinsByEmail: true })
    const kim = await aPerson(world, portal.id, { name: 'Kim', kind: 'contact' })
    provider.accounts.set('kim', { email: kim.email, verified: true })
    const browser = new Browser(app, portal)
    expect((await back(browser, await signIn(browser, 'kim'))).status).toBe(401)
    await connect(staff)
    await world.owner(
      `update persons set disabled_at = now(), disabled_reason = 'x' where id = $1`,
      [ada.id],
    )
    const told = await back(browser, await signIn(browser))
    expect(told.status).toBe(403)
    expect(await told.text()).toContain('Your access is switched off here.')
    provider.accounts.set('ada-2', { email: ada.email, verified: true })
    expect((await back(browser, await signIn(browser, 'ada-2'))).status).toBe(403)
    expect(
      await world.owner('select subject from oidc_identities where portal_id = $1', [portal.id]),
    ).toEqual([{ subject: 'ada-1' }])
  })

  it('lets the owner in while strangers lock the account, and leaves the lock to them', async () => {
    const { portal, ada, staff } = await aFirm()
    await connect(staff)
    await world.owner(`update persons set locked_until = '2027-01-01' where id = $1`, [ada.id])
    const browser = new Browser(app, portal)
    expect((await back(browser, await signIn(browser))).status).toBe(303)
    const [row] = await world.owner('select locked_until from persons where id = $1', [ada.id])
    expect(row).toMatchObject({ locked_until: expect.anything() })
  })
})

describe('on the way back', () => {
  it('nothing is taken twice, however often and at once', async () => {
    const { portal, ada, staff } = await aFirm()
    await connect(staff)
    const browser = new Browser(app, portal)
    const url = await signIn(browser)
    const round = browser.cookies.get('round')!
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => {
        const copy = new Browser(app, portal)
        copy.cookies.set('round', round)
        return back(copy, url)
      }),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(await sessionsOf(ada)).toBe(2)
    const late = new Browser(app, portal)
    late.cookies.set('round', round)
    expect((await back(late, url)).status).toBe(401)
  })

  it('another browser has no use for the address', async () => {
    const { portal, staff } = await aFirm()
    await connect(staff)
    const [hers, thief] = [new Browser(app, portal), new Browser(app, portal)]
    const url = await signIn(hers)
    expect((await back(thief, url)).status).toBe(404)
    await out(thief, '/sign-in/work-account')
    expect((await back(thief, url)).status).toBe(401)
    expect(await isIn(thief)).toBe(false)
  })

  it('a code of another round, a state of another, a nonce of another are refused', async () => {
    const { portal, staff } = await aFirm()
    await connect(staff)
    const altered = async (alter: (url: URL, theirs: URL) => void) => {
      const [hers, attacker] = [new Browser(app, portal), new Browser(app, portal)]
      const theirs = new URL(await signIn(hers))
      const url = new URL(await signIn(attacker))
      alter(url, theirs)
      const status = (await back(attacker, url.href)).status
      expect(await isIn(attacker)).toBe(false)
      return status
    }
    const take = (name: string) => (url: URL, theirs: URL) =>
      url.searchParams.set(name, theirs.searchParams.get(name)!)
    expect(await altered(take('code'))).toBe(401)
    expect(await altered(take('state'))).toBe(401)
    expect(
      await altered((url, theirs) => {
        take('code')(url, theirs)
        take('state')(url, theirs)
      }),
    ).toBe(401)
    expect(await altered((url) => url.searchParams.set('iss', other.issuer))).toBe(401)
    expect(await altered((url) => url.searchParams.delete('code'))).toBe(401)
    const browser = new Browser(app, portal)
    const way = new URL(await out(browser, '/sign-in/work-account'))
    way.searchParams.set('nonce', 'of somebody else')
    expect((await back(browser, await provider.ctx(way.href, 'ada-1'))).status).toBe(401)
    expect(await isIn(browser)).toBe(false)
  })

  it('another provider’s word on the same subject counts for nothing', async () => {
    const { portal, ada, staff } = await aFirm()
    await connect(staff)
    other.accounts.set('ada-1', { email: ada.email, verified: true })
    const browser = new Browser(app, portal)
    const way = new URL(await out(browser, '/sign-in/work-account'))
    const astray = await other.ctx(`${other.issuer}${way.pathname}${way.search}`, 'ada-1')
    expect((await back(browser, astray)).status).toBe(401)
    // Nor when the portal has moved on to that provider: issuer and subject, both.
    const moved = await staff.json('POST', '/api/v1/settings/work-accounts', {
      issuer: other.issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      label: 'Other',
    })
    expect(moved.status).toBe(204)
    const fresh = new Browser(app, portal)
    const url = await other.ctx(await out(fresh, '/sign-in/work-account'), 'ada-1')
    expect((await back(fresh, url)).status).toBe(401)
  })

  it('is no way to anywhere else', async () => {
    const { portal, staff } = await aFirm()
    await connect(staff)
    for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const browser = new Browser(app, portal)
      const came = await back(browser, await signIn(browser, 'ada-1', { to }))
      expect(came.headers.get('location')).toBe('/')
    }
  })

  it('an account is connected by whoever set out, and is nobody else’s then', async () => {
    const { portal, staff } = await aFirm()
    await connect(staff)
    const bo = await new Browser(app, portal).signIn(
      await aPerson(world, portal.id, { name: 'Bo' }),
    )
    expect((await connect(bo)).status).toBe(409)
    provider.accounts.set('mallory', { email: 'm@example.com', verified: true })
    // The attacker's own round, put into the browser of somebody signed in.
    const url = await provider.ctx(
      await out(bo, '/profile/work-account', { current: PASSWORD }),
      'mallory',
    )
    staff.cookies.set('round', bo.cookies.get('round')!)
    expect((await back(staff, url)).status).toBe(401)
    const rows = await world.owner('select subject from oidc_identities where portal_id = $1', [
      portal.id,
    ])
    expect(rows).toEqual([{ subject: 'ada-1' }])
  })

  it('is connected in the session that set out, and in no other of the same person', async () => {
    const { portal, ada, staff } = await aFirm()
    const left = await new Browser(app, portal).signIn(ada)
    const url = await provider.ctx(
      await out(staff, '/profile/work-account', { current: PASSWORD }),
      'ada-1',
    )
    left.cookies.set('round', staff.cookies.get('round')!)
    expect((await back(left, url)).status).toBe(401)
    expect(
      await world.owner('select 1 from oidc_identities where portal_id = $1', [portal.id]),
    ).toEqual([])
  })

  it('is connected by nobody who only finds the browser open', async () => {
    const { portal, staff } = await aFirm()
    for (const proof of [{}, { current: 'not it at all' }] as Record<string, string>[]) {
      const answer = await staff.post('/profile/work-account', proof)
      expect(answer.status).toBe(422)
      expect(answer.headers.has('refresh')).toBe(false)
      expect(await answer.text()).toContain('name="current"')
    }
    expect(await world.owner('select from oidc_rounds where portal_id = $1', [portal.id])).toEqual(
      [],
    )
  })

  it('is enough where somebody has neither password nor passkey, for ten minutes after signing in', async () => {
    const { portal, ada, staff } = await aFirm()
    await connect(staff)
    await world.owner('update persons set password_hash = null where id = $1', [ada.id])
    const fresh = new Browser(app, portal)
    await back(fresh, await signIn(fresh))
    const begin = () => fresh.json('POST', '/api/v1/profile/factors/passkey-options')
    expect((await begin()).status).toBe(200)
    expect(await (await fresh.get('/profile/factors/passkeys')).text()).not.toContain('"current"')
    const before = await world.now()
    await world.setClock(before.add({ minutes: 10 }))
    expect(await (await begin()).json()).toMatchObject({ status: 409, code: 'sign_in_again' })
    const page = await fresh.post('/profile/factors/app')
    expect(page.status).toBe(409)
    expect(await page.text()).toContain('Sign in once more')
    await world.setClock(before)
  })

  it('comes too late after ten minutes', async () => {
    const { portal, staff } = await aFirm()
    await connect(staff)
    const browser = new Browser(app, portal)
    const url = await signIn(browser)
    const before = await world.now()
    await world.setClock(before.add({ minutes: 10 }))
    expect((await back(browser, url)).status).toBe(401)
    await world.setClock(before)
  })
})

describe('setting a provider', () => {
  it('asks it for its name first, and never inside of a network', async () => {
    const { staff } = await aFirm()
    const set = async (issuer: string) => {
      const answer = await staff.json('POST', '/api/v1/settings/work-accounts', {
        issuer,
        clientId: 'x',
        clientSecret: 'y',
        label: 'z',
      })
      return [answer.status, ((await answer.json()) as { code: string }).code]
    }
    expect(await set('http://127.0.0.1:1/')).toEqual([422, 'provider_address'])
    expect(await set('http://169.254.169.254/')).toEqual([422, 'provider_address'])
    expect(await set('https://localhost/')).toEqual([422, 'provider_address'])
    expect(await set(`${provider.issuer}/elsewhere`)).toEqual([422, 'provider_silent'])
  })

  it('keeps the secret sealed, and gives it to no other issuer', async () => {
    const { portal, staff } = await aFirm()
    const form = { clientId: CLIENT.id, label: 'Renamed' }
    const kept = await staff.post('/settings/work-accounts', { ...form, issuer: provider.issuer })
    expect(kept.status).toBe(303)
    const away = await staff.post('/settings/work-accounts', { ...form, issuer: other.issuer })
    expect(away.status).toBe(422)
    const shown = await (await staff.get('/settings/work-accounts')).text()
    expect(shown).toContain('Renamed')
    expect(shown).not.toContain(CLIENT.secret)
    for (const table of ['oidc_providers', 'audit_lines', 'events'])
      expect(JSON.stringify(await world.owner(`select t::text from ${table} t`))).not.toContain(
        CLIENT.secret,
      )
    expect((await staff.post('/settings/work-accounts/removal')).status).toBe(303)
    const browser = new Browser(app, portal)
    expect((await browser.post('/sign-in/work-account')).status).toBe(404)
  })
})
