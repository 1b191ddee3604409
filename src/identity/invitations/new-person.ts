import { aboutReader } from '../mail-texts/compose.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { issueToken } from '../tokens/tokens.ts'
import { invitationMail } from '../mails.tsx'
import type { IdentityCheck } from '../identity-checks/identity-check.ts'
import { keepIdentityCheck } from '../identity-checks/queries.ts'
import { mailRequester } from '../persons/mail-requester.ts'
import { languageOf, type NewPerson } from '../persons/person.ts'
import { insertPerson, lockPersonByEmail, mailSender } from '../persons/queries.ts'

/**
 * Adds a person to the transaction's portal and mails an invitation; part of another operation.
 * @returns the person's row id; null where the e-mail is taken, also by an addition at the same moment
 */
export async function addNewPerson(
  op: OperationContext,
  person: NewPerson,
): Promise<string | null> {
  const id = await insertPerson(op.tx, { ...person, now: op.now })
  if (id === null) return null
  for (const [fact, value] of Object.entries(person.identityChecks ?? {}))
    if (value !== undefined)
      await keepIdentityCheck(
        op.tx,
        op.installation.keys,
        { portal: op.portal, person: id, fact: fact as IdentityCheck },
        value,
      )
  await inviteByMail(op, { ...person, id })
  return id
}

/**
 * Like `addNewPerson`, for what may be done twice: for an e-mail that is taken it invites that person
 * again, unless they have activated or been disabled.
 * @returns the person's row id
 */
export async function addPerson(op: OperationContext, person: NewPerson): Promise<string> {
  const added = await addNewPerson(op, person)
  if (added !== null) return added
  const there = await lockPersonByEmail(op.tx, person.email)
  if (!there.activated_at && !there.disabled_at) await inviteByMail(op, there)
  return there.id
}

/**
 * Issues an invitation, retiring the earlier one, and mails it. Whoever asked for it is told if it is refused.
 * @param urgent somebody waits for it with the browser open
 */
export async function inviteByMail(
  op: OperationContext,
  person: Pick<NewPerson, 'name' | 'invitation'> & {
    id: string
    email: string | null
    language?: string | null
  },
  { urgent = false } = {},
): Promise<void> {
  const { tx, now, installation } = op
  const sender = await mailSender(tx)
  const expires = now.add({ hours: sender.invitation_hours })
  const token = await issueToken(tx, {
    person: person.id,
    purpose: 'activation',
    now,
    expires,
    secret: person.invitation,
  })
  const language = languageOf(person, sender)
  const more = await aboutReader(op, sender, person.id)
  const mail = invitationMail({ installation, sender, person, token, expires, language, more })
  await op.mail(mail && { ...mail, urgent, ...(await mailRequester(op, sender)) })
}
