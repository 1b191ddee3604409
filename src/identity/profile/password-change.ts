import { z } from 'zod'
import { id } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { passwordChangedMail } from '../mails.tsx'
import { languageOf } from '../persons/person.ts'
import { clearBadAttempts, lockPerson, mailSender } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { withoutIdempotencyKey, checkPassword } from '../sessions/verification.ts'
import { endSessionsOf } from '../sessions/queries.ts'
import { checkChoice } from '../passwords/choice.ts'
import { keepPassword } from '../passwords/keeping.ts'
import { hashPassword, isShort, newPasswordBeside, typedPassword } from '../passwords/password.ts'

const storePassword = operation({
  name: 'password.change',
  done: { en: 'Changed their password', es: 'Cambió su contraseña' },
  summary: 'Changes one’s own password and ends one’s other sessions',
  input: z.strictObject({ passwordHash: z.string(), short: z.boolean(), session: id('session') }),
  right: 'self',
  async run(op, { passwordHash, short, session }) {
    const { tx, caller, note, installation } = op
    const person = (await lockPerson(tx, caller.person!))!
    const refused = await keepPassword(op, person.id, { passwordHash, short })
    if (refused) return refused
    await clearBadAttempts(tx, person.id)
    const ended = await endSessionsOf(tx, person.id, session)
    const sender = await mailSender(tx)
    const language = languageOf(person, sender)
    await op.mail(passwordChangedMail({ installation, sender, person, language }))
    note({ subject: caller.id, details: { sessions_ended: ended } })
    return done({ ended })
  },
})

export const changePasswordInput = z.strictObject({
  current: typedPassword,
  password: newPasswordBeside,
})

/**
 * Changes the caller's password, given the current one. That one is counted and checked as at sign-in,
 * so that whoever finds a session open has no more guesses than a stranger.
 * @param from.session shown id of the session that stays
 */
export async function changePassword(
  installation: Installation,
  caller: Caller,
  { email, name }: { email: string | null; name: string },
  from: { session: string; device: string | null },
  input: unknown,
): Promise<Done<{ ended: number }> | Refusal> {
  const parsed = changePasswordInput.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { current, password } = parsed.data
  const weak = await checkChoice(installation, password, [name, email])
  if (weak) return weak
  const who = { person: caller.person! }
  const attempt = { who, password: current, device: from.device }
  const checked = await checkPassword(installation, caller, attempt)
  if (checked?.person !== caller.person) return refuse('wrong_password', { field: 'current' })
  const passwordHash = await hashPassword(password, caller.portal)
  return perform(installation, storePassword, withoutIdempotencyKey(caller), {
    passwordHash,
    short: isShort(password),
    session: from.session,
  })
}
