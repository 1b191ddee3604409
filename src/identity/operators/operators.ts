import { z } from 'zod'
import { CONSOLE, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, type Caller, type Work } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { takeFactors } from '../factors/resetting.ts'
import { judgeChoice } from '../passwords/choice.ts'
import { hashPassword, newPassword } from '../passwords/password.ts'
import { addNewPerson } from '../persons/new-person.ts'
import { email, language, personName } from '../persons/person.ts'
import { disable, enable, onPerson, reason, thatPerson } from '../persons/persons.ts'
import { insertPerson, markActivated, personById, setPassword } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { givesBeyond, rightsOfPerson } from '../../gate/index.ts'
import { performInTurn } from '../sessions/judging.ts'
import type { OpenedFrom } from '../sessions/opening.ts'
import { beginSession, type SignIn } from '../sessions/starting.ts'
import { claimSetUp, isSetUp } from './queries.ts'
import { isSetUpCode } from './set-up-code.ts'

export const createOperator = operation({
  name: 'operator.create',
  done: { en: 'Added an operator', es: 'Añadió un operador' },
  summary: 'Adds an operator to the installation and mails an invitation',
  input: z.strictObject({ name: personName, email, language: language.optional() }),
  right: 'installation:operate',
  portal: () => CONSOLE,
  async run(work, { name, email, language }) {
    if (givesBeyond(work.caller, rightsOfPerson('operator'))) return refuse('gives_beyond')
    const operator = { kind: 'operator', seat: 'pro', name, email, language } as const
    const person = await addNewPerson(work, operator)
    if (person === null) return refuse('email_taken', { field: 'email' })
    work.note({ subject: show('person', person) })
    return done({ person })
  },
})

const common = {
  right: 'installation:operate',
  portal: () => CONSOLE,
  subjects: thatPerson,
} as const

export const disableOperator = operation({
  ...common,
  name: 'operator.disable',
  summary: 'Disables the access of an operator, at once and until it is enabled again',
  input: onPerson.extend({ reason }),
  run: (work, input) => operators(work, input, () => disable(work, input)),
})

export const enableOperator = operation({
  ...common,
  name: 'operator.enable',
  summary: 'Enables the access of an operator again',
  input: onPerson,
  run: (work, input) => operators(work, input, () => enable(work, input)),
})

export const resetOperatorFactors = operation({
  ...common,
  name: 'operator.reset_factors',
  summary: 'Takes away an operator’s authenticator app, passkeys and recovery codes, with a reason',
  input: onPerson.extend({ reason }),
  run: (work, input) => operators(work, input, () => takeFactors(work, input)),
})

/** A partner's people are looked after with their partner. */
async function operators<R>(
  { tx }: Work,
  { person }: { person: string },
  change: () => Promise<Done<R> | Refusal>,
): Promise<Done<R> | Refusal> {
  const found = await personById(tx, CONSOLE, person)
  return found?.kind === 'operator' ? change() : kitRefuse('not_found')
}

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
  async run(work, { name, email, passwordHash, device, userAgent }) {
    const { tx, portal, now } = work
    // Looked at before the claim too: an operator may have been made by other means.
    if ((await isSetUp(tx)) || !(await claimSetUp(tx, now))) return refuse('set_up_done')
    const operator = { kind: 'operator', seat: 'pro', name, email } as const
    const person = await insertPerson(tx, { ...operator, portal, now })
    if (person === null) return refuse('email_taken', { field: 'email' })
    await setPassword(tx, { portal, person, hash: passwordHash })
    await markActivated(tx, { portal, person, now })
    return done(await beginSession(work, { person, proof: 'registration', device, userAgent }))
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
  const weak = await judgeChoice(installation, password, [person.name, person.email])
  if (weak) return weak
  const passwordHash = await hashPassword(password, caller.portal)
  return performInTurn(installation, makeFirstOperator, caller, {
    ...person,
    passwordHash,
    ...from,
  })
}
