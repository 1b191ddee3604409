import type { Instant } from '../../kit/clock.ts'
import type { Installation } from '../../kit/installation.ts'
import { spend, type Spent } from '../../kit/limits.ts'
import type { Caller } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { hashToken } from '../../kit/tokens.ts'
import { refuse } from '../refusals.ts'
import { ALLOWED, perDevice, perNetwork, perPortal, type Entrance } from './entrance.ts'
import { deviceOf } from './queries.ts'

/**
 * Counts somebody who asks for something without having proved anything. Owners on a device of theirs are
 * counted by that device alone, so that no crowd keeps them out.
 * @param about.login whom they say they are, where they say so
 * @param about.device the secret of their device, if it has one
 * @returns why not now, and when
 */
export async function admit(
  installation: Installation,
  { portal, ip }: Pick<Caller, 'portal' | 'ip'>,
  entrance: Entrance,
  { login, device = null }: { login?: string; device?: string | null },
): Promise<Refusal | null> {
  const { db, clock } = installation
  const hash = device === null ? null : hashToken(device)
  const { now, known } = await db.read({ portal }, async (tx) => {
    const [now, known] = await Promise.all([
      clock.now(tx),
      hash && login ? deviceOf(tx, portal, hash, login) : false,
    ])
    return { now, known }
  })
  if (hash && known)
    return whether(await spend(installation, perDevice(entrance, portal, hash), now))
  return whether(await spendAsStranger(installation, entrance, portal, ip, now))
}

async function spendAsStranger(
  installation: Installation,
  entrance: Entrance,
  portal: string,
  ip: string | undefined,
  now: Instant,
): Promise<Spent> {
  const own = await spend(installation, perNetwork(entrance, portal, ip), now)
  const { network, reserved } = ALLOWED[entrance]
  if (!own.allowed || network - own.remaining <= reserved) return own
  return spend(installation, perPortal(entrance, portal), now)
}

const whether = (spent: Spent): Refusal | null => (spent.allowed ? null : tooOften(spent))

/** Says when to come back. */
export const tooOften = ({ resetSeconds }: Pick<Spent, 'resetSeconds'>): Refusal => ({
  ...refuse('too_often', { values: { minutes: Math.max(1, Math.ceil(resetSeconds / 60)) } }),
  retryAfterSeconds: Math.max(1, resetSeconds),
})
