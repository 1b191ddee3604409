import type { Instant } from '../../kit/clock.ts'
import { Turns } from '../../kit/db/turns.ts'
import type { Installation } from '../../kit/installation.ts'
import { lend, type Limit, type Spent } from '../../kit/limits.ts'
import type { Caller } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { hashToken } from '../../kit/tokens.ts'
import { refuse } from '../refusals.ts'
import { hasProved } from '../sessions/starting.ts'
import { ALLOWED, perDevice, perNetwork, perPortal, type Entrance } from './entrance.ts'
import { deviceOf } from './queries.ts'

/** Whom somebody says they are, where they say so, and the secret of their device, if it has one. */
export interface Comes {
  login?: string
  device?: string | null
}

/**
 * Counts somebody who asks for something without having proved anything. Owners on a device of theirs are
 * counted by that device alone, so that no crowd keeps them out.
 * @returns why not now, and when
 */
export async function admit(
  installation: Installation,
  caller: Pick<Caller, 'portal' | 'ip'>,
  entrance: Entrance,
  comes: Comes,
): Promise<Refusal | null> {
  const { now, limits } = await countedBy(installation, caller, entrance, comes)
  return (await count(installation, entrance, limits, now)).refusal
}

/** Of one network, or one device of a person's, so many prove themselves at a time. */
const AT_ONCE = 4
const lines = new Turns(AT_ONCE)

/**
 * Lets somebody try to prove who they are, counted as by `admit`. Whoever does gets back what was counted, so
 * that only guesses use up what bounds guessing. The rest of a crowd waits in line meanwhile: were all of an
 * office counted at once, the last would be refused for the first.
 */
export async function admitToProve<R>(
  installation: Installation,
  caller: Pick<Caller, 'portal' | 'ip'>,
  entrance: Entrance,
  comes: Comes,
  attempt: () => Promise<Done<R> | Refusal>,
): Promise<Done<R> | Refusal> {
  const { now, limits } = await countedBy(installation, caller, entrance, comes)
  return lines.take(`${limits[0].name} ${limits[0].key}`, async () => {
    const { refusal, counted } = await count(installation, entrance, limits, now)
    if (refusal) return refusal
    const result = await attempt()
    if (hasProved(result)) await Promise.all(counted.map((lent) => lent.giveBack()))
    return result
  })
}

/** The limits that count a comer: a device's own, or the network's and then everybody's together. */
async function countedBy(
  installation: Installation,
  { portal, ip }: Pick<Caller, 'portal' | 'ip'>,
  entrance: Entrance,
  { login, device = null }: Comes,
): Promise<{ now: Instant; limits: readonly [Limit, Limit?] }> {
  const { db, clock } = installation
  const hash = device === null ? null : hashToken(device)
  return db.read({ portal }, async (tx) => {
    const [now, device] = await Promise.all([
      clock.now(tx),
      hash && login ? deviceOf(tx, hash, login) : false,
    ])
    if (hash && device) return { now, limits: [perDevice(entrance, portal, hash)] }
    return { now, limits: [perNetwork(entrance, portal, ip), perPortal(entrance, portal)] }
  })
}

type Lent = Awaited<ReturnType<typeof lend>>

async function count(
  installation: Installation,
  entrance: Entrance,
  [first, everybody]: readonly [Limit, Limit?],
  now: Instant,
): Promise<{ refusal: Refusal | null; counted: readonly Lent[] }> {
  const own = await lend(installation, first, now)
  if (!own.allowed) return { refusal: tooOften(own), counted: [] }
  const isReserved = own.limit - own.remaining <= ALLOWED[entrance].reserved
  if (!everybody || isReserved) return { refusal: null, counted: [own] }
  const all = await lend(installation, everybody, now)
  return { refusal: all.allowed ? null : tooOften(all), counted: [own, all] }
}

/** Says when to come back. */
export const tooOften = ({ resetSeconds }: Pick<Spent, 'resetSeconds'>): Refusal => ({
  ...refuse('too_often', { values: { minutes: Math.max(1, Math.ceil(resetSeconds / 60)) } }),
  retryAfterSeconds: Math.max(1, resetSeconds),
})
