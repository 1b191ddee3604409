import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.tsx'
import { routeHandlers } from '../src/features.ts'
import { newId, show, type IdKind } from '../src/kit/ids.ts'
import { seedTwoPortals, type TwoPortals } from './two-portals.ts'
import { openWorld, type World } from './world.ts'

let world: World
let app: Hono
let two: TwoPortals

beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  two = await seedTwoPortals(world)
  // A key's first use is noted, once for as long as this clock stands still.
  const { origin, headers } = two.program()
  await app.request(`${origin}/api/v1/portals`, { headers })
})
afterAll(() => world.close())

const OTHER = show('person', newId())
const MESSAGE = show('message', newId())
const PERSON = show('person', newId())

/** What a parameter names, by its name in the route; a new one has to be told of here. */
const KINDS: Record<string, IdKind> = {
  portal: 'portal',
  partner: 'partner',
  person: 'person',
  thread: 'thread',
  session: 'session',
  mail: 'mail',
  key: 'key',
  webhook: 'webhook',
  delivery: 'delivery',
  report: 'report',
  note: 'note',
  company: 'company',
  field: 'field',
  case: 'case',
  passkey: 'passkey',
  work: 'work',
  import: 'import',
  procedure: 'procedure',
}
/** Not a portal's: named by text, and looked at by operators only. */
const NO_ID = new Set(['queue', 'job', 'name'])

/**
 * What a right request carries, where an empty one would be refused before anything is looked for. A
 * new route that needs a body answers 422 here until it is told of.
 */
const BODIES: Record<string, Record<string, unknown>> = {
  'POST /messages/:thread/replies': { body: 'Hello' },
  'POST /messages/:thread/reading': { seen: MESSAGE },
  'POST /people/:person/disabling': { reason: 'Left' },
  'POST /partners/:partner/people/:person/disabling': { reason: 'Left' },
  'POST /api/v1/partners/:partner/people': { name: 'Pat', email: 'pat@other.example' },
  'POST /api/v1/partners/:partner/people/:person/disabling': { reason: 'Left' },
  'POST /api/v1/partners/:partner/people/:person/second-factors/reset': { reason: 'Lost it' },
  'POST /portals/:portal/people/:person/disabling': { reason: 'Left' },
  'POST /portals/:portal/people/:person/second-factors': { reason: 'Lost it' },
  'POST /api/v1/portals/:portal/people/:person/disabling': { reason: 'Left' },
  'POST /api/v1/portals/:portal/people/:person/second-factors/reset': { reason: 'Lost it' },
  'POST /api/v1/operators/:person/disabling': { reason: 'Left' },
  'POST /api/v1/operators/:person/second-factors/reset': { reason: 'Lost it' },
  'POST /api/v1/partners/:partner/prices': { amount: '1', currency: 'EUR' },
  'POST /people/:person/preview': { reason: 'To help' },
  'POST /api/v1/people/:person/preview': { reason: 'To help' },
  'POST /people/:person/seat': { seat: 'pro' },
  'POST /people/:person/second-factors': { reason: 'Lost her phone' },
  'POST /api/v1/people/:person/second-factors/reset': { reason: 'Lost her phone' },
  'POST /profile/factors/passkeys/:passkey/removal': { current: 'what was it' },
  'POST /api/v1/profile/factors/passkeys/:passkey/removal': { current: 'what was it' },
  'POST /api/v1/people/:person/disabling': { reason: 'Left' },
  'POST /api/v1/people/:person/seat': { seat: 'pro' },
  'POST /api/v1/portals/:portal/suspension': { cause: 'requested' },
  'POST /api/v1/portals/:portal/cancellation': { name: 'Other Firm' },
  'POST /api/v1/portals/:portal/hosts': { host: 'portal.other.example' },
  'POST /api/v1/portals/:portal/hosts/current': { host: 'other.localhost' },
  'POST /settings/webhooks/:webhook/failed/resend': { since: '2026-01-01T00:00:00Z' },
  'POST /partners/:partner/webhooks/:webhook/failed/resend': { since: '2026-01-01T00:00:00Z' },
  'POST /api/v1/portals/:portal/webhooks': { url: 'https://93.184.215.14/' },
  'POST /api/v1/partners/:partner/webhooks': { url: 'https://93.184.215.14/' },
  'POST /api/v1/portals/:portal/webhooks/:webhook/failed/resend': { since: '2026-01-01T00:00:00Z' },
  'POST /api/v1/partners/:partner/webhooks/:webhook/failed/resend': {
    since: '2026-01-01T00:00:00Z',
  },
  'POST /partners/:partner/reports/:report/correction': { reason: 'A price was wrong' },
  'POST /api/v1/partners/:partner/reports/:report/correction': { reason: 'A price was wrong' },
  'POST /contacts/:person': { name: 'Cara', version: '1' },
  'POST /contacts/:person/notes': { body: 'Called' },
  'POST /contacts/:person/merge': { other: OTHER, version: '1', otherVersion: '1' },
  'POST /companies/:company': { name: 'Weir' },
  'POST /settings/fields/:field': { label: 'Origin' },
  'POST /settings/fields/:field/position': { position: '0' },
  'POST /api/v1/contacts/:person/merge': { other: OTHER },
  'PATCH /api/v1/companies/:company': { name: 'Weir' },
  'POST /api/v1/contacts/:person/notes': { body: 'Called' },
  'POST /procedures/:procedure/rules': {
    version: '1',
    name: 'Ours',
    on: 'case_opened',
    invite: 'on',
  },
  'POST /cases/:case/facts': { version: '1', title: 'Ours' },
  'POST /cases/:case/stage': { stage: 'Waiting' },
  'POST /cases/:case/notes': { body: 'Called' },
  'POST /cases/:case/parties': { person: PERSON, side: 'client' },
  'POST /api/v1/cases/:case/stage': { stage: 'Waiting' },
  'POST /api/v1/cases/:case/notes': { body: 'Called' },
  'POST /api/v1/cases/:case/parties': { person: PERSON, side: 'client' },
  'POST /api/v1/threads/:thread/messages': { body: 'Hello' },
  'POST /api/v1/threads/:thread/reading': { seen: MESSAGE },
}

const withIds = routeHandlers.filter(({ route }) =>
  [...route.pattern.matchAll(/:(\w+)/g)].some(([, name]) => !NO_ID.has(name!)),
)

interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

/** Everything of an answer but what is different in any two: its own id, how many requests are left, and what it echoes of the path. */
async function ask(
  url: URL,
  method: string,
  headers: Record<string, string>,
  content: Record<string, unknown>,
): Promise<Answer> {
  const body =
    method === 'GET'
      ? undefined
      : headers['content-type']?.includes('json')
        ? JSON.stringify(content)
        : new URLSearchParams(content as Record<string, string>).toString()
  const response = await app.request(url.href, { method, headers, body, redirect: 'manual' })
  const {
    'x-request-id': _,
    date: __,
    ratelimit: ___,
    ...rest
  } = Object.fromEntries(response.headers)
  return {
    status: response.status,
    headers: rest,
    body: (await response.text()).replaceAll(url.pathname, '<path>'),
  }
}

describe('an id of another portal', () => {
  it('is tried on every route that carries one', () => {
    const unknown = withIds.flatMap(({ route }) =>
      [...route.pattern.matchAll(/:(\w+)/g)]
        .map(([, name]) => name!)
        .filter((name) => !KINDS[name] && !NO_ID.has(name)),
    )
    expect(unknown).toEqual([])
    expect(withIds.length).toBeGreaterThan(30)
  })

  /** Who tries: somebody signed in, and where there are keys, a program too. */
  const visitors = (place: 'portal' | 'console', json: boolean) => [
    { who: place, visitor: () => two.visitor(place, json) },
    ...(place === 'console' && json ? [{ who: 'by key', visitor: () => two.program() }] : []),
  ]

  for (const { route, method, endpoint } of withIds) {
    const hosts =
      route.place === 'both' ? (['portal', 'console'] as const) : ([route.place] as const)
    for (const { who, visitor } of hosts.flatMap((place) =>
      visitors(place, endpoint !== undefined),
    ))
      it(`${method} ${route.pattern} (${who}) answers it like one that does not exist`, async () => {
        const { origin, headers } = visitor()
        const ofPartner = route.pattern.includes(':partner')
        const path = (pick: (kind: IdKind) => string) =>
          route.pattern.replaceAll(/:(\w+)/g, (_: string, name: string) =>
            NO_ID.has(name) ? 'x' : show(KINDS[name]!, pick(KINDS[name]!)),
          )
        const foreign = path((kind) =>
          ofPartner && kind === 'person'
            ? two.foreign.partnerPerson
            : kind === 'person' && route.pattern.includes('/contacts/')
              ? two.foreign.contact
              : (two.foreign[kind as keyof typeof two.foreign] ?? newId()),
        )
        const nowhere = path(() => newId())
        const before = await two.fingerprint()
        const answers = await Promise.all(
          [foreign, nowhere].map((one) =>
            ask(new URL(one, origin), method, headers, BODIES[`${method} ${route.pattern}`] ?? {}),
          ),
        )
        expect(answers[0]).toEqual(answers[1])
        // 403 where the right alone refuses, before anything is looked for.
        expect([403, 404, 410]).toContain(answers[0]!.status)
        expect(await two.fingerprint()).toBe(before)
      })
  }
})
