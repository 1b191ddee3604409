import type { Hono } from 'hono'
import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.tsx'
import { hashPassword } from '../src/identity/passwords/password.ts'
import { show } from '../src/kit/ids.ts'
import { mailbox } from '../src/kit/mail.ts'
import { newToken } from '../src/kit/tokens.ts'
import { allRoutes } from '../src/routes.ts'
import { Authenticator } from './identity/authenticator.ts'
import {
  aPerson,
  aPortal,
  Browser,
  DIGITS,
  PASSWORD,
  said,
  type Someone,
} from './identity/identity-world.ts'
import { fingerprint, rowsOf } from './rows.ts'
import { openWorld, START, type World } from './world.ts'

let world: World
let app: Hono
let southHash: string
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  southHash = await hashPassword(SOUTH_PASSWORD)
  return () => world.close()
})

const EMAIL = 'robin@example.com'
const SOUTH_PASSWORD = 'four swifts below the eaves'
const NEWER = 'eleven otters in the reeds'

/** A portal where Robin is known, and what they sign in with there. */
interface Place {
  portal: { id: string; host: string }
  slug: string
  robin: Someone
  staff: Someone
  password: string
}

let pairs = 0
/** The same e-mail in two portals: for the database two people, each with a password of their own. */
async function twoPlaces({ activated = true } = {}): Promise<[north: Place, south: Place]> {
  const n = ++pairs
  const place = async (name: string, password: string): Promise<Place> => {
    const slug = `${name.toLowerCase()}-${n}`
    const portal = await aPortal(world, { slug })
    const about = { name: `Robin ${name}`, email: EMAIL, kind: 'contact', activated } as const
    const robin = await aPerson(world, portal.id, about)
    const staff = await aPerson(world, portal.id, { name: `Sven ${name}` })
    return { portal, slug, robin, staff, password }
  }
  const north = await place('North', PASSWORD)
  const south = await place('South', SOUTH_PASSWORD)
  if (activated)
    await world.owner('update persons set password_hash = $2 where id = $1', [
      south.robin.id,
      southHash,
    ])
  return [north, south]
}

const at = ({ portal }: Place) => new Browser(app, portal)
const signIn = (place: Place) => at(place).signIn(place.robin, place.password)
const trySignIn = (browser: Browser, password: string) =>
  browser.post('/sign-in', { email: EMAIL, password })
const isIn = async (browser: Browser) => (await browser.get('/profile')).status === 200

/** Does something that leaves every row of these portals as it was. */
async function untouched<R>(places: Place | Place[], act: () => Promise<R>): Promise<R> {
  const portals = [places].flat().map(({ portal }) => portal.id)
  const before = await fingerprint(world, portals)
  const result = await act()
  expect(await fingerprint(world, portals)).toBe(before)
  return result
}

/** The token in the newest mail of a portal. */
async function mailed({ portal }: Place): Promise<string> {
  await world.drain()
  const [mail] = await mailbox(world.installation, portal.id)
  return /token=([\w-]{43})/.exec(mail!.text)![1]!
}

const codeOf = (secret: string, steps = 0) =>
  TOTP.generate({
    secret: Secret.fromBase32(secret),
    timestamp: Temporal.Instant.from(START).epochMilliseconds + steps * 30_000,
  })

async function addApp(
  browser: Browser,
  current: string,
): Promise<{ secret: string; recovery: string }> {
  const begun = await browser.json('POST', '/api/v1/profile/factors/app', { current })
  const { secret } = (await begun.json()) as { secret: string }
  const code = codeOf(secret, -1)
  const done = await browser.json('POST', '/api/v1/profile/factors/app/confirmation', { code })
  const { recoveryCodes } = (await done.json()) as { recoveryCodes: string[] }
  return { secret, recovery: recoveryCodes[0]! }
}

type Options = { challenge: string; rpId: string }

/** Makes a passkey; it is the portal's only where it is kept. */
async function makePasskey(
  browser: Browser,
  current: string,
  { keep = true } = {},
): Promise<Authenticator> {
  const authenticator = new Authenticator()
  const asked = await browser.json('POST', '/api/v1/profile/factors/passkey-options', { current })
  const { create } = (await asked.json()) as { create: Options }
  const credential = authenticator.create(create, browser.origin)
  if (!keep) return authenticator
  const path = '/api/v1/profile/factors/passkeys'
  const made = await browser.json('POST', path, { name: 'My phone', credential })
  expect(made.status).toBe(201)
  return authenticator
}

async function byPasskey(browser: Browser, authenticator: Authenticator): Promise<Response> {
  const options = (await (await browser.get('/api/v1/session/passkey-options')).json()) as Options
  const credential = authenticator.get(options, browser.origin)
  return browser.json('POST', '/api/v1/session/passkey', { credential })
}

describe('of one e-mail in two portals', () => {
  it('the password of one is any wrong one to the other', async () => {
    const [north, south] = await twoPlaces()
    const wrong = await said(await trySignIn(at(south), 'no password of anybody'))
    const answer = await untouched(north, () => trySignIn(at(south), north.password))
    expect(await said(answer)).toEqual(wrong)
    await untouched(south, () => signIn(north))
    await untouched(north, () => signIn(south))
  })

  it('a session, a half sign-in and their cookies open nothing in the other', async () => {
    const [north, south] = await twoPlaces()
    const known = await signIn(north)
    await addApp(known, north.password)
    const half = at(north)
    await trySignIn(half, north.password)
    expect([...half.cookies.keys()].sort()).toEqual(['device', 'pending'])
    await untouched([north, south], async () => {
      for (const [name, value] of [...known.cookies, ...half.cookies]) {
        const thief = at(south)
        thief.cookies.set(name, value)
        thief.cookies.set('session', value)
        expect(await isIn(thief)).toBe(false)
        const program = at(south)
        program.headers = { authorization: `Bearer ${value}` }
        expect((await program.get('/api/v1/session')).status).toBe(401)
      }
    })
  })

  it('a lockout in one keeps nobody out of the other, and no device of one is known there', async () => {
    const [north, south] = await twoPlaces()
    const [inNorth, inSouth] = [await signIn(north), await signIn(south)]
    await untouched(north, async () => {
      for (let n = 0; n < 10; n++) await trySignIn(at(south), `a guess, number ${n}`)
    })
    expect((await trySignIn(at(north), north.password)).status).toBe(303)
    const stranger = at(south)
    stranger.cookies.set('device', inNorth.cookies.get('device')!)
    expect((await trySignIn(stranger, south.password)).status).toBe(401)
    expect((await trySignIn(inSouth, south.password)).status).toBe(303)
  })

  it('a new password by e-mail is for one: its mail, its link, its sessions', async () => {
    const [north, south] = await twoPlaces()
    const [inNorth, inSouth] = [await signIn(north), await signIn(south)]
    const token = await untouched(north, async () => {
      await at(south).post('/reset', { email: EMAIL })
      return mailed(south)
    })
    const nobodys = newToken().token
    const use = (place: Place, sent: string) =>
      at(place).post('/reset/password', { token: sent, password: NEWER })
    await untouched([north, south], async () => {
      for (const ask of [
        use,
        (place: Place, sent: string) => at(place).get(`/reset/password?token=${sent}`),
      ])
        expect(await said(await ask(north, token))).toEqual(await said(await ask(north, nobodys)))
    })
    expect((await untouched(north, () => use(south, token))).status).toBe(303)
    expect([await isIn(inNorth), await isIn(inSouth)]).toEqual([true, false])
    expect((await trySignIn(at(north), NEWER)).status).toBe(401)
    await signIn(north)
  })

  it('sessions are listed and ended in one', async () => {
    const [north, south] = await twoPlaces()
    const first = await signIn(north)
    await signIn(north)
    const elsewhere = await signIn(south)
    const listed = async (browser: Browser) => {
      const answer = await browser.get('/api/v1/sessions')
      const { sessions } = (await answer.json()) as { sessions: { id: string }[] }
      return sessions.map(({ id }) => id).sort()
    }
    const rows = async ({ robin }: Place) => {
      const sql = 'select id from sessions where person_id = $1'
      const found = await world.owner<{ id: string }>(sql, [robin.id])
      return found.map(({ id }) => show('session', id)).sort()
    }
    expect(await listed(first)).toEqual(await rows(north))
    expect(await listed(elsewhere)).toEqual(await rows(south))
    const [theirs] = await rows(south)
    await untouched(south, async () => {
      expect((await first.json('DELETE', `/api/v1/sessions/${theirs}`)).status).toBe(404)
      await first.json('DELETE', '/api/v1/sessions')
    })
    expect([(await rows(north)).length, await isIn(elsewhere)]).toEqual([1, true])
  })

  it('codes of an app and recovery codes are good for one', async () => {
    const [north, south] = await twoPlaces()
    const [inNorth, inSouth] = [await signIn(north), await signIn(south)]
    const ours = await untouched(south, () => addApp(inNorth, north.password))
    // The other asks for no second step because this one does.
    await signIn(south)
    const theirs = await untouched(north, () => addApp(inSouth, south.password))
    const waiting = at(north)
    expect((await trySignIn(waiting, north.password)).headers.get('location')).toBe(
      '/sign-in/second-step',
    )
    await untouched(south, async () => {
      for (const code of [codeOf(theirs.secret), theirs.recovery])
        expect((await waiting.post('/sign-in/second-step', { code })).status).toBe(401)
      const right = await waiting.post('/sign-in/second-step', { code: codeOf(ours.secret) })
      expect(right.headers.get('location')).toBe('/')
      const current = north.password
      const removal = '/api/v1/profile/factors/app/removal'
      expect((await inNorth.json('POST', removal, { current })).status).toBe(204)
    })
    const still = await trySignIn(at(south), south.password)
    expect(still.headers.get('location')).toBe('/sign-in/second-step')
  })

  it('a passkey of one is any unknown one to the other', async () => {
    const [north, south] = await twoPlaces()
    const inNorth = await signIn(north)
    const [ours, unknown] = [
      await untouched(south, () => makePasskey(inNorth, north.password)),
      await makePasskey(inNorth, north.password, { keep: false }),
    ]
    const theirs = await makePasskey(await signIn(south), south.password)
    expect((await byPasskey(at(south), theirs)).status).toBe(201)
    await untouched(north, async () => {
      const refused = await said(await byPasskey(at(south), unknown))
      expect(refused.status).toBe(401)
      expect(await said(await byPasskey(at(south), ours))).toEqual(refused)
    })
    expect((await untouched(south, () => byPasskey(at(north), ours))).status).toBe(201)
  })

  it('an invitation to one registers nobody in the other', async () => {
    const [north, south] = await twoPlaces({ activated: false })
    const invite = async (place: Place) => {
      const staff = await at(place).signIn(place.staff)
      expect((await staff.post(`/people/${place.robin.shown}/invitation`)).status).toBe(303)
      return mailed(place)
    }
    const ours = await untouched(south, () => invite(north))
    const theirs = await untouched(north, () => invite(south))
    const use = (place: Place, token: string) =>
      at(place).json('POST', '/api/v1/registration', { token, fact: DIGITS, password: NEWER })
    await untouched(north, async () => {
      const dead = await said(await use(south, newToken().token))
      expect(await said(await use(south, ours))).toEqual(dead)
      expect((await use(south, theirs)).status).toBe(201)
    })
    const answer = await untouched(south, () => trySignIn(at(north), NEWER))
    expect(answer.status).toBe(401)
    expect((await use(north, ours)).status).toBe(201)
  })

  it('nothing is named in the other: not in a row, a mail, a page or an answer', async () => {
    const places = await twoPlaces()
    const signers = new Map<Place, Authenticator>()
    for (const place of places) {
      const browser = await signIn(place)
      await addApp(browser, place.password)
      signers.set(place, await makePasskey(browser, place.password))
      const staff = await at(place).signIn(place.staff)
      await trySignIn(at(place), 'no password of anybody')
      await at(place).post('/reset', { email: EMAIL })
      await staff.post(`/people/${place.robin.shown}/disabling`, { reason: 'Moving' })
      await staff.post(`/people/${place.robin.shown}/enabling`)
      await staff.post(`/people/${place.robin.shown}/reset`)
    }
    await world.drain()
    const marks = ({ portal, slug, robin, staff }: Place) =>
      [portal.id, show('portal', portal.id), slug, robin, staff].flatMap((mark) =>
        typeof mark === 'string' ? [mark] : [mark.id, mark.shown, mark.name],
      )
    const open = allRoutes.filter(
      ({ route }) =>
        route.methods.includes('GET') && route.place !== 'console' && !route.pattern.includes(':'),
    )
    for (const [here, there] of [places, places.toReversed()] as [Place, Place][]) {
      const own = new Set<string>()
      const named = (text: string) => {
        for (const mark of marks(here)) if (text.includes(mark)) own.add(mark)
        return marks(there).filter((mark) => text.includes(mark))
      }
      for (const [table, rows] of Object.entries(await rowsOf(world, here.portal.id)))
        expect(named(rows.join('|')), table).toEqual([])
      const mails = await mailbox(world.installation, here.portal.id)
      expect(mails.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['app_added', 'passkey_added', 'reset']),
      )
      expect(named(JSON.stringify(mails))).toEqual([])
      const robin = at(here)
      expect((await byPasskey(robin, signers.get(here)!)).status).toBe(201)
      expect(await isIn(robin)).toBe(true)
      const staff = await at(here).signIn(here.staff)
      for (const { name, route } of open)
        for (const browser of [staff, robin]) {
          const text = await (await browser.get(route())).text()
          expect(named(text), name).toEqual([])
        }
      // Everything that is looked for would have been found.
      expect([...own].sort()).toEqual(marks(here).sort())
    }
  })
})
