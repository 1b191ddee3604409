import type { Installation } from '../kit/installation.ts'
import { perform, type Caller } from '../kit/operation.ts'
import type { Done, Refusal } from '../kit/refusal.ts'
import { refuse } from './refusals.ts'
import type { Proof } from './proof-tokens/find-token.ts'
import { openInvitation } from './registration/open-invitation.ts'
import { attemptRegistration, register } from './registration/registration.ts'
import { attemptSignIn, performInTurn } from './sessions/verification.ts'
import type { OpenedFrom } from './sessions/opening.ts'
import { enterAs } from './sessions/sessions.ts'
import type { SignIn } from './sessions/starting.ts'

/*
 * Signs people of the demo in without a password: the same operations in the same order, without an
 * Argon2id each, a hundred of which would be most of a first start. No password is asked for, so that nothing
 * a visitor can reach may stand on this: it is not in identity's index, and a test holds that only the demo, which
 * there is in a sandbox alone, comes in by this window.
 */

type Entered = Promise<Done<SignIn> | Refusal>

/** Somebody looks at the page of their link. */
export const demoOpenInvitation = (installation: Installation, caller: Caller, token: string) =>
  perform(installation, openInvitation, caller, { token })

/** Counts a try to register, and registers where what is stated is right. @param passwordHash a PHC string */
export async function demoRegister(
  installation: Installation,
  caller: Caller,
  { passwordHash, ...stated }: { proof: Proof; fact: string; passwordHash: string },
  from: OpenedFrom,
): Entered {
  const attempt = await performInTurn(installation, attemptRegistration, caller, stated)
  if (!attempt.ok || !attempt.value.person) return refuse('registration')
  return performInTurn(installation, register, caller, { ...stated, passwordHash, ...from })
}

/** Counts an attempt to sign in, and signs in where it was the right password and is let. */
export async function demoSignIn(
  installation: Installation,
  caller: Caller,
  { email, right }: { email: string; right: boolean },
  from: OpenedFrom,
): Entered {
  const about = { who: { login: email }, device: from.device }
  const attempt = await performInTurn(installation, attemptSignIn, caller, about)
  if (!attempt.ok || !right || !attempt.value.hash) return refuse('sign_in')
  const { person, locked } = attempt.value
  if (person === null) return refuse('sign_in')
  return enterAs(installation, caller, { person, proof: 'password', keepLock: locked, ...from })
}
