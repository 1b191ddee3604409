import { createApp } from '../src/app.tsx'
import { hashPassword } from '../src/identity/passwords/password.ts'
import type { Instant } from '../src/kit/clock.ts'
import { newId } from '../src/kit/ids.ts'
import type { Installation } from '../src/kit/installation.ts'
import { newToken } from '../src/kit/tokens.ts'
import { routes } from '../src/routes.ts'
import { median } from './load.ts'
import { sizes } from './sizes.ts'

const PASSWORD = 'twelve lanterns along the quay'

export interface Told {
  known: number
  unknown: number
  /** How often the best threshold on time says right which of the two it was; 0.5 is a coin. */
  accuracy: number
}

interface Who {
  email: string
  /** The secret of a link. */
  token: string
}

interface Way {
  host: string
  path: string
  form: (who: Who) => Record<string, string>
}

/** Whether the time of an answer tells that somebody is known: each way in, known against unknown. */
export async function benchEntrances(
  installation: Installation,
  portal: string,
  host: string,
): Promise<Map<string, Told>> {
  const app = createApp(installation)
  const console = 'localhost:3000'
  const attempt = { fact: '0000', password: PASSWORD }
  const byEmail = ({ email }: Who) => ({ email })
  const registered: Record<string, Way> = {
    'sign-in': {
      host,
      path: routes.signIn(),
      form: ({ email }) => ({ email, password: 'a wrong guess' }),
    },
    reset: { host, path: routes.reset(), form: byEmail },
    'mailed code': { host, path: routes.signIn.code(), form: byEmail },
    'find my portals': { host: console, path: routes.console.findMyPortals(), form: byEmail },
  }
  const invited: Record<string, Way> = {
    'registering by link': {
      host,
      path: routes.registration(),
      form: ({ token }) => ({ token, ...attempt }),
    },
    'registering by code': {
      host,
      path: routes.registration.code(),
      form: ({ email }) => ({ name: email, code: '1234 5678 9012', ...attempt }),
    },
    'new link': { host, path: routes.registration.link(), form: ({ token }) => ({ token }) },
  }
  const told = new Map<string, Told>()
  for (const [state, ways] of Object.entries({ registered, invited })) {
    const known = await knownPeople(installation, portal, state as keyof typeof STATES)
    for (const [name, way] of Object.entries(ways))
      told.set(name, await tell(app, name, way, known))
  }
  return told
}

async function tell(
  app: ReturnType<typeof createApp>,
  name: string,
  { host, path, form }: Way,
  known: readonly Who[],
): Promise<Told> {
  const times = { known: [] as number[], unknown: [] as number[] }
  for (const [at, one] of known.entries()) {
    const nobody = { email: `nobody${at}@bench.example`, token: newToken().token }
    const pair = [
      ['known', one],
      ['unknown', nobody],
    ] as const
    // Which comes first is left to chance: what the one leaves behind must not tell of the other.
    for (const [kind, who] of Math.random() < 0.5 ? pair : pair.toReversed()) {
      const body = new URLSearchParams(form(who)).toString()
      const started = performance.now()
      const response = await app.request(`http://${host}${path}`, request(host, body), from())
      await response.text()
      if (response.status === 429) throw new Error(`${name}: limited`)
      if (at >= sizes.warming) times[kind].push(performance.now() - started)
    }
  }
  return {
    known: median(times.known),
    unknown: median(times.unknown),
    accuracy: bestThreshold(times.known, times.unknown),
  }
}

const request = (host: string, body: string) => ({
  method: 'POST',
  headers: headersOf(host),
  body,
})

const headersOf = (host: string) => ({
  host,
  'content-type': 'application/x-www-form-urlencoded',
})

/** Each request from another network, so that none is refused for how many there are. */
let asked = 0
export function from() {
  asked++
  const remoteAddress = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`
  return {
    server: { incoming: { socket: { remoteAddress, remotePort: 1, remoteFamily: 'IPv4' } } },
  }
}

/** Of all thresholds, and of both ways round, how often the best one is right. */
export function bestThreshold(known: readonly number[], unknown: readonly number[]): number {
  const all = [
    ...known.map((time) => ({ time, known: true })),
    ...unknown.map((time) => ({ time, known: false })),
  ].toSorted((a, b) => a.time - b.time)
  let below = 0
  let best = 0.5
  for (const one of all) {
    below += one.known ? 1 : -1
    // `below` more of the known than of the unknown stand under this threshold.
    best = Math.max(best, 0.5 + Math.abs(below) / all.length)
  }
  return best
}

const STATES = {
  /** With a password. */
  registered: async (now: Instant) => ({
    password_hash: await hashPassword('the right one, never sent'),
    activated_at: now,
  }),
  /** With a link by mail, and a code by phone. */
  invited: async () => ({}),
}

/** Somebody for each sample: nobody is tried twice by the same way, which would kill a link or lock them. */
async function knownPeople(
  { db, clock }: Installation,
  portal: string,
  state: keyof typeof STATES,
): Promise<readonly Who[]> {
  const links = Array.from({ length: sizes.samples + sizes.warming }, () => newToken())
  const people = links.map((_, at) => ({
    portal_id: portal,
    id: newId(),
    kind: 'contact',
    name: `Known ${at}`,
    email: `${state}${at}@bench.example`,
    seat: 'guest',
  }))
  await db.write({ portal }, async (tx) => {
    const now = await clock.now(tx)
    const more = { ...(await STATES[state](now)), created_at: now }
    const issued = { portal_id: portal, issued_at: now, expires_at: now.add({ hours: 24 }) }
    for (let at = 0; at < people.length; at += 500) {
      const some = people.slice(at, at + 500)
      await tx.db
        .insertInto('persons')
        .values(some.map((person) => ({ ...person, ...more })))
        .execute()
      if (state === 'registered') continue
      const tokens = some.flatMap(({ id }, i) => [
        { ...issued, person_id: id, purpose: 'activation', hash: links[at + i]!.hash },
        { ...issued, person_id: id, purpose: 'code', hash: newToken().hash },
      ])
      await tx.db.insertInto('tokens').values(tokens).execute()
    }
  })
  return people.map(({ email }, at) => ({ email, token: links[at]!.token }))
}
