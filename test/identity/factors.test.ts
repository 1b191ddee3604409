import type { Hono } from 'hono'
import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { mailbox } from '../../src/kit/mail.ts'
import { Authenticator } from './authenticator.ts'
import {
  aPerson,
  aPortal,
  Browser,
  PASSWORD,
  said,
  theConsole,
  type Someone,
} from './identity-world.ts'
import { aWorld, openWorld, START, type World } from '../world.ts'

let world: World
let app: Hono
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

const OTHER = 'eleven otters in the reeds'
const STEP = 30_000
const start = Temporal.Instant.from(START).epochMilliseconds

/** What the app shows, so many half minutes from when the clock stands. */
const codeOf = (secret: string, steps = 0, at = start) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at + steps * STEP })
/** One that it shows neither then nor around then. */
const wrongCode = (secret: string) => {
  const shown = new Set([-3, -2, -1, 0, 1, 2, 3].map((steps) => codeOf(secret, steps)))
  return ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777'].find(
    (code) => !shown.has(code),
  )!
}

interface Enrolled {
  portal: { id: string; host: string }
  person: Someone
  secret: string
  codes: string[]
  browser: Browser
}

let portals = 0
/** Somebody with an app, set up with the code of the half minute before. */
async function withApp({ in: w = world, to = app, lockoutAttempts = 10 } = {}): Promise<Enrolled> {
  const portal = await aPortal(w, { slug: `factors-${++portals}`, lockoutAttempts })
  const person = await aPerson(w, portal.id)
  const browser = await new Browser(to, portal).signIn(person)
  const begun = await browser.json('POST', '/api/v1/profile/factors/app', { current: PASSWORD })
  expect(begun.status).toBe(201)
  const { secret } = (await begun.json()) as { secret: string }
  const code = codeOf(secret, -1)
  const done = await browser.json('POST', '/api/v1/profile/factors/app/confirmation', { code })
  expect(done.status).toBe(200)
  const { recoveryCodes } = (await done.json()) as { recoveryCodes: string[] }
  return { portal, person, secret, codes: recoveryCodes, browser }
}

/** Somebody with a passkey, and where it was made. */
async function withPasskey(
  authenticator = new Authenticator(),
  kind: 'staff' | 'contact' = 'staff',
) {
  const portal = await aPortal(world, { slug: `factors-${++portals}` })
  const person = await aPerson(world, portal.id, { kind })
  const browser = await new Browser(app, portal).signIn(person)
  const made = await addPasskey(browser, authenticator)
  expect(made.status).toBe(201)
  const { id, recoveryCodes } = (await made.json()) as { id: string; recoveryCodes: string[] }
  return { portal, person, browser, authenticator, passkey: id, codes: recoveryCodes }
}

const json = async <T>(answer: Response | Promise<Response>) => (await (await answer).json()) as T
type Options = { challenge: string; rpId: string }

const askPasskey = (browser: Browser, proof: object = { current: PASSWORD }) =>
  json<{ create: Options }>(browser.json('POST', '/api/v1/profile/factors/passkey-options', proof))

async function addPasskey(browser: Browser, authenticator: Authenticator, name = 'My phone') {
  const { create } = await askPasskey(browser)
  const credential = authenticator.create(create, browser.origin)
  return browser.json('POST', '/api/v1/profile/factors/passkeys', { name, credential })
}
const askSignIn = (browser: Browser) =>
  json<Options>(browser.get('/api/v1/session/passkey-options'))

async function byPasskey(browser: Browser, authenticator: Authenticator) {
  const credential = authenticator.get(await askSignIn(browser), browser.origin)
  return browser.json('POST', '/api/v1/session/passkey', { credential })
}

/** The first step, by the page. */
async function firstStep(portal: { host: string }, { email }: Someone, password = PASSWORD) {
  const browser = new Browser(app, portal)
  const answer = await browser.post('/sign-in', { email, password })
  expect(answer.headers.get('location')).toBe('/sign-in/second-step')
  return browser
}
const isIn = async (browser: Browser) => (await browser.get('/profile')).status === 200
const secondStep = (browser: Browser, code: string) =>
  browser.post('/sign-in/second-step', { code })
const attempts = async ({ id }: Someone, w = world) =>
  (
    await w.owner('select bad_attempts, lock_level, locked_until from persons where id = $1', [id])
  )[0]

async function mailsOf(portal: { id: string }, w = world) {
  const mails = await w.owner<{ kind: string }>(
    'select kind from mails where portal_id = $1 order by id',
    [portal.id],
  )
  return mails.map(({ kind }) => kind)
}
async function mailedToken(portal: { id: string }): Promise<string> {
  await world.drain()
  const [mail] = await mailbox(world.installation, portal.id)
  return /token=([\w-]{43})/.exec(mail!.text)![1]!
}

describe('a mailed code of somebody who has a second factor', () => {
  it('opens no session: it leads to the second step, and from there to where they were headed', async () => {
    const { portal, person, secret } = await withApp()
    const browser = new Browser(app, portal)
    await browser.post('/sign-in/code', { email: person.email })
    await world.drain()
    const [mail] = (await mailbox(world.installation, portal.id)).filter(
      ({ kind }) => kind === 'sign_in_code',
    )
    const code = /^\d{4} \d{4}$/m.exec(mail!.text)![0]
    const step = await browser.post('/sign-in/code/enter', { code, to: '/messages' })
    expect(step.headers.get('location')).toBe('/sign-in/second-step?to=%2Fmessages')
    expect(await isIn(browser)).toBe(false)
    expect((await secondStep(browser, codeOf(secret))).status).toBe(303)
    expect(await isIn(browser)).toBe(true)
  })
})

describe('a sign-in that waits for the second step', () => {
  it('is no session: no page and no endpoint takes it', async () => {
    const { portal, person } = await withApp()
    const browser = await firstStep(portal, person)
    expect(await isIn(browser)).toBe(false)
    const pending = browser.cookies.get('pending')!
    browser.cookies.set('session', pending)
    expect(await isIn(browser)).toBe(false)
    browser.headers = { authorization: `Bearer ${pending}` }
    expect((await browser.get('/api/v1/session')).status).toBe(401)
    expect(
      await world.owner('select from sessions where person_id = $1', [person.id]),
    ).toHaveLength(1)
  })

  it('lets in with the code, to where one was going, and is spent', async () => {
    const { portal, person, secret } = await withApp()
    const browser = await firstStep(portal, person)
    const pending = browser.cookies.get('pending')!
    const answer = await browser.post('/sign-in/second-step', {
      code: codeOf(secret),
      to: '/messages',
    })
    expect(answer.headers.get('location')).toBe('/messages')
    expect(await isIn(browser)).toBe(true)
    expect(browser.cookies.has('pending')).toBe(false)
    expect(await attempts(person)).toEqual({ bad_attempts: 0, lock_level: 0, locked_until: null })
    browser.cookies.set('pending', pending)
    const again = await secondStep(browser, codeOf(secret, 1))
    expect(again.headers.get('location')).toBe('/sign-in')
  })

  it('is taken on the device it began on, and in its portal, alone', async () => {
    const { portal, person, secret } = await withApp()
    const elsewhere = await aPortal(world, { slug: `factors-${++portals}` })
    const browser = await firstStep(portal, person)
    for (const thief of [new Browser(app, portal), new Browser(app, elsewhere)]) {
      thief.cookies.set('pending', browser.cookies.get('pending')!)
      thief.cookies.set(
        'device',
        thief.origin === browser.origin ? 'x'.repeat(43) : browser.cookies.get('device')!,
      )
      const answer = await secondStep(thief, codeOf(secret))
      expect(answer.headers.get('location')).toBe('/sign-in')
    }
    expect((await secondStep(browser, codeOf(secret))).status).toBe(303)
    expect(await isIn(browser)).toBe(true)
  })

  it('lasts ten minutes, to the second', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const { portal, person, secret } = await withApp({ in: own, to: ownApp })
    const waits = async () => {
      const browser = new Browser(ownApp, portal)
      await browser.post('/sign-in', { email: person.email, password: PASSWORD })
      return browser
    }
    const [last, late] = [await waits(), await waits()]
    await own.setClock('2026-01-05T09:09:59Z')
    const at = start + 599_000
    expect((await secondStep(last, codeOf(secret, 0, at))).headers.get('location')).toBe('/')
    await own.setClock('2026-01-05T09:10:00Z')
    const answer = await secondStep(late, codeOf(secret, 1, at))
    expect(answer.headers.get('location')).toBe('/sign-in')
  })

  it('is asked for after a new password by e-mail too, and ends with a newer password', async () => {
    const { portal, person, secret } = await withApp()
    const before = await firstStep(portal, person)
    await new Browser(app, portal).post('/reset', { email: person.email })
    const browser = new Browser(app, portal)
    const token = await mailedToken(portal)
    const answer = await browser.post('/reset/password', { token, password: OTHER })
    expect(answer.headers.get('location')).toBe('/sign-in/second-step')
    expect(await isIn(browser)).toBe(false)
    expect((await secondStep(before, codeOf(secret))).headers.get('location')).toBe('/sign-in')
    await secondStep(browser, codeOf(secret))
    expect(await isIn(browser)).toBe(true)
  })

  it('works by JSON in two steps, with cookies or without', async () => {
    const { portal, person, secret } = await withApp()
    const first = () =>
      json<{ pending: string; session?: string }>(
        new Browser(app, portal).json('POST', '/api/v1/session', {
          email: person.email,
          password: PASSWORD,
        }),
      )
    const { pending, session } = await first()
    expect(session).toBeUndefined()
    const program = new Browser(app, portal)
    const wrong = await program.json('POST', '/api/v1/session/second-step', {
      pending,
      code: wrongCode(secret),
    })
    expect(wrong.status).toBe(401)
    const right = await program.json('POST', '/api/v1/session/second-step', {
      pending,
      code: codeOf(secret),
    })
    expect(right.status).toBe(201)
    expect(await right.json()).toMatchObject({ session: expect.any(String) as string })
    const none = await program.json('POST', '/api/v1/session/second-step', { pending })
    expect(none.status).toBe(422)
  })
})

describe('guessing codes', () => {
  it('is counted with bad passwords, and locks', async () => {
    const { portal, person, secret } = await withApp({ lockoutAttempts: 4 })
    const browser = await firstStep(portal, person)
    for (let i = 1; i <= 4; i++) {
      expect((await secondStep(browser, wrongCode(secret))).status).toBe(401)
      expect(await attempts(person)).toMatchObject({ bad_attempts: i })
    }
    expect(await attempts(person)).toMatchObject({ lock_level: 1 })
    expect((await secondStep(browser, codeOf(secret))).status).toBe(401)
    expect(await isIn(browser)).toBe(false)
    const stranger = new Browser(app, portal)
    const { status } = await stranger.post('/sign-in', { email: person.email, password: PASSWORD })
    expect(status).toBe(401)
  })

  it('fifty at once gets no more guesses than one after another', async () => {
    const { portal, person, secret } = await withApp({ lockoutAttempts: 5 })
    const browser = await firstStep(portal, person)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => secondStep(browser, wrongCode(secret))),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(401))
    const outcomes = await world.owner<{ n: number }>(
      `select count(*)::int as n from audit_lines where portal_id = $1
       and operation = 'sign_in.second_step' and outcome = 'wrong'`,
      [portal.id],
    )
    expect(outcomes).toEqual([{ n: 5 }])
    expect(await attempts(person)).toMatchObject({ bad_attempts: 50 })
  })

  it('gets one guess, and no fresh allowance, from a new password by e-mail', async () => {
    const { portal, person, secret } = await withApp({ lockoutAttempts: 3 })
    const browser = await firstStep(portal, person)
    for (let i = 0; i < 3; i++) await secondStep(browser, wrongCode(secret))
    await new Browser(app, portal).post('/reset', { email: person.email })
    const fresh = new Browser(app, portal)
    await fresh.post('/reset/password', { token: await mailedToken(portal), password: OTHER })
    expect(await attempts(person)).toMatchObject({ locked_until: null })
    expect((await secondStep(fresh, wrongCode(secret))).status).toBe(401)
    expect((await secondStep(fresh, codeOf(secret))).status).toBe(401)
    expect(await isIn(fresh)).toBe(false)
  })

  it('does not count against whoever mistyped a password and then got it right', async () => {
    const { portal, person, secret } = await withApp({ lockoutAttempts: 3 })
    const browser = new Browser(app, portal)
    for (let i = 0; i < 2; i++)
      await browser.post('/sign-in', { email: person.email, password: 'no' })
    await browser.post('/sign-in', { email: person.email, password: PASSWORD })
    expect(await attempts(person)).toEqual({ bad_attempts: 2, lock_level: 0, locked_until: null })
    await secondStep(browser, codeOf(secret))
    expect(await isIn(browser)).toBe(true)
  })
})

describe('a code of the app', () => {
  it('sent fifty times at once, from fifty sign-ins, lets one in', async () => {
    const { portal, person, secret } = await withApp({ lockoutAttempts: 100 })
    const browsers = []
    for (let i = 0; i < 50; i++) browsers.push(await waitingAt(portal, person))
    const answers = await Promise.all(
      browsers.map((browser) => secondStep(browser, codeOf(secret))),
    )
    const locations = answers.map((answer) => answer.headers.get('location'))
    expect(locations.filter((location) => location === '/')).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(49)
  })

  it('is told of by mail when it is set up, and asks for proof when it is removed', async () => {
    const { portal, person, browser } = await withApp()
    expect(await mailsOf(portal)).toEqual(['app_added'])
    const remove = (body: object) =>
      browser.json('POST', '/api/v1/profile/factors/app/removal', body)
    expect((await remove({})).status).toBe(422)
    expect((await remove({ current: 'not it at all' })).status).toBe(422)
    expect((await remove({ current: PASSWORD })).status).toBe(204)
    expect(await mailsOf(portal)).toEqual(['app_added', 'app_removed'])
    const rows = await world.owner(
      `select from authenticator_apps where person_id = $1
       union all select from recovery_codes where person_id = $1`,
      [person.id],
    )
    expect(rows).toEqual([])
    await new Browser(app, portal).signIn(person)
  })

  it('counts for nothing until one was shown', async () => {
    const portal = await aPortal(world, { slug: `factors-${++portals}` })
    const person = await aPerson(world, portal.id)
    const browser = await new Browser(app, portal).signIn(person)
    const begin = await browser.post('/profile/factors/app', { current: PASSWORD })
    const page = await (await browser.get(begin.headers.get('location')!)).text()
    expect(page).toMatch(/<svg class="qr" role="img"/)
    const secret = /<code>([A-Z2-7 ]{39})<\/code>/.exec(page)![1]!.replaceAll(' ', '')
    const wrong = await browser.post('/profile/factors/app/confirmation', {
      code: wrongCode(secret),
    })
    expect(wrong.status).toBe(422)
    await new Browser(app, portal).signIn(person)
    const right = await browser.post('/profile/factors/app/confirmation', { code: codeOf(secret) })
    expect([...(await right.text()).matchAll(/<code>([0-9a-z-]{19})<\/code>/g)]).toHaveLength(10)
    expect((await secondStep(await firstStep(portal, person), codeOf(secret))).status).toBe(401)
  })

  it('its secret is readable nowhere in the database', async () => {
    const { secret, codes, portal } = await withApp()
    for (const table of [
      'authenticator_apps',
      'recovery_codes',
      'audit_lines',
      'events',
      'idempotency_keys',
    ]) {
      const rows = await world.owner<{ text: string }>(
        `select t::text as text from ${table} t where portal_id = $1`,
        [portal.id],
      )
      const hex = [secret, ...codes].map((one) => Buffer.from(one).toString('hex'))
      for (const { text } of rows)
        for (const one of [secret, ...codes, ...hex]) expect(text).not.toContain(one)
    }
  })
})

/** Waits for the second step, on a device of its own. */
async function waitingAt(portal: { id: string; host: string }, { id }: Someone): Promise<Browser> {
  const { newToken } = await import('../../src/kit/tokens.ts')
  const [pending, device] = [newToken(), newToken()]
  await world.owner(
    `insert into pending_sign_ins (portal_id, hash, person_id, proof, keep_lock, device_hash, expires_at)
     values ($1, $2, $3, 'password', false, $4, $5::timestamptz + interval '10 minutes')`,
    [portal.id, pending.hash, id, device.hash, START],
  )
  const browser = new Browser(app, portal)
  browser.cookies.set('pending', pending.token)
  browser.cookies.set('device', device.token)
  return browser
}

describe('a recovery code', () => {
  it('lets in once, and the person is told how many are left', async () => {
    const { portal, person, codes } = await withApp()
    expect(codes).toHaveLength(10)
    const browser = await firstStep(portal, person)
    await secondStep(browser, codes[0]!.toUpperCase().replaceAll('-', ' '))
    expect(await isIn(browser)).toBe(true)
    expect(await mailsOf(portal)).toEqual(['app_added', 'code_used'])
    await world.drain()
    const [mail] = await mailbox(world.installation, portal.id)
    expect(mail!.text).toContain('You have 9 left.')
    expect((await secondStep(await firstStep(portal, person), codes[0]!)).status).toBe(401)
  })

  it('sent fifty times at once, from fifty sign-ins, lets one in', async () => {
    const { portal, person, codes } = await withApp({ lockoutAttempts: 100 })
    const browsers = []
    for (let i = 0; i < 50; i++) browsers.push(await waitingAt(portal, person))
    const answers = await Promise.all(browsers.map((browser) => secondStep(browser, codes[3]!)))
    expect(answers.filter((answer) => answer.headers.get('location') === '/')).toHaveLength(1)
    expect((await mailsOf(portal)).filter((kind) => kind === 'code_used')).toHaveLength(1)
  })

  it('of another person, or of before there were new ones, is nothing', async () => {
    const { portal, person, codes, browser } = await withApp()
    const bob = await withApp()
    expect((await secondStep(await firstStep(portal, person), bob.codes[0]!)).status).toBe(401)
    const renewed = await browser.json('POST', '/api/v1/profile/factors/recovery-codes', {
      current: PASSWORD,
    })
    const fresh = (await json<{ recoveryCodes: string[] }>(renewed)).recoveryCodes
    expect((await secondStep(await firstStep(portal, person), codes[1]!)).status).toBe(401)
    expect((await secondStep(await firstStep(portal, person), fresh[1]!)).status).toBe(303)
    expect(await mailsOf(portal)).toEqual(['app_added', 'codes_renewed', 'code_used'])
  })
})

describe('a passkey', () => {
  it('signs in by itself, both factors at once, with its use noted', async () => {
    const { portal, person, authenticator, codes } = await withPasskey()
    expect(codes).toHaveLength(10)
    const browser = new Browser(app, portal)
    const answer = await byPasskey(browser, authenticator)
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({ person: { id: person.shown } })
    expect(await isIn(browser)).toBe(true)
    const { passkeys } = await json<{ passkeys: { usedAt: string | null }[] }>(
      browser.get('/api/v1/profile/factors'),
    )
    expect(passkeys).toMatchObject([{ name: 'My phone', usedAt: '2026-01-05T09:00:00Z' }])
  })

  it('signs in by the page’s own form', async () => {
    const { portal, authenticator } = await withPasskey()
    const browser = new Browser(app, portal)
    const page = await (await browser.get('/sign-in?to=/messages')).text()
    const options = JSON.parse(
      /data-options="([^"]*)"/.exec(page)![1]!.replaceAll('&quot;', '"'),
    ) as Options
    const credential = JSON.stringify(authenticator.get(options, browser.origin))
    const answer = await browser.post('/sign-in/passkey', { credential, to: '/messages' })
    expect(answer.headers.get('location')).toBe('/messages')
  })

  it('is the second step after a password', async () => {
    const { portal, person, authenticator } = await withPasskey()
    const browser = await firstStep(portal, person)
    const page = await (await browser.get('/sign-in/second-step')).text()
    const options = JSON.parse(
      /data-options="([^"]*)"/.exec(page)![1]!.replaceAll('&quot;', '"'),
    ) as Options
    const credential = JSON.stringify(authenticator.get(options, browser.origin))
    await browser.post('/sign-in/second-step/passkey', { credential })
    expect(await isIn(browser)).toBe(true)
  })

  it('as the second step ends the sign-in that it was asked in, and no other', async () => {
    const { portal, person, authenticator } = await withPasskey()
    const [one, other] = [await firstStep(portal, person), await firstStep(portal, person)]
    const page = await (await one.get('/sign-in/second-step')).text()
    const options = JSON.parse(
      /data-options="([^"]*)"/.exec(page)![1]!.replaceAll('&quot;', '"'),
    ) as Options
    const credential = JSON.stringify(authenticator.get(options, one.origin))
    const send = (browser: Browser) => browser.post('/sign-in/second-step/passkey', { credential })
    expect((await send(other)).status).toBe(401)
    expect(await isIn(other)).toBe(false)
    expect((await send(one)).status).toBe(303)
    expect(await isIn(one)).toBe(true)
  })

  it('answers each challenge once, however often at once', async () => {
    const { portal, authenticator } = await withPasskey()
    const credential = authenticator.get(
      await askSignIn(new Browser(app, portal)),
      new Browser(app, portal).origin,
    )
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        new Browser(app, portal).json('POST', '/api/v1/session/passkey', { credential }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  it('is refused alike: unknown, locked, unverified, gone back, for something else', async () => {
    const answers = new Map<string, unknown>()
    const tries: Record<string, (of: Awaited<ReturnType<typeof withPasskey>>) => Promise<unknown>> =
      {
        unknown: async ({ person }) =>
          world.owner('delete from passkeys where person_id = $1', [person.id]),
        locked: async ({ person }) =>
          world.owner(
            `update persons set locked_until = $2::timestamptz + interval '1 hour' where id = $1`,
            [person.id, START],
          ),
        unverified: async ({ authenticator }) => (authenticator.verified = false),
        'gone back': async ({ authenticator }) => (authenticator.counter = 0),
      }
    for (const [name, make] of Object.entries(tries)) {
      const has = await withPasskey()
      await make(has)
      const answer = await said(await byPasskey(new Browser(app, has.portal), has.authenticator))
      answers.set(name, answer)
    }
    const { portal, browser, authenticator } = await withPasskey()
    const { get } = await json<{ get: Options }>(
      browser.get('/api/v1/profile/factors/passkey-options'),
    )
    const credential = authenticator.get(get, browser.origin)
    const elsewhere = new Browser(app, portal)
    answers.set(
      'for something else',
      await said(await elsewhere.json('POST', '/api/v1/session/passkey', { credential })),
    )
    const [first, ...others] = answers.values()
    expect(first).toMatchObject({ status: 401 })
    for (const other of others) expect(other).toEqual(first)
  })

  it('of somebody disabled tells them so, and as the second step too, and is no bad attempt', async () => {
    const { portal, person, authenticator } = await withPasskey()
    const waiting = await firstStep(portal, person)
    const options = (await (await waiting.get('/sign-in/second-step')).text()).match(
      /data-options="([^"]*)"/,
    )![1]!
    await world.owner(
      `update persons set disabled_at = now(), disabled_reason = 'x' where id = $1`,
      [person.id],
    )
    const told = await byPasskey(new Browser(app, portal), authenticator)
    expect(told.status).toBe(403)
    expect(await told.json()).toMatchObject({ code: 'access_disabled' })
    const asked = JSON.parse(options.replaceAll('&quot;', '"')) as Options
    const credential = JSON.stringify(authenticator.get(asked, waiting.origin))
    const step = await waiting.post('/sign-in/second-step/passkey', { credential })
    expect(step.status).toBe(403)
    expect(await step.text()).toContain('Your access is switched off here.')
    expect(await attempts(person)).toMatchObject({ bad_attempts: 0 })
  })

  it('of another portal does not work here, even with this one’s challenge', async () => {
    const [here, there] = [await withPasskey(), await withPasskey()]
    const browser = new Browser(app, here.portal)
    expect((await byPasskey(browser, there.authenticator)).status).toBe(401)
    // Its own portal's challenge, sent here.
    const other = new Browser(app, there.portal)
    const credential = there.authenticator.get(await askSignIn(other), other.origin)
    const answer = await browser.json('POST', '/api/v1/session/passkey', { credential })
    expect(answer.status).toBe(401)
    // Signed here on another origin's page.
    const phished = here.authenticator.get(await askSignIn(browser), 'http://evil.localhost:3000')
    const again = await browser.json('POST', '/api/v1/session/passkey', { credential: phished })
    expect(again.status).toBe(401)
  })

  it('is made for who asked, once, and not from another’s challenge', async () => {
    const { browser, authenticator, portal } = await withPasskey()
    const bob = await new Browser(app, portal).signIn(
      await aPerson(world, portal.id, { name: 'Bob' }),
    )
    const { create } = await askPasskey(browser)
    const credential = authenticator.create(create, browser.origin)
    const add = (who: Browser) =>
      who.json('POST', '/api/v1/profile/factors/passkeys', { name: 'Mine', credential })
    expect((await add(bob)).status).toBe(422)
    expect((await add(browser)).status).toBe(201)
    expect((await add(browser)).status).toBe(422)
  })

  it('is removed with the password or itself, told by mail, and its codes go with the last', async () => {
    const { portal, person, browser, authenticator, passkey } = await withPasskey()
    const { get } = await json<{ get: Options }>(
      browser.get('/api/v1/profile/factors/passkey-options'),
    )
    const path = `/api/v1/profile/factors/passkeys/${passkey}/removal`
    const thief = await new Browser(app, portal).signIn(
      await aPerson(world, portal.id, { name: 'Bob' }),
    )
    expect((await thief.json('POST', path, { current: PASSWORD })).status).toBe(404)
    const credential = authenticator.get(get, browser.origin)
    expect((await browser.json('POST', path, { credential })).status).toBe(204)
    expect(await mailsOf(portal)).toEqual(['passkey_added', 'passkey_removed'])
    const rows = await world.owner('select from recovery_codes where person_id = $1', [person.id])
    expect(rows).toEqual([])
    expect((await byPasskey(new Browser(app, portal), authenticator)).status).toBe(401)
  })
})

describe('whoever finds a browser open', () => {
  const rows = (person: Someone) =>
    world.owner(
      `select 'app' as what from authenticator_apps where person_id = $1
       union all select 'passkey' from passkeys where person_id = $1
       union all select 'code' from recovery_codes where person_id = $1`,
      [person.id],
    )

  it.each([
    ['an app', '/api/v1/profile/factors/app', '/profile/factors/app'],
    ['a passkey', '/api/v1/profile/factors/passkey-options', '/profile/factors/passkeys/beginning'],
    ['recovery codes', '/api/v1/profile/factors/recovery-codes', '/profile/factors/recovery-codes'],
  ])('adds %s only with the password or a passkey, by page and API', async (_, api, path) => {
    const portal = await aPortal(world, { slug: `factors-${++portals}` })
    const person = await aPerson(world, portal.id)
    const browser = await new Browser(app, portal).signIn(person)
    for (const [proof, field] of [
      [{}, 'current'],
      [{ current: 'not it at all' }, 'current'],
      [{ current: PASSWORD, credential: {} }, 'credential'],
    ] as const) {
      const answer = await browser.json('POST', api, proof)
      const said = await json<{ status: number; errors: { field: string }[] }>(answer)
      expect(said.status).toBe(422)
      expect(said.errors[0]!.field.split('.')[0]).toBe(field)
    }
    for (const proof of [{}, { current: 'not it at all' }]) {
      const page = await browser.post(path, proof as Record<string, string>)
      expect(page.status).toBe(422)
      const html = await page.text()
      expect(html).not.toContain('class="qr"')
      expect(html).not.toContain('data-kind="create"')
      expect(html).toContain('Your password')
    }
    expect(await rows(person)).toEqual([])
    // What they tried to guess the password with is counted as at sign-in.
    expect(await attempts(person)).toMatchObject({ bad_attempts: 2 })
  })

  it('finds no challenge for a new passkey on any page, and none of another purpose is one', async () => {
    const { portal, person, browser, authenticator } = await withPasskey()
    const asked = await browser.get('/api/v1/profile/factors/passkey-options')
    const { get, create } = await json<{ get: Options; create?: Options }>(asked)
    expect(create).toBeUndefined()
    const html = await (await browser.get('/profile/factors/passkeys')).text()
    expect(html).not.toContain('data-kind="create"')
    const forged = { ...get, rp: { id: get.rpId }, user: { id: person.id } }
    const credential = new Authenticator().create(forged, browser.origin)
    const add = await browser.json('POST', '/api/v1/profile/factors/passkeys', {
      name: 'Mine',
      credential,
    })
    expect(add.status).toBe(422)
    // With a passkey as proof it goes on.
    const proof = { credential: authenticator.get(get, browser.origin) }
    const { create: given } = await askPasskey(browser, proof)
    const second = new Authenticator()
    const made = await browser.json('POST', '/api/v1/profile/factors/passkeys', {
      name: 'Tablet',
      credential: second.create(given, browser.origin),
    })
    expect(made.status).toBe(201)
    expect((await byPasskey(new Browser(app, portal), second)).status).toBe(201)
    expect(await rows(person)).toContainEqual({ what: 'passkey' })
  })

  it('has ten minutes at most after the owner’s proof, for an app and for a passkey', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const portal = await aPortal(own, { slug: 'left' })
    const browser = await new Browser(ownApp, portal).signIn(await aPerson(own, portal.id))
    const begun = await browser.json('POST', '/api/v1/profile/factors/app', { current: PASSWORD })
    const { secret } = await json<{ secret: string }>(begun)
    const { create } = await askPasskey(browser)
    const credential = new Authenticator().create(create, browser.origin)
    const later = Temporal.Instant.from(START).add({ minutes: 10 })
    await own.setClock(later)
    const code = codeOf(secret, 0, later.epochMilliseconds)
    const confirm = await browser.json('POST', '/api/v1/profile/factors/app/confirmation', { code })
    expect(await confirm.json()).toMatchObject({ status: 409, code: 'no_app' })
    const html = await (await browser.get('/profile/factors/app')).text()
    expect(html).not.toContain('class="qr"')
    expect(html).toContain('Your password')
    const add = await browser.json('POST', '/api/v1/profile/factors/passkeys', {
      name: 'Mine',
      credential,
    })
    expect(add.status).toBe(422)
  })

  it('finds nothing in one session of what the owner has begun in another', async () => {
    const portal = await aPortal(world, { slug: `factors-${++portals}` })
    const person = await aPerson(world, portal.id)
    const [own, left] = [
      await new Browser(app, portal).signIn(person),
      await new Browser(app, portal).signIn(person),
    ]
    const begun = await own.json('POST', '/api/v1/profile/factors/app', { current: PASSWORD })
    const { secret } = await json<{ secret: string }>(begun)
    // Neither is the app's secret shown there, nor is the app turned on.
    const html = await (await left.get('/profile/factors/app')).text()
    expect(html).not.toContain('class="qr"')
    expect(html).not.toContain(secret.slice(0, 4))
    expect(html).toContain('Your password')
    const confirm = (browser: Browser) =>
      browser.json('POST', '/api/v1/profile/factors/app/confirmation', { code: codeOf(secret) })
    expect(await json(confirm(left))).toMatchObject({ status: 409, code: 'no_app' })
    const { create } = await askPasskey(own)
    const authenticator = new Authenticator()
    const credential = authenticator.create(create, own.origin)
    const add = (browser: Browser) =>
      browser.json('POST', '/api/v1/profile/factors/passkeys', { name: 'Mine', credential })
    expect((await add(left)).status).toBe(422)
    expect((await confirm(own)).status).toBe(200)
    expect((await add(own)).status).toBe(201)
    // Nor does a passkey show there that it is them, for what was asked of it here.
    const { get } = await json<{ get: Options }>(own.get('/api/v1/profile/factors/passkey-options'))
    const proof = { credential: authenticator.get(get, own.origin) }
    const renew = (browser: Browser) =>
      browser.json('POST', '/api/v1/profile/factors/recovery-codes', proof)
    expect((await renew(left)).status).toBe(401)
    expect((await renew(own)).status).toBe(200)
    // The app is theirs from then on, wherever they sign in.
    const waits = await firstStep(portal, person)
    expect((await secondStep(waits, codeOf(secret, 1))).status).toBe(303)
  })

  it('and a wrong name for a passkey leads back to the proof, not to another challenge', async () => {
    const portal = await aPortal(world, { slug: `factors-${++portals}` })
    const browser = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
    const begin = () => browser.post('/profile/factors/passkeys/beginning', { current: PASSWORD })
    const optionsIn = async (answer: Response) =>
      JSON.parse(
        /data-kind="create" data-options="([^"]*)"/
          .exec(await answer.text())![1]!
          .replaceAll('&quot;', '"'),
      ) as Options
    const send = (name: string, options: Options) =>
      browser.post('/profile/factors/passkeys', {
        name,
        credential: JSON.stringify(new Authenticator().create(options, browser.origin)),
      })
    const wrong = await send(' ', await optionsIn(await begin()))
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).not.toContain('data-kind="create"')
    expect(html).toContain('Your password')
    const right = await send('Laptop', await optionsIn(await begin()))
    expect(right.status).toBe(200)
    expect(await right.text()).toContain('Keep these recovery codes')
  })
})

describe('a password beside a second factor', () => {
  it('may have 8 characters, and then the last factor stays', async () => {
    const { browser, portal, person, secret } = await withApp()
    const short = 'otter 47'
    const change = await browser.post('/profile/password', { current: PASSWORD, password: short })
    expect(change.status).toBe(303)
    const remove = await browser.json('POST', '/api/v1/profile/factors/app/removal', {
      current: short,
    })
    expect(remove.status).toBe(409)
    expect(await remove.json()).toMatchObject({ code: 'password_short' })
    const again = new Browser(app, portal)
    await again.post('/sign-in', { email: person.email, password: short })
    await secondStep(again, codeOf(secret))
    expect(await isIn(again)).toBe(true)
  })

  it('needs 15 where there is none', async () => {
    const portal = await aPortal(world, { slug: `factors-${++portals}` })
    const browser = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
    const change = await browser.post('/profile/password', {
      current: PASSWORD,
      password: 'otter 47',
    })
    expect(change.status).toBe(422)
    expect(await change.text()).toContain('Use at least 15 characters.')
  })
})

describe('where staff must have a second factor', () => {
  it('who has none is led to set it up, and can do nothing else', async () => {
    const portal = await aPortal(world, { slug: `factors-${++portals}` })
    const [ada, client] = [
      await aPerson(world, portal.id),
      await aPerson(world, portal.id, { name: 'Cleo', kind: 'contact' }),
    ]
    const browser = await new Browser(app, portal).signIn(ada)
    const patch = await browser.json('PATCH', '/api/v1/settings', { staffSecondFactor: true })
    expect(patch.status).toBe(200)
    for (const path of ['/', '/people', '/profile', '/settings', '/messages'])
      expect((await browser.get(path)).headers.get('location'), path).toBe('/profile/factors')
    expect((await browser.post('/messages', {})).status).toBe(403)
    const api = await browser.get('/api/v1/people')
    expect(api.status).toBe(403)
    expect(await api.json()).toMatchObject({ code: 'second_factor_missing' })
    expect(await (await browser.get('/profile/factors')).text()).toContain(
      'asks everyone who works here',
    )
    expect((await addPasskey(browser, new Authenticator())).status).toBe(201)
    expect((await browser.get('/people')).status).toBe(200)
    const guest = await new Browser(app, portal).signIn(client)
    expect((await guest.get('/')).status).toBe(200)
  })

  it('the last one cannot be removed', async () => {
    const { browser, portal } = await withApp()
    await browser.json('PATCH', '/api/v1/settings', { staffSecondFactor: true })
    const answer = await browser.json('POST', '/api/v1/profile/factors/app/removal', {
      current: PASSWORD,
    })
    expect(await answer.json()).toMatchObject({ status: 409, code: 'factor_required' })
    expect(await mailsOf(portal)).toEqual(['app_added'])
  })

  it('is said for the console by its operators', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const operator = await aPerson(own, theConsole.id, { kind: 'operator' })
    const browser = await new Browser(ownApp, theConsole).signIn(operator)
    await browser.post('/sign-in-rule', { staffSecondFactor: 'on' })
    expect((await browser.get('/portals')).headers.get('location')).toBe('/profile/factors')
    await addPasskey(browser, new Authenticator())
    expect(await (await browser.get('/sign-in-rule')).text()).toContain('checked')
    await browser.post('/sign-in-rule', {})
    expect(await json(browser.get('/api/v1/sign-in-rule'))).toEqual({ staffSecondFactor: false })
  })
})

describe('somebody who has lost everything', () => {
  it('is helped by staff, with a reason, told by mail, and signed out', async () => {
    const { portal, person, browser } = await withApp()
    const staff = await aPerson(world, portal.id, { name: 'Sol' })
    const helper = await new Browser(app, portal).signIn(staff)
    expect(await (await helper.get(`/people/${person.shown}`)).text()).toContain('Two-step sign-in')
    const path = `/people/${person.shown}/second-factors`
    expect((await helper.post(path, { reason: '' })).status).toBe(422)
    expect((await helper.post(path, { reason: 'Lost her phone' })).status).toBe(303)
    expect(await isIn(browser)).toBe(false)
    await new Browser(app, portal).signIn(person)
    expect(await mailsOf(portal)).toEqual(['app_added', 'factors_reset'])
    const [line] = await world.owner(
      `select reason, actor from audit_lines where portal_id = $1 and operation = 'person.reset_factors'`,
      [portal.id],
    )
    expect(line).toEqual({ reason: 'Lost her phone', actor: staff.shown })
  })

  it('cannot do it for themselves, and nobody can for who has none', async () => {
    const { browser, person, portal } = await withApp()
    const reset = (shown: string) =>
      browser.json('POST', `/api/v1/people/${shown}/second-factors/reset`, { reason: 'x' })
    expect((await reset(person.shown)).status).toBe(409)
    const other = await aPerson(world, portal.id, { name: 'Sol' })
    expect(await json(reset(other.shown))).toMatchObject({ code: 'no_factor_theirs' })
  })
})

describe('a portal that moves to another host', () => {
  /** It gets another current host; the one before goes on as a redirect. */
  async function move({ id }: { id: string }) {
    const host = `moved-${++portals}.localhost`
    await world.owner('update hosts set is_current = false where portal_id = $1', [id])
    await world.owner(
      'insert into hosts (host, portal_id, is_current, added_at) values ($1, $2, true, $3)',
      [host, id, START],
    )
    return { id, host }
  }
  const moveBack = async ({ id, host }: { id: string; host: string }) => {
    await world.owner('update hosts set is_current = false where portal_id = $1', [id])
    await world.owner('update hosts set is_current = true where host = $1', [host])
  }
  async function moved(kind: 'staff' | 'contact' = 'staff') {
    const has = await withPasskey(new Authenticator(), kind)
    const portal = await move(has.portal)
    return { ...has, before: has.portal, portal, fresh: new Browser(app, portal) }
  }
  const stepCode = async (portal: { id: string }) => {
    await world.drain()
    const mails = await mailbox(world.installation, portal.id)
    const [mail] = mails.filter(({ kind }) => kind === 'sign_in_code')
    return /^\d{4} \d{4}$/m.exec(mail!.text)![0]
  }
  const ENROL = '/profile/factors/passkeys?to=%2Fmessages'
  const begin = (browser: Browser, { email }: Someone, password = PASSWORD) =>
    browser.post('/sign-in', { email, password, to: '/messages' })

  it('asks for no passkey of the old one: a mailed code stands in, and one prompt makes a new one', async () => {
    const { portal, before, person, fresh, authenticator } = await moved()
    const first = await begin(fresh, person)
    expect(first.headers.get('location')).toBe('/sign-in/second-step?to=%2Fmessages')
    const page = await (await fresh.get('/sign-in/second-step?to=%2Fmessages')).text()
    expect(page).toContain('Type the code we have just mailed to you instead.')
    expect(page).not.toContain('pass-key')
    const code = await stepCode(portal)
    // Worth nothing beside another sign-in, and each wrong one is counted.
    const other = new Browser(app, portal)
    await begin(other, person)
    expect((await secondStep(other, code)).status).toBe(401)
    expect(await attempts(person)).toMatchObject({ bad_attempts: 1 })
    const entered = await fresh.post('/sign-in/second-step', { code, to: '/messages' })
    expect(entered.headers.get('location')).toBe(ENROL)
    const prompt = await (await fresh.get(ENROL)).text()
    expect(prompt).toContain(`yours was made for ${before.host}`)
    expect(prompt).toMatch(/href="\/messages"[^>]*>Not now/)
    expect((await fresh.get('/messages')).status).toBe(200)
    const { get } = await json<{ get: null }>(fresh.get('/api/v1/profile/factors/passkey-options'))
    expect(get).toBeNull()
    const { create } = await askPasskey(fresh)
    expect(create).toMatchObject({ excludeCredentials: [] })
    const credential = JSON.stringify(authenticator.create(create, fresh.origin))
    const made = await fresh.post('/profile/factors/passkeys', {
      name: 'Again',
      credential,
      to: '/messages',
    })
    expect(made.headers.get('location')).toBe('/messages')
    const again = new Browser(app, portal)
    expect((await byPasskey(again, authenticator)).status).toBe(201)
    // Asked for as the second step from now on, and nobody is led to make another.
    expect((await begin(new Browser(app, portal), person)).headers.get('location')).toBe(
      '/sign-in/second-step?to=%2Fmessages',
    )
    const { passkeys } = await json<{ passkeys: { host: string; usable: boolean }[] }>(
      again.get('/api/v1/profile/factors'),
    )
    expect(passkeys.map(({ host, usable }) => [host, usable])).toEqual([
      [before.host, false],
      [portal.host, true],
    ])
    expect(await (await again.get('/profile/factors')).text()).toContain(
      `Works only at ${before.host}`,
    )
  })

  it('takes a recovery code as well, and after a proof by mail nothing but that, until none is left', async () => {
    const { portal, person, fresh, codes } = await moved()
    await begin(fresh, person)
    expect((await secondStep(fresh, codes[0]!)).status).toBe(303)
    const byMail = async () => {
      const browser = new Browser(app, portal)
      await browser.post('/reset', { email: person.email })
      const token = await mailedToken(portal)
      return { browser, answer: await browser.post('/reset/password', { token, password: OTHER }) }
    }
    const { browser, answer } = await byMail()
    expect(answer.headers.get('location')).toBe('/sign-in/second-step')
    const page = await (await browser.get('/sign-in/second-step')).text()
    expect(page).toContain('Type one of the recovery codes you have kept instead.')
    expect((await secondStep(browser, codes[1]!)).headers.get('location')).toBe(
      '/profile/factors/passkeys?to=%2F',
    )
    // Who has lost those too is told whom to ask; the owner, whom no colleague may help, who provides the portal.
    await world.owner('delete from limits')
    const lost = (await byMail()).browser
    const asks = async () => (await lost.get('/sign-in/second-step')).text()
    const ann = await aPerson(world, portal.id, { name: 'Ann Answers' })
    expect(await asks()).toContain('ask Ann Answers to reset your second step.')
    expect(await asks()).toContain(`href="mailto:${ann.email}"`)
    await world.owner('update portals set owner_id = $2 where id = $1', [portal.id, person.id])
    expect(await asks()).toContain('ask whoever runs this installation to reset your second step.')
    await world.owner('update portals set owner_id = null where id = $1', [portal.id])
    await world.owner('delete from recovery_codes where person_id = $1', [person.id])
    // One such mail goes out in a minute; apps go by the clock, so that is not moved.
    await world.owner('delete from limits')
    const { answer: last } = await byMail()
    expect(last.headers.get('location')).toBe('/profile/factors/passkeys?to=%2F')
  })

  it('says where a passkey fails that it may be for the address before, and what to do', async () => {
    const { before, portal, fresh } = await moved()
    const says = async (browser: Browser) =>
      /data-failed="([^"]*)"/.exec(await (await browser.get('/sign-in')).text())![1]!
    expect(await says(fresh)).toContain(
      `This portal has moved: a passkey that was made for ${before.host} works only there. Sign in another way`,
    )
    // Another address that has never been the current one is none that passkeys were made for.
    const still = await aPortal(world, { slug: `factors-${++portals}` })
    await world.owner(
      'insert into hosts (host, portal_id, is_current, added_at) values ($1, $2, false, $3)',
      [`also-${portal.host}`, still.id, START],
    )
    expect(await says(new Browser(app, still))).not.toContain('has moved')
  })

  it('asks whoever has an app for that, as before', async () => {
    const { portal, person, secret, browser } = await withApp()
    const authenticator = new Authenticator()
    expect((await addPasskey(browser, authenticator)).status).toBe(201)
    const fresh = new Browser(app, await move(portal))
    await begin(fresh, person)
    expect(await (await fresh.get('/sign-in/second-step')).text()).toContain('authenticator app')
    const entered = await fresh.post('/sign-in/second-step', {
      code: codeOf(secret),
      to: '/messages',
    })
    expect(entered.headers.get('location')).toBe(ENROL)
  })

  it('leads staff to a new one where a second step is required, and to nothing else before', async () => {
    const { portal, person, fresh } = await moved()
    await world.owner('update portals set staff_second_factor = true where id = $1', [portal.id])
    await begin(fresh, person)
    expect((await secondStep(fresh, await stepCode(portal))).status).toBe(303)
    expect((await fresh.get('/messages')).headers.get('location')).toBe('/profile/factors')
    expect(await (await fresh.get(ENROL)).text()).not.toContain('Not now')
    expect((await addPasskey(fresh, new Authenticator())).status).toBe(201)
    expect((await fresh.get('/messages')).status).toBe(200)
  })

  it('mails no more than six codes an hour', async () => {
    const { portal, person } = await moved()
    for (let times = 0; times < 8; times++) await begin(new Browser(app, portal), person)
    const mails = await mailsOf(portal)
    expect(mails.filter((kind) => kind === 'sign_in_code')).toHaveLength(6)
    const late = new Browser(app, portal)
    await begin(late, person)
    expect(await (await late.get('/sign-in/second-step')).text()).toContain('recovery codes')
  })

  it('and back takes the old passkey as if nothing had been', async () => {
    const { before, authenticator } = await moved()
    await moveBack(before)
    const browser = new Browser(app, before)
    expect((await byPasskey(browser, authenticator)).status).toBe(201)
    expect((await browser.get('/messages')).status).toBe(200)
  })

  it('learns from its use where a passkey of before was made, when that was guessed wrong', async () => {
    const { portal, person, authenticator } = await withPasskey()
    await world.owner(`update passkeys set host = 'guessed.localhost' where person_id = $1`, [
      person.id,
    ])
    expect((await byPasskey(new Browser(app, portal), authenticator)).status).toBe(201)
    const [row] = await world.owner('select host from passkeys where person_id = $1', [person.id])
    expect(row).toEqual({ host: portal.host })
  })

  it('keeps recovery codes while a passkey of the old one is left, and lets that one be removed', async () => {
    const { portal, person, fresh, passkey } = await moved()
    await begin(fresh, person)
    await secondStep(fresh, await stepCode(portal))
    const removal = `/api/v1/profile/factors/passkeys/${passkey}/removal`
    const removed = await fresh.json('POST', removal, { current: PASSWORD })
    expect(removed.status).toBe(204)
    expect(await json(fresh.get('/api/v1/profile/factors'))).toMatchObject({
      passkeys: [],
      recoveryCodesLeft: 0,
    })
  })

  it('says on the page of access what stands in for it', async () => {
    const { portal, before, person } = await moved('contact')
    const ann = await aPerson(world, portal.id, { name: 'Ann Staff' })
    const staff = await new Browser(app, portal).signIn(ann)
    const why = async () => (await staff.get(`/people/${person.shown}/access`)).text()
    expect(await why()).toContain(`Their passkey was made for ${before.host}`)
    expect(await why()).toContain('type a code that we mail them or one of their recovery codes')
    await world.owner('update persons set password_hash = null where id = $1', [person.id])
    expect(await why()).toContain('They have no password yet')
    expect(await json(staff.get(`/api/v1/people/${person.shown}/access`))).toMatchObject({
      allowed: true,
      passkeysElsewhere: [before.host],
    })
    // The panel that resets a second step is still there.
    expect(await (await staff.get(`/contacts/${person.shown}`)).text()).toContain(
      `/people/${person.shown}/second-factors`,
    )
  })

  it('says to a form of a page opened before that nothing was saved, and where it is now', async () => {
    const { before, portal, browser } = await moved()
    const sent = await browser.send('/messages', {
      method: 'POST',
      headers: { referer: `${browser.origin}/messages/new?to=per_1`, 'hx-request': 'true' },
      body: new URLSearchParams({ subject: 'Hello' }),
    })
    expect(sent.status).toBe(409)
    const page = await sent.text()
    expect(page).toContain('What you sent was not saved.')
    expect(page).toContain(`href="http://${portal.host}:3000/messages/new?to=per_1"`)
    expect(sent.headers.get('content-security-policy')).toContain(`form-action 'self'`)
    const blind = await new Browser(app, before).post('/messages/thr_x/replies', { body: 'x' })
    expect(await blind.text()).toContain(`href="http://${portal.host}:3000/"`)
    // Where somebody else says they come from leads nowhere else.
    const lured = await browser.send('/sign-in?to=/people', {
      method: 'POST',
      headers: { referer: 'https://evil.example/page' },
    })
    expect(await lured.text()).toContain(`href="http://${portal.host}:3000/sign-in?to=/people"`)
    const api = await browser.json('POST', '/api/v1/threads?x=1', { subject: 'Hello' })
    expect(api.status).toBe(409)
    expect(await api.json()).toMatchObject({
      code: 'portal_moved',
      address: `http://${portal.host}:3000/api/v1/threads?x=1`,
    })
    expect((await browser.get('/messages')).status).toBe(301)
    expect(await world.owner('select 1 from threads where portal_id = $1', [portal.id])).toEqual([])
  })
})

describe('registering with a passkey instead of a password', () => {
  async function invited() {
    const portal = await aPortal(world, { slug: `factors-${++portals}` })
    const person = await aPerson(world, portal.id, { name: 'Cleo', activated: false })
    const { newToken } = await import('../../src/kit/tokens.ts')
    const { token, hash } = newToken()
    await world.owner(
      `insert into tokens (portal_id, hash, purpose, person_id, issued_at, expires_at)
       values ($1, $2, 'activation', $3, $4, $4::timestamptz + interval '1 day')`,
      [portal.id, hash, person.id, START],
    )
    const browser = new Browser(app, portal)
    const page = await (await browser.get(`/registration?token=${token}`)).text()
    const text = /data-kind="create" data-options="([^"]*)"/.exec(page)![1]!
    const options = JSON.parse(text.replaceAll('&quot;', '"')) as Options
    return { portal, person, token, browser, options, authenticator: new Authenticator() }
  }

  it('lets in without a second step, with recovery codes shown once, and signs in from then on', async () => {
    const { portal, person, token, browser, options, authenticator } = await invited()
    const credential = JSON.stringify(authenticator.create(options, browser.origin))
    const answer = await browser.post('/registration', { token, password: '', credential })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const page = await answer.text()
    expect(page).toContain('Keep these recovery codes')
    const codes = [...page.matchAll(/<code>([\w-]+)<\/code>/g)].map(([, code]) => code!)
    expect(codes).toHaveLength(10)
    expect(page).toMatch(/href="\/"[^>]*>I have kept them/)
    expect(await isIn(browser)).toBe(true)
    const { recoveryCodesLeft } = await json<{ recoveryCodesLeft: number }>(
      browser.get('/api/v1/profile/factors'),
    )
    expect(recoveryCodesLeft).toBe(10)
    // One of them stands in for the passkey, after another proof.
    await browser.post('/reset', { email: person.email })
    const fresh = new Browser(app, portal)
    await fresh.post('/reset/password', { token: await mailedToken(portal), password: OTHER })
    expect((await secondStep(fresh, codes[0]!)).status).toBe(303)
    expect((await byPasskey(new Browser(app, portal), authenticator)).status).toBe(201)
  })

  it('keeps no password, and is answered with the codes by JSON too', async () => {
    const { person, token, browser, options, authenticator } = await invited()
    const credential = authenticator.create(options, browser.origin)
    const answer = await browser.json('POST', '/api/v1/registration', { token, credential })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({ recoveryCodes: Array(10).fill(expect.any(String)) })
    const [row] = await world.owner('select password_hash from persons where id = $1', [person.id])
    expect(row).toEqual({ password_hash: null })
  })

  it('takes no passkey that was made for another link, and leaves the link as it was', async () => {
    const [one, other] = [await invited(), await invited()]
    const made = one.authenticator.create(other.options, one.browser.origin)
    const send = (credential: object) =>
      one.browser.json('POST', '/api/v1/registration', { token: one.token, credential })
    expect((await send(made)).status).toBe(422)
    expect((await send(one.authenticator.create(one.options, one.browser.origin))).status).toBe(201)
  })
})
