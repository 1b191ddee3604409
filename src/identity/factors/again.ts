import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller, type Operation } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { refuse } from '../refusals.ts'
import { withoutIdempotencyKey, checkPassword, performInTurn } from '../sessions/verification.ts'
import { lockForSession, sessionStarted } from '../sessions/queries.ts'
import { usedCredential } from './passkeys/credential.ts'
import { PROVEN_MINUTES, sessionSubject } from './passkeys/challenge.ts'
import { verifyPasskey } from './passkeys/verification.ts'
import { hasSomethingToShow } from '../factor-state/queries.ts'

/**
 * Whoever finds a session open can neither take away what keeps others out nor add a way in of their own: they
 * show once more that it is them. Somebody who has neither a password nor a passkey, but a work account, has
 * nothing to show here; for them it is enough to have signed in a moment ago. So it is for a first passkey at the host
 * that a portal has moved to.
 */
export type Again =
  | { current: string }
  | { credential: z.output<typeof usedCredential> }
  | { session: string; moved: boolean }

const showPasskey = operation({
  name: 'factor.show_passkey',
  done: {
    en: 'Showed with a passkey that it was them',
    es: 'Demostró su identidad con una llave de acceso',
  },
  summary: 'Shows with a passkey that it is oneself',
  input: z.strictObject({ credential: usedCredential }),
  right: 'self',
  quiet: true,
  async run(op, { credential }) {
    const { tx, caller, note } = op
    const person = (await lockForSession(tx, caller.person!))!
    const subject = sessionSubject(person.id, caller.session!)
    const about = { purpose: 'again', subject, person: person.id } as const
    const right = await verifyPasskey(op, about, credential)
    note({ subject: show('person', person.id), outcome: right ? 'done' : 'wrong' })
    return done(right)
  },
})

interface Proving {
  /** The secret of the device's cookie. */
  device: string | null
  proof: Again
}

/** Checks proof once more. A password is counted and checked as at sign-in. @returns why it is none, or null */
export async function proveAgain(
  installation: Installation,
  caller: Caller,
  { proof, device }: Proving,
): Promise<Refusal | null> {
  if ('current' in proof) {
    const attempt = { who: { person: caller.person! }, password: proof.current, device }
    const checked = await checkPassword(installation, caller, attempt)
    return checked?.person === caller.person ? null : refuse('wrong_password', { field: 'current' })
  }
  if ('credential' in proof) {
    const shown = await performInTurn(installation, showPasskey, caller, proof)
    if (!shown.ok) return shown
    return shown.value ? null : refuse('wrong_passkey')
  }
  const { portal, person } = caller
  const { session, moved } = proof
  const about = { portal, person: person!, session }
  const { shows, isFresh } = await installation.db.read({ portal }, async (tx) => ({
    shows: await hasSomethingToShow(tx, person!),
    isFresh: await isFreshSession(tx, about, await installation.clock.now(tx)),
  }))
  if (shows && !(moved && isFresh)) return invalidField('current', 'required')
  return isFresh ? null : refuse('sign_in_again')
}

/** Whether somebody signed in to this session a moment ago. */
export async function isFreshSession(
  tx: Tx,
  about: { person: string; session: string },
  now: Instant,
): Promise<boolean> {
  const started = await sessionStarted(tx, about)
  return (
    started !== undefined &&
    Temporal.Instant.compare(now, started.add({ minutes: PROVEN_MINUTES })) < 0
  )
}

/**
 * Performs what wants proof once more. What comes of it may be secret, so nothing is remembered for an
 * Idempotency-Key.
 */
export async function performAgain<I extends z.ZodType, R>(
  installation: Installation,
  caller: Caller,
  about: Proving,
  operation: Operation<I, R>,
  input: unknown,
): Promise<Done<R> | Refusal> {
  const refused = await proveAgain(installation, caller, about)
  return refused ?? perform(installation, operation, withoutIdempotencyKey(caller), input)
}
