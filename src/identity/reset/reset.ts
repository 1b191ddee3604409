import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, type Caller, type OperationContext } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { passwordChangedMail } from '../mails.tsx'
import { checkChoice } from '../passwords/choice.ts'
import { keepPassword } from '../passwords/keeping.ts'
import { hashPassword, isShort, newPasswordBeside } from '../passwords/password.ts'
import { languageOf } from '../persons/person.ts'
import { mailSender, personById } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { performInTurn } from '../sessions/verification.ts'
import type { OpenedFrom } from '../sessions/opening.ts'
import { endSessionsOf, lockForSession } from '../sessions/queries.ts'
import { beginSession, type SignIn } from '../sessions/starting.ts'
import { tokenState, type Purpose } from '../tokens/token.ts'
import { findToken, spendToken } from '../tokens/queries.ts'

const token = z.string().min(1).max(100)
export const choosePasswordInput = z.strictObject({ token, password: newPasswordBeside })

/** Who a live token belongs to; null for any that is dead or unknown. Changes nothing. */
export async function tokenHolder(
  tx: Tx,
  { now, ...about }: { purpose: Purpose; token: string; now: Instant },
): Promise<{ id: string; kind: string; name: string; email: string | null } | null> {
  const token = await findToken(tx, { ...about, lock: false })
  if (!token || tokenState(token, now) !== 'live') return null
  return (await personById(tx, token.person_id)) ?? null
}

const spendInput = z.strictObject({
  token,
  passwordHash: z.string(),
  /** Shorter than a password may be without a second factor. */
  short: z.boolean(),
  device: z.string().nullable(),
  userAgent: z.string().optional(),
})

/**
 * Finds whose live token this is and locks both, the person first as everyone else does: of any number
 * of uses at once, one gets it live.
 */
async function lockLiveToken({ tx, portal, now }: OperationContext, secret: string) {
  const about = { portal, token: secret, purpose: 'reset' } as const
  const seen = await findToken(tx, { ...about, lock: false })
  const person = seen && (await lockForSession(tx, seen.person_id))
  const token = person && (await findToken(tx, { ...about, lock: true }))
  if (!token || tokenState(token, now) !== 'live' || person.disabled_at) return refuse('dead_token')
  return person.shut
    ? refuse('portal_suspended', { values: { portal: person.portal_name } })
    : done({ token, person })
}

const resetPassword = operation({
  name: 'password.reset',
  done: { en: 'Chose a new password by e-mail', es: 'Eligió una contraseña nueva por correo' },
  summary: 'Sets a new password with a mailed token, ends every session and unlocks',
  input: spendInput,
  right: null,
  async run(op, { token, passwordHash, short, device, userAgent }) {
    const { tx, now, installation } = op
    const locked = await lockLiveToken(op, token)
    if (!locked.ok) return locked
    const { person } = locked.value
    await spendToken(tx, locked.value.token.hash, now)
    const refused = await keepPassword(op, person.id, { passwordHash, short })
    if (refused) return refused
    await endSessionsOf(tx, person.id)
    const sender = await mailSender(tx)
    const language = languageOf(person, sender)
    await op.mail(passwordChangedMail({ installation, sender, person, language }))
    const proof = 'reset'
    return done(await beginSession(op, { person: person.id, proof, device, userAgent }))
  },
})

/**
 * Spends a mailed token with a chosen password and signs in. The password is hashed before the
 * transaction opens: Argon2id inside would hold a connection for nothing.
 */
export async function choosePassword(
  installation: Installation,
  caller: Caller,
  input: unknown,
  from: OpenedFrom,
): Promise<Done<SignIn> | Refusal> {
  const parsed = choosePasswordInput.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { token, password } = parsed.data
  const { portal } = caller
  const holder = await installation.db.read({ portal }, async (tx) =>
    tokenHolder(tx, { purpose: 'reset', token, now: await installation.clock.now(tx) }),
  )
  if (!holder) return refuse('dead_token')
  const weak = await checkChoice(installation, password, [holder.name, holder.email])
  if (weak) return weak
  const passwordHash = await hashPassword(password, portal)
  return performInTurn(installation, resetPassword, caller, {
    token,
    passwordHash,
    short: isShort(password),
    ...from,
  })
}
