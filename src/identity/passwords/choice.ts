import type { Installation } from '../../kit/installation.ts'
import { invalidField, type ValidationText } from '../../kit/validation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { isBreached } from './breached.ts'
import { guessesOf, type Guesses } from './guesses.ts'
import { newPassword, newPasswordBeside, resembles } from './password.ts'

/**
 * The one rule of what may be chosen, beside what `newPassword` and `newPasswordBeside` say of its length:
 * not the person's own name, not what is guessed early, not one that was stolen elsewhere.
 * @param about name, e-mail and user name of whose it will be
 * @returns a refusal that names the field and helps; null where it may
 */
export async function checkChoice(
  installation: Pick<Installation, 'breached' | 'log'>,
  password: string,
  about: readonly (string | null)[],
): Promise<Refusal | null> {
  const text = await whyNot(installation, password, about, await guessesOf(password, about))
  return text === null ? null : invalidField('password', text)
}

async function whyNot(
  installation: Pick<Installation, 'breached' | 'log'>,
  password: string,
  about: readonly (string | null)[],
  { enough }: Guesses,
): Promise<ValidationText | null> {
  if (resembles(password, about)) return 'password_known'
  if (!enough) return 'password_guessable'
  return (await isBreached(installation, password)) ? 'password_breached' : null
}

/** What the meter shows while a password is typed. */
export interface Metered extends Guesses {
  /** What is wrong with it as it stands; null where it may be chosen. */
  text: ValidationText | null
}

/** Checks as choosing it would, but for whose it is. @param beside a second factor */
export async function meter(
  installation: Pick<Installation, 'breached' | 'log'>,
  password: string,
  beside = false,
): Promise<Metered> {
  const guesses = await guessesOf(password, [], 'measure')
  const parsed = (beside ? newPasswordBeside : newPassword).safeParse(password)
  if (parsed.success) return { ...guesses, text: await whyNot(installation, password, [], guesses) }
  const [issue] = parsed.error.issues
  const params = issue && 'params' in issue ? (issue.params as { text?: ValidationText }) : {}
  return { ...guesses, enough: false, text: params.text ?? 'format' }
}
