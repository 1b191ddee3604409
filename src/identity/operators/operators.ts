import { z } from 'zod'
import { CONSOLE } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, type Caller } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { checkChoice } from '../passwords/choice.ts'
import { hashPassword, newPassword } from '../passwords/password.ts'
import { email, personName } from '../persons/person.ts'
import { insertPerson, markActivated, setPassword } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { performInTurn } from '../sessions/verification.ts'
import type { OpenedFrom } from '../sessions/opening.ts'
import { beginSession, type SignIn } from '../sessions/starting.ts'
import { claimSetUp, isSetUp } from './queries.ts'
import { isSetUpCode } from './set-up-code.ts'

const makeFirstOperator = operation({
  name: 'installation.set_up',
  done: { en: 'Set the installation up', es: 'Configuró la instalación' },
  summary: 'Makes the first operator, once',
  input: z.strictObject({
    name: personName,
    email,
    passwordHash: z.string(),
    device: z.string().nullable(),
    userAgent: z.string().optional(),
  }),
  right: null,
  quiet: true,
  portal: () => CONSOLE,
  async run(op, { name, email, passwordHash, device, userAgent }) {
    const { tx, now } = op
    // Looked at before the claim too: an operator may have been made by other means.
    if ((await isSetUp(tx)) || !(await claimSetUp(tx, now))) return refuse('set_up_done')
    const operator = { kind: 'operator', seat: 'pro', name, email } as const
    const person = await insertPerson(tx, { ...operator, now })
    if (person === null) return refuse('email_taken', { field: 'email' })
    await setPassword(tx, { person, hash: passwordHash })
    await markActivated(tx, { person, now })
    return done(await beginSession(op, { person, proof: 'registration', device, userAgent }))
  },
})

export const setUpInput = z.strictObject({
  name: personName,
  email,
  password: newPassword,
  code: z.string().min(1).max(200),
})

/** Sets the installation up with its printed code, and signs in. However often raced, one operator is made. */
export async function setUp(
  installation: Installation,
  caller: Caller,
  input: unknown,
  from: OpenedFrom,
): Promise<Done<SignIn> | Refusal> {
  const parsed = setUpInput.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { code, password, ...person } = parsed.data
  if (!isSetUpCode(installation, code)) return refuse('set_up_code', { field: 'code' })
  const weak = await checkChoice(installation, password, [person.name, person.email])
  if (weak) return weak
  const passwordHash = await hashPassword(password, caller.portal)
  return performInTurn(installation, makeFirstOperator, caller, {
    ...person,
    passwordHash,
    ...from,
  })
}
