import { createApp } from '../src/app.tsx'
import { hashPassword } from '../src/identity/passwords/password.ts'
import { newId } from '../src/kit/ids.ts'
import type { Installation } from '../src/kit/installation.ts'
import { median } from './load.ts'

const SAMPLES = 1000
const WARMING = 20

export interface Told {
  known: number
  unknown: number
  /** How often the best threshold on time says right which of the two it was; 0.5 is a coin. */
  accuracy: number
}

interface Way {
  host: string
  path: string
  form: (email: string) => Record<string, string>
}

/** Whether the time of an answer tells that somebody is known: each way in, known against unknown. */
export async function benchEntrances(
  installation: Installation,
  portal: string,
  host: string,
): Promise<Map<string, Told>> {
  await knownPeople(installation, portal)
  const app = createApp(installation)
  const console = 'localhost:3000'
  const ways: Record<string, Way> = {
    'sign-in': { host, path: '/sign-in', form: (email) => ({ email, password: 'a wrong guess' }) },
    reset: { host, path: '/reset', form: (email) => ({ email }) },
    code: { host, path: '/sign-in/code', form: (email) => ({ email }) },
    'find my portals': { host: console, path: '/find-my-portals', form: (email) => ({ email }) },
  }
  const told = new Map<string, Told>()
  for (const [name, { host, path, form }] of Object.entries(ways)) {
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let at = 0; at < SAMPLES + WARMING; at++) {
      // Which comes first is left to chance: what the one leaves behind must not tell of the other.
      const pair = ['known', 'unknown'] as const
      for (const who of Math.random() < 0.5 ? pair : pair.toReversed()) {
        const body = new URLSearchParams(form(`${who}${at}@bench.example`)).toString()
        const started = performance.now()
        const response = await app.request(`http://${host}${path}`, request(host, body), from())
        await response.text()
        if (response.status === 429) throw new Error(`${name}: limited`)
        if (at >= WARMING) times[who].push(performance.now() - started)
      }
    }
    told.set(name, {
      known: median(times.known),
      unknown: median(times.unknown),
      accuracy: bestThreshold(times.known, times.unknown),
    })
  }
  return told
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

async function knownPeople({ db, clock }: Installation, portal: string): Promise<void> {
  const hash = await hashPassword('the right one, never sent')
  await db.write({ portal }, async (tx) => {
    const now = await clock.now(tx)
    const people = Array.from({ length: SAMPLES + WARMING }, (_, at) => ({
      portal_id: portal,
      id: newId(),
      kind: 'contact',
      name: `Known ${at}`,
      email: `known${at}@bench.example`,
      seat: 'guest',
      password_hash: hash,
      activated_at: now,
      created_at: now,
    }))
    for (let at = 0; at < people.length; at += 500)
      await tx.db
        .insertInto('persons')
        .values(people.slice(at, at + 500))
        .execute()
  })
}
