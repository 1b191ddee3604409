import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { createApp } from '../src/app.tsx'
import { routeHandlers } from '../src/features.ts'
import { CLI_RIGHTS } from '../src/gate/index.ts'
import { createKey, setUpCode } from '../src/identity/index.ts'
import { CONSOLE, newId, parseId, show } from '../src/kit/ids.ts'
import { perform, type Caller } from '../src/kit/operation.ts'
import { newToken } from '../src/kit/tokens.ts'
import { operations } from '../src/features.ts'
import { createPortal, suspendPortal } from '../src/portals/index.ts'
import { rightForms, sentOf, WRONG, type Known, type RightForm } from './identity/right-forms.ts'
import { fingerprint } from './rows.ts'
import {
  aPerson,
  filledIn,
  kindOf,
  seedTwoPortals,
  signedIn,
  type TwoPortals,
} from './two-portals.ts'
import { openWorld, START, type World } from './world.ts'

/** How many bad inputs in all; spread over everything that takes any. */
const TOTAL = 2000

let world: World
let app: Hono
let two: TwoPortals
let sessions: { portal: string; console: string }
let key: string
let suspended: string
let tokens: Known['tokens']

beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  two = await seedTwoPortals(world)
  const operator = await aPerson(world, CONSOLE, 'operator', 'operator@example.com', null)
  sessions = {
    portal: /session=(.*)/.exec(two.visitor('portal', true).headers['cookie']!)![1]!,
    console: await signedIn(world, CONSOLE, operator),
  }
  const made = await perform(world.installation, createKey, byOperator, {
    name: 'Fuzz',
    scopes: ['read', 'provision', 'billing', 'operate'],
  })
  if (!made.ok) throw new Error(made.code)
  key = made.value.secret
  suspended = await aSuspendedPortal()
  tokens = { invitation: await aToken('activation'), reset: await aToken('reset') }
  // A key's first use is noted, once for as long as this clock stands still.
  await app.request('http://localhost:3000/api/v1/portals', {
    headers: { host: 'localhost:3000', authorization: `Bearer ${key}` },
  })
})
afterAll(() => world.close())

const byOperator: Caller = {
  id: 'cli',
  name: 'Test',
  portal: CONSOLE,
  rights: CLI_RIGHTS,
  through: 'cli',
}

async function aSuspendedPortal(): Promise<string> {
  const owner = { name: 'Sven', email: 'sven@shut.example' }
  const { installation } = world
  const made = await perform(installation, createPortal, byOperator, { name: 'Shut', owner })
  if (!made.ok) throw new Error(made.code)
  await world.drain()
  const { portal } = made.value
  await perform(installation, suspendPortal, byOperator, { portal, cause: 'requested' })
  await world.drain()
  return parseId('portal', portal)!
}

/** The secret of a live link of the other portal's staff. */
async function aToken(purpose: 'activation' | 'reset'): Promise<string> {
  const { token, hash } = newToken()
  await world.owner(
    `insert into tokens (portal_id, hash, purpose, person_id, issued_at, expires_at)
     values ($1, $2, $3, $4, $5, $5::timestamptz + interval '1 day')`,
    [two.foreign.portal, hash, purpose, two.foreign.person, START],
  )
  return token
}

const nasty = fc.constantFrom<unknown>(
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  'x'.repeat(30_000),
  '<script>alert(1)</script>',
  "'; drop table portals; --",
  '../../etc/passwd',
  'ptl_',
  'ptl_zzzzzzzzzzzzzzzzzzzzzzzzzz',
  'per_00000000000000000000000000',
  'not-an-email',
  'a@b',
  'P-1D',
  'P99999Y',
  '#12345',
  'Europe/Nowhere',
  -1,
  0,
  1e308,
  1.5,
  Number.MAX_SAFE_INTEGER,
  null,
  true,
  [],
  {},
  [null],
  ['x', 'x'],
  { $ne: null },
  { __proto__: null, constructor: 'x' },
)
const anything = fc.oneof(
  nasty,
  nasty,
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
)

/** Objects that mostly have the schema's fields, with wrong things in them, and sometimes others. */
const inputsFor = (fields: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(
      fc.record(Object.fromEntries(fields.map((field) => [field, anything])), { requiredKeys: [] }),
      fc.option(fc.tuple(fc.constantFrom('extra', '__proto__x', 'portal_id', 'isAdmin'), anything)),
    )
    .map(([known, extra]) => (extra ? { ...known, [extra[0]]: extra[1] } : known))

const fieldsOf = (schema: z.ZodType): string[] =>
  Object.keys(
    (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })['properties'] ?? {}) as object,
  )

const writing = routeHandlers.filter(({ method }) => method !== 'GET')
const endpoints = writing.filter(({ endpoint }) => endpoint?.body)
const forms = writing.filter(({ endpoint }) => !endpoint)

type Wrong = Record<string, string | string[] | undefined>

/** Where a form is read at all: somebody holds its link, its portal is suspended, nobody has set up yet. */
interface Stage extends Known {
  app: Hono
  portal: string
  signedOut: boolean
  everything(): Promise<string>
}

async function stageFor(pattern: string): Promise<Stage> {
  const stage = { app, portal: two.foreign.portal, signedOut: false, everything }
  if (pattern === '/set-up') {
    const bare = await openWorld()
    onTestFinished(() => bare.close())
    return {
      ...stage,
      ...knownTo(two),
      setUpCode: setUpCode(bare.installation),
      app: createApp(bare.installation),
      everything: () => fingerprint(bare, [CONSOLE]),
    }
  }
  const signedOut =
    ['/reset/password', '/reset'].includes(pattern) ||
    /^\/(sign-in|registration)(\/|$)/.test(pattern)
  const ended = pattern.endsWith('/suspension/end') || pattern.endsWith('/cancellation')
  return {
    ...stage,
    ...knownTo(two),
    setUpCode: '',
    signedOut,
    portal: ended ? suspended : two.foreign.portal,
  }
}

const knownTo = ({ foreign }: TwoPortals) => ({ foreign, tokens })

/** An address with ids that are there, so that what is wrong is the input alone. */
function address(pattern: string, place: 'portal' | 'console', portal = two.foreign.portal): URL {
  const path = filledIn(pattern, (which) => (which === 'portal' ? portal : two.foreign[which]))
  return new URL(path, place === 'portal' ? 'http://other.localhost:3000' : 'http://localhost:3000')
}

const placeOf = (place: string): 'portal' | 'console' =>
  place === 'console' ? 'console' : 'portal'

async function staffOfOther(): Promise<string> {
  return signedIn(world, two.foreign.portal, two.foreign.person)
}

const everything = () => fingerprint(world, [two.foreign.portal, suspended, CONSOLE])

describe('bad input', () => {
  it('reaches every operation', () => {
    expect(endpoints.length).toBeGreaterThan(25)
    expect(forms.length).toBeGreaterThan(35)
  })

  const each = Math.ceil(TOTAL / (endpoints.length + forms.length))

  for (const { route, method, endpoint } of endpoints) {
    it(`${method} ${route.pattern} refuses it with the field named`, async () => {
      const place = placeOf(route.place)
      const url = address(route.pattern, place)
      const named = [...route.pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!)
      const fields = fieldsOf(endpoint!.body!).filter((field) => !named.includes(field))
      const session = place === 'portal' ? await staffOfOther() : ''
      const headers = {
        host: url.host,
        'content-type': 'application/json',
        authorization: `Bearer ${place === 'portal' ? session : key}`,
      }
      const before = await everything()
      const bad = inputsFor(fields).filter((input) => {
        const ids = Object.fromEntries(named.map((name) => [name, show(kindOf(name)!, newId())]))
        const sent = JSON.parse(JSON.stringify(input)) as object
        return !endpoint!.body!.safeParse({ ...sent, ...ids }).success
      })
      const bodies = [
        ...fc
          .sample(bad, { numRuns: Math.max(1, each - 4), seed: 7 })
          .map((input) => JSON.stringify(input)),
        '{',
        '[]',
        '"text"',
        '\u0000',
      ]
      for (const body of bodies) {
        const response = await app.request(url.href, { method, headers, body })
        const text = await response.text()
        const said = `${method} ${route.pattern} ${body.slice(0, 200)} → ${response.status} ${text.slice(0, 300)}`
        expect([400, 422], said).toContain(response.status)
        const problem = JSON.parse(text) as { errors?: { field: string; detail: string }[] }
        expect(problem.errors?.length, said).toBeGreaterThan(0)
        for (const { field, detail } of problem.errors!) {
          expect(field, said).toMatch(/\S/)
          expect(detail, said).toMatch(/\S/)
        }
      }
      expect(await everything()).toBe(before)
    })
  }

  /** Half of a character, as JSON can write it. */
  const HALF = '\ud800'

  it('is half a character in any text of any operation', async () => {
    const able = {
      ...byOperator,
      rights: new Set([...operations.values()].map(({ right }) => right!)),
    }
    for (const operation of operations.values())
      for (const field of fieldsOf(operation.input))
        for (const [sent, at] of [
          [HALF, field],
          [['x', { within: `x${HALF}` }], `${field}.1.within`],
        ] as const)
          expect(
            await perform(world.installation, operation, able, { [field]: sent }),
            `${operation.name} ${at}`,
          ).toMatchObject({ ok: false, status: 422, fields: [{ field: at, code: 'character' }] })
  })

  /** Of somebody who may, with a session that is begun before anything is compared. */
  const senders = async () => {
    const own = { portal: await staffOfOther(), console: key }
    return (place: 'portal' | 'console') => ({
      'content-type': 'application/json',
      authorization: `Bearer ${own[place]}`,
    })
  }

  it('is half a character in any field of any endpoint', async () => {
    const sending = await senders()
    const before = await everything()
    for (const { route, method, endpoint } of endpoints) {
      const place = placeOf(route.place)
      const url = address(route.pattern, place)
      const headers = { host: url.host, ...sending(place) }
      for (const field of fieldsOf(endpoint!.body!)) {
        const body = JSON.stringify({ [field]: HALF })
        const response = await app.request(url.href, { method, headers, body })
        const said = `${method} ${route.pattern} ${field}`
        expect(response.status, said).toBe(422)
        expect(await response.json(), said).toMatchObject({
          errors: [{ field, code: 'character', detail: expect.stringMatching(/\S/) as string }],
        })
      }
    }
    expect(await everything()).toBe(before)
  })

  it('is what is not UTF-8, or cannot be text, in the query of any endpoint', async () => {
    const reading = routeHandlers.filter(({ endpoint }) => endpoint?.query)
    expect(reading.length).toBeGreaterThan(15)
    const sending = await senders()
    for (const { route, endpoint } of reading) {
      const place = placeOf(route.place)
      const url = address(route.pattern, place)
      const headers = { host: url.host, ...sending(place) }
      for (const field of fieldsOf(endpoint!.query!))
        for (const [wrong, code] of [
          ['%ED%A0%80', 'character'],
          ['a%00', 'control'],
        ] as const) {
          const response = await app.request(`${url.href}?${field}=${wrong}`, { headers })
          const said = `${route.pattern}?${field}=${wrong}`
          expect(response.status, said).toBe(422)
          expect(await response.json(), said).toMatchObject({ errors: [{ field, code }] })
        }
    }
  })

  it('is what is not UTF-8 in the address of a page', async () => {
    const url = address('/people', 'portal')
    const headers = { host: url.host, cookie: `session=${await staffOfOther()}` }
    const page = await app.request(`${url.href}?search=%ED%A0%80`, { headers })
    expect(page.status).toBe(422)
    expect(fieldsNamedIn(await page.text())).toEqual(['search'])
    // A sign that stands alone is text, as browsers read it.
    expect((await app.request(`${url.href}?search=100%&x=%zz`, { headers })).status).toBe(200)
  })

  it('is half a character within a cursor', async () => {
    const sending = await senders()
    const headers = { host: 'localhost:3000', ...sending('console') }
    for (const text of [HALF, '\0']) {
      const cursor = Buffer.from(JSON.stringify(['name', text, newId()])).toString('base64url')
      const response = await app.request(`http://localhost:3000/api/v1/portals?cursor=${cursor}`, {
        headers,
      })
      expect(response.status).toBe(422)
      expect(await response.json()).toMatchObject({ errors: [{ field: 'cursor' }] })
    }
  })

  it('knows a right form of every page that takes one', () => {
    const known = rightForms({ ...knownTo(two), setUpCode: '' })
    for (const { route, fields = {} } of forms)
      expect(Object.keys(known[route.pattern] ?? {}).toSorted(), route.pattern).toEqual(
        Object.keys(fields).toSorted(),
      )
    expect(forms.map(({ route }): string => route.pattern)).toEqual(
      expect.arrayContaining(Object.keys(known)),
    )
  })

  for (const { route, method } of forms) {
    it(`${method} ${route.pattern} as a form refuses it with the field named`, async () => {
      const stage = await stageFor(route.pattern)
      const place = placeOf(route.place)
      const url = address(route.pattern, place, stage.portal)
      const session = place === 'portal' ? await staffOfOther() : sessions.console
      const headers = {
        host: url.host,
        ...(stage.signedOut ? {} : { cookie: `session=${session}` }),
        'content-type': 'application/x-www-form-urlencoded',
      }
      const right = rightForms(stage)[route.pattern] ?? {}
      const before = await stage.everything()
      // Of strangers a whole form is taken only up to 16 KB.
      const longest = stage.signedOut || route.pattern === '/set-up' ? 5000 : Infinity
      for (const wrong of fc.sample(wrongIn(right, longest), { numRuns: each, seed: 11 })) {
        const response = await stage.app.request(url.href, {
          method,
          headers,
          body: encoded(right, wrong),
          redirect: 'manual',
        })
        const text = await response.text()
        const said = `${method} ${route.pattern} ${JSON.stringify(wrong).slice(0, 300)} → ${response.status}`
        expect(response.status, said).toBe(422)
        expect(text, said).not.toMatch(/at \w+ \(|node_modules|Error:/)
        // The values behind what a form offers say nothing to whoever fills it in.
        if (text.includes('href="#f-'))
          expect(text, said).not.toMatch(/must be one of|not an id that/)
        const named = fieldsNamedIn(text)
        expect(named.length, said).toBeGreaterThan(0)
        for (const field of named) expect(Object.keys(wrong), said).toContain(field)
        for (const [, field] of text.matchAll(/<a href="#f-([^"]+)">/g))
          expect(isSaidBeside(field!, text), `${said}: ${field}`).toBe(true)
      }
      expect(await stage.everything()).toBe(before)
    })

    it(`${method} ${route.pattern} as a form refuses what is not UTF-8`, async () => {
      const stage = await stageFor(route.pattern)
      const place = placeOf(route.place)
      const url = address(route.pattern, place, stage.portal)
      const session = place === 'portal' ? await staffOfOther() : sessions.console
      const headers = {
        host: url.host,
        ...(stage.signedOut ? {} : { cookie: `session=${session}` }),
        'content-type': 'application/x-www-form-urlencoded',
      }
      const right = rightForms(stage)[route.pattern] ?? {}
      const before = await stage.everything()
      for (const [field, [how]] of Object.entries(right)) {
        if (how === 'file' || how === 'box') continue
        const body = encoded(right, { [field]: 'half' }).replace('=half', '=%ED%A0%80')
        const response = await stage.app.request(url.href, { method, headers, body })
        expect(response.status, field).toBe(422)
        expect(fieldsNamedIn(await response.text())).toEqual([field])
      }
      expect(await stage.everything()).toBe(before)
    })
  }
})

/** One to three fields of a right form made wrong, or one more that is not in it. */
function wrongIn(right: RightForm, longest: number): fc.Arbitrary<Wrong> {
  const cut = (value: Wrong[string]) =>
    typeof value === 'string' ? value.slice(0, longest) : value
  const one = Object.entries(right).map(([field, [how]]) =>
    fc.constantFrom(...WRONG[how]).map((value) => ({ [field]: cut(value) })),
  )
  const unknown = fc
    .tuple(fc.constantFrom('extra', '__proto__x', 'portal_id', 'isAdmin', 'right'), fc.string())
    .map(([field, value]) => ({ [field]: value }))
  return fc
    .array(fc.oneof(unknown, ...one, ...one), { minLength: 1, maxLength: 3 })
    .map((parts) => Object.assign({}, ...parts) as Wrong)
}

/** A file is sent as a browser sends one that was not chosen; here that is not at all. */
function encoded(right: RightForm, wrong: Wrong): string {
  const body = new URLSearchParams()
  for (const [field, value] of Object.entries({ ...sentOf(right), ...wrong }))
    for (const one of [value ?? []].flat()) body.append(field, one)
  return body.toString()
}

/** Whether what is wrong stands beside a field too, where the form shows it. */
const isSaidBeside = (field: string, page: string): boolean =>
  !page.includes(` id="f-${field}"`) ||
  [`id="f-${field}-error"`, `id="f-${field}-list-error"`].some((beside) => page.includes(beside))

/** As a summary above a form links to them, or as a page of its own lists them. */
const fieldsNamedIn = (page: string): string[] => [
  ...new Set(
    [...page.matchAll(/<a href="#f-([^"]+)">[^<]|<code>([^<]+)<\/code>: /g)].map(
      ([, linked, listed]) => linked ?? listed!,
    ),
  ),
]
