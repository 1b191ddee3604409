import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { languageOf } from '../persons/person.ts'
import { isKeptFromColleagues } from '../persons/owner.ts'
import { onPerson, thatPerson } from '../persons/on-person.ts'
import { lockPerson, mailSender } from '../persons/queries.ts'
import { inWords, whomToAsk } from '../persons/whom-to-ask.ts'
import { refuse } from '../refusals.ts'
import { lockForSession } from '../sessions/queries.ts'
import { tokenState } from '../tokens/token.ts'
import { issueToken } from '../tokens/tokens.ts'
import { findToken, retireTokens, spendToken } from '../tokens/queries.ts'
import { emailChangedMail, emailProofMail, newEmailMail, userNameMail } from './mails.ts'
import { dropMailedCodes, dropNewEmail, keepNewEmail, newEmailOf, setEmail } from './queries.ts'

interface Recipient {
  id: string
  name: string
  email: string | null
  language: string | null
}

/** Who writes, and in which language, as every mail here needs it. */
async function addressed({ tx, installation }: OperationContext, person: Recipient) {
  const sender = await mailSender(tx)
  const ask = inWords(await whomToAsk(tx, person.id))
  return { installation, sender, person, language: languageOf(person, sender), ask }
}

/**
 * Asks a locked person who has registered to prove an e-mail before they sign in with it; part of an operation.
 * The one they have keeps signing in, and is told at once: were it only replaced, whoever has the new one could
 * have a new password mailed, and nobody would know. A link that was mailed for another retires.
 */
export async function askForEmail(
  op: OperationContext,
  person: Recipient & { disabled_at: unknown },
  email: string,
): Promise<void> {
  const { tx, now } = op
  await keepNewEmail(tx, { person: person.id, email, now })
  await op.mail(newEmailMail({ ...(await addressed(op, person)), email }))
  // Somebody disabled is mailed no way in; the link goes out once it is asked for again.
  if (person.disabled_at) await retireTokens(tx, { person: person.id, purpose: 'email', now })
  else await mailProof(op, person, email)
}

async function mailProof(op: OperationContext, person: Recipient, email: string): Promise<void> {
  const { tx, now } = op
  const about = await addressed(op, person)
  const expires = now.add({ hours: about.sender.invitation_hours })
  const token = await issueToken(tx, {
    person: person.id,
    purpose: 'email',
    now,
    expires,
  })
  await op.mail(emailProofMail({ ...about, email, token, expires }))
}

/** Tells somebody at their e-mail that their user name is another; part of an operation. */
export async function tellUserName(
  op: OperationContext,
  person: Recipient,
  userName: string | null,
): Promise<void> {
  await op.mail(userNameMail({ ...(await addressed(op, person)), userName }))
}

/** Sends the link again, which retires the one before. */
async function sendAgain(
  op: OperationContext,
  id: string,
): Promise<Done<{ person: string }> | Refusal> {
  const { tx, note } = op
  const person = await lockPerson(tx, id)
  const waiting = person && (await newEmailOf(tx, id))
  if (!waiting) return person ? refuse('no_new_email') : kitRefuse('not_found')
  if (person.disabled_at) return refuse('disabled')
  await mailProof(op, person, waiting.email)
  note({ subject: show('person', id), unsaid: { newEmail: waiting.email } })
  return done({ person: id })
}

/** What is noted of it. */
const WITHDRAWN = {
  withdrawn: { en: 'Withdrawn', es: 'Retirado' },
}

async function withdraw(
  op: OperationContext,
  id: string,
): Promise<Done<{ person: string }> | Refusal> {
  const { tx, now, note } = op
  const person = await lockPerson(tx, id)
  if (!person) return kitRefuse('not_found')
  if (await isKeptFromColleagues(op, id)) return refuse('owner_only')
  const waiting = await newEmailOf(tx, id)
  if (!waiting || !(await dropNewEmail(tx, id))) return refuse('no_new_email')
  await retireTokens(tx, { person: id, purpose: 'email', now })
  note({ subject: show('person', id), unsaid: { withdrawn: waiting.email } })
  return done({ person: id })
}

export const resendNewEmail = operation({
  name: 'person.resend_email_proof',
  done: {
    en: 'Mailed the link for a new e-mail again',
    es: 'Envió otra vez el enlace de un correo nuevo',
  },
  summary: 'Mails the link that proves a person’s new e-mail again; the earlier link stops working',
  input: onPerson,
  right: 'people:manage',
  subjects: thatPerson,
  run: (op, { person }) => sendAgain(op, person),
})

export const withdrawNewEmail = operation({
  name: 'person.withdraw_email',
  done: { en: 'Withdrew a new e-mail', es: 'Retiró un correo nuevo' },
  details: WITHDRAWN,
  summary: 'Withdraws a new e-mail that a person has not proved yet; the one they have stays',
  input: onPerson,
  right: 'people:manage',
  subjects: thatPerson,
  run: (op, { person }) => withdraw(op, person),
})

const own = { input: z.strictObject({}), right: 'self' } as const

export const resendOwnEmail = operation({
  ...own,
  name: 'profile.resend_email_proof',
  done: {
    en: 'Had the link for their new e-mail mailed again',
    es: 'Pidió otra vez el enlace de su correo nuevo',
  },
  summary: 'Mails the link that proves one’s own new e-mail again; the earlier link stops working',
  run: (op) => sendAgain(op, op.caller.person!),
})

export const withdrawOwnEmail = operation({
  ...own,
  name: 'profile.withdraw_email',
  done: { en: 'Withdrew their new e-mail', es: 'Retiró su correo nuevo' },
  details: WITHDRAWN,
  summary: 'Withdraws one’s own new e-mail, which is not proved yet; the one before stays',
  run: (op) => withdraw(op, op.caller.person!),
})

export const proveEmailInput = z.strictObject({ token: z.string().min(1).max(100) })

/**
 * Spends the mailed link: from then on the new e-mail signs in and gets what is mailed, and whatever was mailed
 * to the one before is dead. Of any number of uses at once, one gets it live.
 */
export const proveEmail = operation({
  name: 'person.prove_email',
  done: { en: 'Proved a new e-mail', es: 'Confirmó un correo nuevo' },
  summary: 'Proves a new e-mail with a mailed token; from then on it signs in',
  input: proveEmailInput,
  right: null,
  async run(op, { token: secret }) {
    const { tx, portal, now, note } = op
    const about = { portal, token: secret, purpose: 'email' } as const
    const seen = await findToken(tx, { ...about, lock: false })
    const person = seen && (await lockForSession(tx, seen.person_id))
    const token = person && (await findToken(tx, { ...about, lock: true }))
    const waiting = token && (await newEmailOf(tx, person.id))
    if (!waiting || tokenState(token, now) !== 'live' || person.disabled_at)
      return refuse('dead_token')
    if (person.shut) return refuse('portal_suspended', { values: { portal: person.portal_name } })
    const { email } = waiting
    if (!(await setEmail(tx, { person: person.id, email }))) return refuse('email_taken_since')
    await spendToken(tx, token.hash, now)
    await dropNewEmail(tx, person.id)
    await retireTokens(tx, { person: person.id, now })
    await dropMailedCodes(tx, person.id)
    await op.mail(emailChangedMail({ ...(await addressed(op, person)), email }))
    note({
      subject: show('person', person.id),
      unsaid: { email: { from: person.email, to: email } },
    })
    return done({ email })
  },
})
