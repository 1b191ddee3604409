import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createApp } from '../src/app.tsx'
import { controllers } from '../src/controllers.ts'
import { CLI_RIGHTS, createKey } from '../src/identity/index.ts'
import { CONSOLE, newId, show, type IdKind } from '../src/kit/ids.ts'
import { perform } from '../src/kit/operation.ts'
import {
  aPerson,
  fingerprint,
  furnishTwoPortals,
  signedIn,
  type TwoPortals,
} from './two-portals.ts'
import { openWorld, type World } from './world.ts'

/** How many bad inputs in all; spread over everything that takes any. */
const TOTAL = 2000

let world: World
let app: Hono
let two: TwoPortals
let sessions: { portal: string; console: string }
let key: string

beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  two = await furnishTwoPortals(world)
  const operator = await aPerson(world, CONSOLE, 'operator', 'operator@example.com', null)
  sessions = {
    portal: /session=(.*)/.exec(two.visitor('portal', true).headers['cookie']!)![1]!,
    console: await signedIn(world, CONSOLE, operator),
  }
  const made = await perform(
    world.installation,
    createKey,
    { id: 'cli', name: 'Test', portal: CONSOLE, rights: CLI_RIGHTS, through: 'cli' },
    { name: 'Fuzz', scopes: ['read', 'provision', 'operate'] },
  )
  if (!made.ok) throw new Error(made.code)
  key = made.value.secret
  // A key's first use is noted, once for as long as this clock stands still.
  await app.request('http://localhost:3000/api/v1/portals', {
    headers: { host: 'localhost:3000', authorization: `Bearer ${key}` },
  })
}, 60_000)
afterAll(() => world.close())

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

const KINDS: Record<string, IdKind> = {
  portal: 'portal',
  person: 'person',
  thread: 'thread',
  session: 'session',
  mail: 'mail',
  key: 'key',
  partner: 'partner',
  report: 'report',
}

const fieldsOf = (schema: z.ZodType): string[] =>
  Object.keys(
    (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })['properties'] ?? {}) as object,
  )

const writing = controllers.filter(({ method }) => method !== 'GET')
const endpoints = writing.filter(({ endpoint }) => endpoint?.body)
/** Buttons: the path says it all, and what else is sent is not read. */
const BUTTONS = new Set([
  '/sign-out',
  '/language',
  '/profile/sessions',
  '/people/:person/invitation',
  '/people/:person/enabling',
  '/keys/:key/revocation',
  '/portals/:portal/certification',
  '/portals/:portal/trial-expiry',
  '/profile/sessions/:session/end',
])
const forms = writing.filter(({ endpoint, route }) => !endpoint && !BUTTONS.has(route.pattern))

/** An address with ids that are there, so that what is wrong is the input alone. */
function address(pattern: string, place: 'portal' | 'console'): URL {
  const path = pattern.replaceAll(/:(\w+)/g, (_: string, name: string) => {
    const kind = KINDS[name]
    return kind ? show(kind, two.foreign[kind as keyof typeof two.foreign] ?? newId()) : 'x'
  })
  return new URL(path, place === 'portal' ? 'http://other.localhost:3000' : 'http://localhost:3000')
}

const placeOf = (place: string): 'portal' | 'console' =>
  place === 'console' ? 'console' : 'portal'

async function staffOfOther(): Promise<string> {
  return signedIn(world, two.foreign.portal, two.foreign.person)
}

const everything = () => fingerprint(world, [two.foreign.portal, CONSOLE])

describe('bad input', () => {
  it('reaches every operation', () => {
    expect(endpoints.length).toBeGreaterThan(25)
    expect(forms.length).toBeGreaterThan(20)
  })

  const each = Math.ceil(TOTAL / (endpoints.length + forms.length))

  for (const { route, method, endpoint } of endpoints) {
    it(
      `${method} ${route.pattern} refuses it with the field named`,
      { timeout: 60_000 },
      async () => {
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
          const ids = Object.fromEntries(named.map((name) => [name, show(KINDS[name]!, newId())]))
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
      },
    )
  }

  for (const { route, method } of forms) {
    it(
      `${method} ${route.pattern} as a form refuses it and changes nothing`,
      { timeout: 60_000 },
      async () => {
        const place = placeOf(route.place)
        const url = address(route.pattern, place)
        const session = place === 'portal' ? await staffOfOther() : sessions.console
        const headers = {
          host: url.host,
          cookie: `session=${session}`,
          'content-type': 'application/x-www-form-urlencoded',
        }
        const shown = await app.request(url.href, { headers })
        const page = await shown.text()
        const names = [
          ...new Set(
            [...page.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)].map(
              ([, name]) => name!,
            ),
          ),
        ]
        const before = await everything()
        // Unknown to every form, so that each of these is wrong whatever else is in it.
        const bad = fc.sample(inputsFor(names.length > 0 ? names : ['body', 'name', 'email']), {
          numRuns: each,
          seed: 11,
        })
        for (const input of bad) {
          const body = new URLSearchParams({ unheard_of: '1' })
          for (const [name, value] of Object.entries(input))
            body.append(name, typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
          const response = await app.request(url.href, {
            method,
            headers,
            body: body.toString(),
            redirect: 'manual',
          })
          const text = await response.text()
          const said = `${method} ${route.pattern} ${body.toString().slice(0, 200)} → ${response.status}`
          expect(response.status, said).toBeGreaterThanOrEqual(400)
          expect(response.status, said).toBeLessThan(500)
          expect(text, said).not.toMatch(/at \w+ \(|node_modules|Error:/)
        }
        expect(await everything()).toBe(before)
      },
    )
  }
})
