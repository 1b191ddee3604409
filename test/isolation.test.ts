import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.tsx'
import { routeHandlers } from '../src/features.ts'
import { newId } from '../src/kit/ids.ts'
import { rightBody, rightForms, sentOf } from './identity/right-forms.ts'
import { filledIn, kindOf, MAKING, seedTwoPortals, type TwoPortals } from './two-portals.ts'
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

/** Named by text: some are looked at by operators only, and a form's link and fields say nothing of another portal's. */
const NO_ID = new Set(['queue', 'job', 'name', 'link', 'formField', 'gateway'])

/** What a right request carries: an empty one would be refused before anything is looked for. */
const rightRequest = ({ route, method, endpoint }: (typeof withIds)[number]) => {
  const known = { foreign: two.foreign, tokens: { invitation: '', reset: '' }, setUpCode: '' }
  if (method === 'GET') return {}
  return endpoint
    ? rightBody(route.pattern, endpoint, known)
    : sentOf(rightForms(known)[route.pattern] ?? {})
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
        .filter((name) => !Object.hasOwn(MAKING, kindOf(name) ?? '') && !NO_ID.has(name)),
    )
    expect(unknown).toEqual([])
    expect(withIds.length).toBeGreaterThan(30)
  })

  /** Who tries: somebody signed in, and where there are keys, a program too. */
  const visitors = (place: 'portal' | 'console', json: boolean) => [
    { who: place, visitor: () => two.visitor(place, json) },
    ...(place === 'console' && json ? [{ who: 'by key', visitor: () => two.program() }] : []),
  ]

  for (const handler of withIds) {
    const { route, method, endpoint } = handler
    const hosts =
      route.place === 'both' ? (['portal', 'console'] as const) : ([route.place] as const)
    for (const { who, visitor } of hosts.flatMap((place) =>
      visitors(place, endpoint !== undefined),
    ))
      it(`${method} ${route.pattern} (${who}) answers it like one that does not exist`, async () => {
        const { origin, headers } = visitor()
        const foreign = filledIn(route.pattern, (which) => two.foreign[which])
        const nowhere = filledIn(route.pattern, () => newId())
        const content = rightRequest(handler)
        const before = await two.fingerprint()
        const answers = await Promise.all(
          [foreign, nowhere].map((one) => ask(new URL(one, origin), method, headers, content)),
        )
        expect(answers[0]).toEqual(answers[1])
        // 403 where the right alone refuses, before anything is looked for.
        expect([403, 404, 410]).toContain(answers[0]!.status)
        expect(await two.fingerprint()).toBe(before)
      })
  }
})
