import { z } from 'zod'
import { newId, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, type Caller, type OperationContext } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { hashToken } from '../../kit/tokens.ts'
import { because, invalid } from '../../kit/validation.ts'
import { typedCode } from '../registration-codes/code.ts'
import { identityCheckSchemas, type IdentityCheck } from '../identity-checks/identity-check.ts'
import { identityCheckOf } from '../identity-checks/queries.ts'
import { firstCodes } from '../factors/changing.ts'
import { madeCredential, type MadeCredential } from '../factors/passkeys/credential.ts'
import { keepPasskey } from '../factors/passkeys/passkeys.ts'
import { deviceName } from '../sessions/device-name.ts'
import { registrationBlockedMail } from '../mails.tsx'
import { checkChoice } from '../passwords/choice.ts'
import { hashPassword, newPassword } from '../passwords/password.ts'
import { languageOf } from '../persons/person.ts'
import {
  countRegistrationAttempt,
  mailSender,
  setPassword,
  staffToTell,
} from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { performInTurn } from '../sessions/verification.ts'
import type { OpenedFrom } from '../sessions/opening.ts'
import { admitToProve } from '../limits/entrances.ts'
import { beginSession, type SignIn } from '../sessions/starting.ts'
import { ATTEMPTS } from '../tokens/token.ts'
import { countWrong } from '../tokens/queries.ts'
import {
  findProofToken,
  findProofTokenAgain,
  isRight,
  linkToken,
  loginName,
  stated,
  type ProofToken,
  type Proof,
  type Stated,
} from '../proof-tokens/find-token.ts'
import { markRegistered } from '../proof-tokens/mark-registered.ts'
import { resetByCode } from './reset-by-code.ts'
import { DEAD_LINK } from './link-requests.ts'

const fact = z.string().max(100)

/** Registers by a mailed link. Clients state the identity check of the portal; staff do not. */
export const registrationInput = z
  .strictObject({
    token: linkToken,
    fact: fact.optional().describe('What the portal’s clients state, such as four digits'),
    password: newPassword.optional(),
    credential: madeCredential.optional().describe('A passkey, instead of a password'),
  })
  .refine(({ password, credential }) => (password === undefined) !== (credential === undefined), {
    path: ['password'],
    ...because('required'),
  })

/** By a code read out over the phone, to register or for a new password. */
export const codeRegistrationInput = z.strictObject({
  name: loginName.describe('E-mail or user name'),
  code: typedCode,
  fact,
  password: newPassword,
})

/** Staff who are told of a dead link, so that a large office is not flooded by one client's mistakes. */
const TOLD = 10

/** Whose link or code it is, where everything stated is right. */
interface Scored {
  person: { name: string; email: string | null; registered: boolean } | null
}

/**
 * Counts a try in the very transaction that checks it, with the person locked: of any number at once
 * each is counted, and none after the fifth wrong one is checked.
 */
export const attemptRegistration = operation({
  name: 'registration.attempt',
  done: { en: 'Tried to register', es: 'Intentó registrarse' },
  outcomes: {
    ...DEAD_LINK,
    wrong_fact: { en: 'stated wrong', es: 'indicado mal' },
    link_killed: {
      en: 'stated wrong for the fifth time: link dead',
      es: 'indicado mal por quinta vez: enlace muerto',
    },
  },
  summary: 'Counts a try to register',
  input: stated,
  right: null,
  quiet: true,
  async run(op, { proof, fact }) {
    const { tx, now, note } = op
    const proofToken = await findProofToken(op, proof)
    const { person, token } = proofToken
    const right = await isRight(op, proofToken, await identityCheckOf(tx), fact)
    await countRegistrationAttempt(tx, person?.id ?? newId(), token ? now : null)
    if (person) note({ subject: show('person', person.id) })
    if (!token || !person) {
      // As much as for a failed identity check.
      await countWrong(tx, Buffer.alloc(32), now)
      note({ outcome: 'dead_link' })
      return done<Scored>({ person: null })
    }
    if (right) {
      note({ outcome: 'judged' })
      const { name, email, activated_at } = person
      return done<Scored>({ person: { name, email, registered: activated_at !== null } })
    }
    const wrong = await countWrong(tx, token.hash, now)
    note({ outcome: wrong >= ATTEMPTS ? 'link_killed' : 'wrong_fact' })
    if (wrong >= ATTEMPTS) await tellStaff(op, person)
    return done<Scored>({ person: null })
  },
})

/** Somebody may be guessing, or a client cannot get in: either way staff should look. */
async function tellStaff(
  op: OperationContext,
  client: NonNullable<ProofToken['person']>,
): Promise<void> {
  const { tx, installation } = op
  const sender = await mailSender(tx)
  for (const person of await staffToTell(tx, TOLD)) {
    const language = languageOf(person, sender)
    await op.mail(registrationBlockedMail({ installation, sender, person, language, client }))
  }
}

export const register = operation({
  name: 'person.register',
  done: { en: 'Registered and came in', es: 'Se registró y entró' },
  summary:
    'Lets a person in for the first time, with the password they chose or the passkey they made',
  input: stated.extend({
    passwordHash: z.string().nullable(),
    credential: madeCredential.optional(),
    device: z.string().nullable(),
    userAgent: z.string().max(16_384).optional(),
  }),
  right: null,
  async run(op, { proof: shown, fact, passwordHash, credential, device, userAgent }) {
    const { tx } = op
    const proofToken = await findProofTokenAgain(op, { proof: shown, fact }, { registered: false })
    if (!proofToken.ok) return proofToken
    const { person, token } = proofToken.value
    if (passwordHash !== null) await setPassword(tx, { person: person.id, hash: passwordHash })
    if (credential) {
      const { browser, system } = deviceName(userAgent ?? null)
      const name = [browser, system].filter(Boolean).join(' · ') || 'Passkey'
      const about = { purpose: 'registration', subject: subjectOf(shown) } as const
      const kept = await keepPasskey(op, { person: person.id, name, credential }, about)
      if (!kept.ok) return kept
    }
    await markRegistered(op, person, token)
    const from = { person: person.id, device, userAgent }
    if (!credential) return done(await beginSession(op, { ...from, proof: 'registration' }))
    const recoveryCodes = await firstCodes(op, person.id)
    const opened = await beginSession(op, { ...from, proof: 'passkey' })
    return done({ ...opened, recoveryCodes })
  },
})

/** What a passkey's challenge on the page of a link is bound to. */
export const subjectOf = (proof: Proof): string =>
  'token' in proof ? hashToken(proof.token).toString('base64url') : ''

const SHAPE = {
  digits: 'digits',
  birth_date: 'date',
  case_number: 'required',
} as const satisfies Record<IdentityCheck, string>

/** What the portal asks for, read into the one spelling that is hashed, beside whatever else is typed. */
async function identityCheck({ db }: Installation, { portal }: Caller) {
  const check = await db.read({ portal }, (tx) => identityCheckOf(tx))
  return fact.transform((typed, context) => {
    const read = identityCheckSchemas[check].safeParse(typed)
    if (read.success) return read.data
    context.addIssue({ code: 'custom', ...because(typed ? SHAPE[check] : 'required') })
    return z.NEVER
  })
}

type Entered = Promise<Done<SignIn> | Refusal>

interface Entering {
  proof: Proof
  fact?: string
  password?: string
  credential?: MadeCredential
}

/** Registers with a mailed link, what the portal asks for, and a chosen password or a passkey; and signs in. */
export async function registerByLink(
  installation: Installation,
  caller: Caller,
  input: unknown,
  from: OpenedFrom,
): Entered {
  const fact = (await identityCheck(installation, caller)).optional()
  const parsed = registrationInput.safeExtend({ fact }).safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { token, ...rest } = parsed.data
  return enter(installation, caller, { proof: { token }, ...rest }, from)
}

/** Registers with a code that staff read out; whoever has registered gets the new password they chose. */
export async function registerByCode(
  installation: Installation,
  caller: Caller,
  input: unknown,
  from: OpenedFrom,
): Entered {
  const fact = await identityCheck(installation, caller)
  const parsed = codeRegistrationInput.extend({ fact }).safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { name, code, ...rest } = parsed.data
  return enter(installation, caller, { proof: { name, code }, ...rest }, from)
}

/**
 * A failed identity check and a dead link give the same refusal after the same work: one counted try, and with
 * a password one Argon2id, which is computed outside of transactions, where it would hold a connection for
 * nothing.
 */
async function enter(
  installation: Installation,
  caller: Caller,
  { proof, fact, password, credential }: Entering,
  from: OpenedFrom,
): Entered {
  const about: Stated = { proof, fact: fact ?? null }
  return admitToProve(installation, caller, 'registration', {}, async () => {
    const attempt = await performInTurn(installation, attemptRegistration, caller, about)
    const person = attempt.ok ? attempt.value.person : null
    // Checked for nobody too, so that time does not tell whether the rest was right.
    const weak =
      password === undefined
        ? null
        : await checkChoice(installation, password, person ? [person.name, person.email] : [])
    if (person && weak) return weak
    const passwordHash = password === undefined ? null : await hashPassword(password, caller.portal)
    if (!person) return refuse('registration')
    return person.registered
      ? performInTurn(installation, resetByCode, caller, { ...about, passwordHash, ...from })
      : performInTurn(installation, register, caller, {
          ...about,
          passwordHash,
          credential,
          ...from,
        })
  })
}
