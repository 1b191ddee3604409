import { z } from 'zod'
import { Turns } from '../../kit/db/turns.ts'
import type { Installation } from '../../kit/installation.ts'
import type { Caller } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { admitToProve } from '../limits/entrances.ts'
import { typedPassword } from '../passwords/password.ts'
import { login } from '../persons/person.ts'
import { refuse } from '../refusals.ts'
import type { OpenedFrom } from '../sessions/opening.ts'
import { enterAs } from '../sessions/sessions.ts'
import type { SignIn } from '../sessions/starting.ts'
import { checkPassword } from '../sessions/verification.ts'

/** `email` takes a user name as well; it is called so for the programs that send it. */
export const signInInput = z.strictObject({ email: login, password: typedPassword })

/**
 * One person's passwords are checked one after another, those from a device of theirs apart from strangers':
 * the next is looked at when what the one before it cost has been given back. Else the eleventh right one of
 * the same moment would find the account locked by ten that nobody had checked yet.
 */
const oneByOne = new Turns(1)

/**
 * Signs in by e-mail or user name, and password. Unknown, wrong and locked give the same refusal after the same
 * work: one counted attempt and one Argon2id. With the right password the truth is told.
 */
export async function signIn(
  installation: Installation,
  caller: Caller,
  input: unknown,
  from: OpenedFrom,
): Promise<Done<SignIn> | Refusal> {
  const parsed = signInInput.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { device } = from
  const { email: login, password } = parsed.data
  const attempt = async () => {
    const checked = await checkPassword(installation, caller, { who: { login }, password, device })
    if (!checked) return refuse('sign_in')
    const { person, locked } = checked
    return enterAs(installation, caller, { person, proof: 'password', keepLock: locked, ...from })
  }
  const line = `${caller.portal} ${login} ${device ?? ''}`
  return admitToProve(installation, caller, 'sign_in', { login, device }, () =>
    oneByOne.take(line, attempt),
  )
}
