import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import type { Work } from '../../kit/operation.ts'
import { hashToken, newToken } from '../../kit/tokens.ts'
import { needsSecondStep, PENDING_MINUTES, type Proof } from '../factors/factor.ts'
import { factorsOf, insertPending, uncountAttempt } from '../factors/queries.ts'
import { openSession, type OpenedFrom, type SessionSecrets } from './opening.ts'

/** Half of a sign-in: its secrets for two cookies, good for nothing but the second step. */
export interface PendingSecrets {
  pending: string
  /** The second step is taken on the same device; null where it is recognised by its cookie already. */
  device: string | null
  expires: Instant
}

/** What somebody who has proved who they are gets: a session, or a question after their second factor. */
export type SignIn = ({ is: 'open' } & SessionSecrets) | ({ is: 'pending' } & PendingSecrets)

export interface Starting extends OpenedFrom {
  person: string
  proof: Proof
  /** The password was right while strangers were locked out, on a known device: they stay so. */
  keepLock?: boolean
  /** The portal takes the provider's word that it asked for two factors. */
  countsAsTwo?: boolean
}

/**
 * Ends every way of signing in, as part of the operation that has judged the proof: opens the session,
 * or keeps a sign-in that waits for the second factor. The person is locked by then.
 */
export async function beginSession(work: Work, about: Starting): Promise<SignIn> {
  const { tx, portal, now, note } = work
  const { person, proof, keepLock = false, countsAsTwo = false, ...from } = about
  const factors = await factorsOf(tx, portal, person)
  if (proof === 'passkey' || countsAsTwo || !needsSecondStep(proof, factors))
    return { is: 'open', ...(await openSession(work, { person, keepLock, countsAsTwo, ...from })) }
  if (!keepLock) await uncountAttempt(tx, portal, person, now)
  const { token: pending, hash } = newToken()
  const device = from.device ?? newToken().token
  const expires = now.add({ minutes: PENDING_MINUTES })
  const row = { portal, person, hash, proof, keepLock, deviceHash: hashToken(device), expires }
  await insertPending(tx, row, now)
  note({ subject: show('person', person), outcome: 'second_step' })
  return { is: 'pending', pending, device: from.device === null ? device : null, expires }
}
