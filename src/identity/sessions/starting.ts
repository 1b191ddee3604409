import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import { done, type OperationContext } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { hashToken, newToken } from '../../kit/tokens.ts'
import { PENDING_MINUTES, secondStep, type Proof } from '../factor-state/factor.ts'
import { factorsOf, insertPending, uncountAttempt } from '../factor-state/queries.ts'
import { mailStepCode } from '../factor-state/mailed.ts'
import { personById } from '../persons/queries.ts'
import { asking, inWords, whomToAsk, type WhomToAsk } from '../persons/whom-to-ask.ts'
import { refuse } from '../refusals.ts'
import { uncountOnDevice } from './queries.ts'
import { openSession, type OpenedFrom, type SessionSecrets } from './opening.ts'

/** Half of a sign-in: its secrets for two cookies, good for nothing but the second step. */
export interface PendingSecrets {
  pending: string
  /** The second step is taken on the same device; null where it is recognised by its cookie already. */
  device: string | null
  expires: Instant
}

/** What somebody who has proved who they are gets: a session, or a question after their second factor. */
export type SignIn =
  | ({
      is: 'open'
      /** Made along with a first passkey, to be shown once. */
      recoveryCodes?: string[]
    } & SessionSecrets)
  | ({ is: 'pending' } & PendingSecrets)

/** Somebody who has proved who they are and does not come in all the same. */
export interface TurnedAway {
  is: 'turned_away'
  why: 'disabled' | 'not_activated'
  /** Whom they may ask. */
  ask: WhomToAsk
}

export interface Starting extends OpenedFrom {
  person: string
  proof: Proof
  /** The password was right while strangers were locked out, on a known device: they stay so. */
  keepLock?: boolean
  /** The portal takes the provider's word that it asked for two factors. */
  countsAsTwo?: boolean
}

/** The person as a proof finds them, locked. */
interface Proved {
  id: string
  activated_at: Instant | null
  disabled_at: Instant | null
}

/**
 * Lets in whoever has proved who they are, or says what stands in their way; part of the operation that has
 * checked the proof. What was proved is no bad attempt, so it is taken back where no session takes back all.
 */
export async function letIn(
  op: OperationContext,
  person: Proved,
  about: Pick<Starting, 'device' | 'keepLock'>,
  enter: () => Promise<SignIn>,
): Promise<SignIn | TurnedAway> {
  const why = person.disabled_at ? 'disabled' : person.activated_at ? null : 'not_activated'
  if (why === null) return enter()
  const { tx, now, note } = op
  await uncountAttempt(tx, { person: person.id, now, keepLock: about.keepLock })
  if (about.device !== null) await uncountOnDevice(tx, person.id, hashToken(about.device))
  note({ subject: show('person', person.id), outcome: why })
  return { is: 'turned_away', why, ask: await whomToAsk(tx, person.id) }
}

/** What somebody who was turned away is told, in the words of a refusal. */
export function orTold(result: Done<SignIn | TurnedAway> | Refusal): Done<SignIn> | Refusal {
  if (!result.ok) return result
  const { value } = result
  if (value.is !== 'turned_away') return done(value)
  return turnedAwayAs(value.why, value.ask)
}

/** @param ask whom somebody who has proved who they are may ask */
export const turnedAwayAs = (why: TurnedAway['why'], ask: WhomToAsk): Refusal =>
  asking(refuse(CODES[why], { values: { ask: inWords(ask) } }), ask)

const CODES = { disabled: 'access_disabled', not_activated: 'registration_open' } as const

/** Said only to whoever has proved who they are. */
const TOLD: ReadonlySet<string> = new Set(['access_disabled', 'registration_open'])

/** Whether somebody has proved who they are, let in or not. */
export const hasProved = (result: Done<unknown> | Refusal): boolean =>
  result.ok || TOLD.has(result.code)

/**
 * Ends every way of signing in, as part of the operation that has checked the proof: opens the session,
 * or keeps a sign-in that waits for the second factor. The person is locked by then.
 */
export async function beginSession(op: OperationContext, about: Starting): Promise<SignIn> {
  const { tx, portal, now, note } = op
  const { person, proof, keepLock = false, countsAsTwo = false, ...from } = about
  const [factors, row] = await Promise.all([factorsOf(tx, person), personById(tx, person)])
  const step = countsAsTwo ? null : secondStep(proof, factors, row?.email != null)
  if (proof === 'passkey' || step === null)
    return { is: 'open', ...(await openSession(op, { person, keepLock, countsAsTwo, ...from })) }
  await uncountAttempt(tx, { person, now, keepLock })
  const { token: pending, hash } = newToken()
  const device = from.device ?? newToken().token
  const expires = now.add({ minutes: PENDING_MINUTES })
  const codeHash = step === 'mailed_code' ? await mailStepCode(op, row!, pending) : null
  const deviceHash = hashToken(device)
  const waits = { portal, person, hash, proof, keepLock, deviceHash, codeHash, expires }
  await insertPending(tx, waits, now)
  note({ subject: show('person', person), outcome: 'second_step' })
  return { is: 'pending', pending, device: from.device === null ? device : null, expires }
}
