import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { isLanguage } from '../../kit/texts.ts'
import { invalid, invalidField } from '../../kit/validation.ts'
import { passwordChangedMail, resetMail } from '../mails.tsx'
import { hashPassword, newPassword, resembles } from '../passwords/password.ts'
import { email } from '../persons/person.ts'
import { lockPerson, mailSender, personById } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../sessions/queries.ts'
import { openSession, type SessionSecrets } from '../sessions/sessions.ts'
import { findToken, issueToken, spendToken, tokenState, type Purpose } from './tokens.ts'

const RESET_HOURS = 1

const token = z.string().min(1).max(100)
export const choosePasswordInput = z.strictObject({ token, password: newPassword })

/** Who a live token belongs to; null for any that is dead or unknown. Changes nothing. */
export async function tokenHolder(
  installation: Installation,
  portal: string,
  purpose: Purpose,
  secret: string,
): Promise<{ id: string; name: string; email: string } | null> {
  return installation.db.read({ portal }, async (tx) => {
    const found = await findToken(tx, { portal, token: secret, purpose, lock: false })
    if (!found || tokenState(found, await installation.clock.now(tx)) !== 'live') return null
    return (await personById(tx, portal, found.person_id)) ?? null
  })
}

const spendInput = z.strictObject({
  token,
  passwordHash: z.string(),
  device: z.string().nullable(),
  userAgent: z.string().optional(),
})

const activate = operation({
  name: 'person.activate',
  summary: 'Lets a person in for the first time, with the password they chose',
  input: spendInput,
  right: null,
  async run(work, { token, passwordHash, device, userAgent }) {
    const { tx, portal, now, note } = work
    const found = await findToken(tx, { portal, token, purpose: 'activation', lock: true })
    if (!found || tokenState(found, now) !== 'live') return refuse('dead_token')
    const person = await lockPerson(tx, portal, found.person_id)
    if (!person || person.disabled_at) return refuse('dead_token')
    await spendToken(tx, portal, found.hash, now)
    await tx.db
      .updateTable('persons')
      .set({ password_hash: passwordHash, activated_at: now })
      .where('portal_id', '=', portal)
      .where('id', '=', person.id)
      .execute()
    const secrets = await openSession(work, { person: person.id, device, userAgent })
    note({ subject: show('person', person.id), details: {} })
    return done(secrets)
  },
})

const resetPassword = operation({
  name: 'password.reset',
  summary: 'Sets a new password with a mailed token, ends every session and unlocks',
  input: spendInput,
  right: null,
  async run(work, { token, passwordHash, device, userAgent }) {
    const { tx, portal, now, note, installation } = work
    const found = await findToken(tx, { portal, token, purpose: 'reset', lock: true })
    if (!found || tokenState(found, now) !== 'live') return refuse('dead_token')
    const person = await lockPerson(tx, portal, found.person_id)
    if (!person || person.disabled_at) return refuse('dead_token')
    await spendToken(tx, portal, found.hash, now)
    await tx.db
      .updateTable('persons')
      .set({ password_hash: passwordHash })
      .where('portal_id', '=', portal)
      .where('id', '=', person.id)
      .execute()
    await endSessionsOf(tx, portal, person.id)
    const secrets = await openSession(work, { person: person.id, device, userAgent })
    const sender = await mailSender(tx, portal)
    const language = isLanguage(person.language) ? person.language : sender.language
    await work.mail(passwordChangedMail({ installation, sender, person, language }))
    note({ subject: show('person', person.id), details: {} })
    return done(secrets)
  },
})

/**
 * Spends a mailed token with a chosen password and signs in. The password is hashed before the
 * transaction opens: Argon2id inside would hold a connection for nothing.
 */
export async function choosePassword(
  installation: Installation,
  caller: Caller,
  purpose: Purpose,
  input: unknown,
  session: { device: string | null; userAgent?: string },
): Promise<Done<SessionSecrets> | Refusal> {
  const parsed = choosePasswordInput.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { token, password } = parsed.data
  const holder = await tokenHolder(installation, caller.portal, purpose, token)
  if (!holder) return refuse('dead_token')
  if (resembles(password, [holder.name, holder.email]))
    return invalidField('password', 'password_known')
  const passwordHash = await hashPassword(password)
  const spend = purpose === 'activation' ? activate : resetPassword
  return perform(installation, spend, caller, { token, passwordHash, ...session })
}

/** The same answer whether or not somebody has that e-mail; only they get a mail. */
export const requestReset = operation({
  name: 'password.request_reset',
  summary: 'Mails a link for choosing a new password',
  input: z.strictObject({ email }),
  right: null,
  quiet: true,
  async run(work, { email }) {
    const { tx, portal, now, note, installation } = work
    const person = await tx.db
      .selectFrom('persons')
      .innerJoin('portals', 'portals.id', 'persons.portal_id')
      .select(['persons.id', 'persons.name', 'persons.email', 'persons.language'])
      .where('persons.portal_id', '=', portal)
      .where('persons.email', '=', email)
      .where('persons.activated_at', 'is not', null)
      .where('persons.disabled_at', 'is', null)
      .where('portals.status', 'not in', ['suspended', 'cancelled'])
      .executeTakeFirst()
    note({ outcome: person ? 'mailed' : 'unknown' })
    if (!person) return done({})
    const sender = await mailSender(tx, portal)
    const expires = now.add({ hours: RESET_HOURS })
    const token = await issueToken(tx, {
      portal,
      person: person.id,
      purpose: 'reset',
      now,
      expires,
    })
    const language = isLanguage(person.language) ? person.language : sender.language
    await work.mail(resetMail({ installation, sender, person, token, language }))
    note({ subject: show('person', person.id) })
    return done({})
  },
})
