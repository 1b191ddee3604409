import type { Work } from '../../kit/operation.ts'
import { issueToken } from '../tokens/tokens.ts'
import { invitationMail } from '../mails.tsx'
import type { Fact } from '../facts/fact.ts'
import { keepFact } from '../facts/queries.ts'
import type { PersonKind } from '../../gate/index.ts'
import { askedBy } from './asking.ts'
import { languageOf, type ContactRole } from './person.ts'
import { insertPerson, lockPersonByEmail, mailSender } from './queries.ts'

export interface NewPerson {
  kind: PersonKind
  name: string
  /** Lower case. */
  email: string
  seat: 'pro' | 'guest'
  /** Of a contact; a client where it is not said. */
  role?: ContactRole
  partner?: string
  language?: string
  /** Of a contact, in the spelling of `statedAs`. */
  facts?: Partial<Record<Fact, string>>
  /** The secret of their invitation, for whoever leads them on by other means as well. */
  invitation?: string
}

/**
 * Adds a person to the transaction's portal and mails an invitation; part of another operation.
 * @returns the person's row id; null where the e-mail is taken, also by an addition at the same moment
 */
export async function addNewPerson(work: Work, person: NewPerson): Promise<string | null> {
  const id = await insertPerson(work.tx, { ...person, portal: work.portal, now: work.now })
  if (id === null) return null
  for (const [fact, value] of Object.entries(person.facts ?? {}))
    if (value !== undefined)
      await keepFact(
        work.tx,
        work.installation.keys,
        { portal: work.portal, person: id, fact: fact as Fact },
        value,
      )
  await inviteByMail(work, { ...person, id })
  return id
}

/**
 * Like `addNewPerson`, for what may be done twice: for an e-mail that is taken it invites that person
 * again, unless they have activated or been disabled.
 * @returns the person's row id
 */
export async function addPerson(work: Work, person: NewPerson): Promise<string> {
  const added = await addNewPerson(work, person)
  if (added !== null) return added
  const there = await lockPersonByEmail(work.tx, work.portal, person.email)
  if (!there.activated_at && !there.disabled_at) await inviteByMail(work, there)
  return there.id
}

/**
 * Issues an invitation, retiring the earlier one, and mails it. Whoever asked for it is told if it is refused.
 * @param urgent somebody waits for it with the browser open
 */
export async function inviteByMail(
  work: Work,
  person: Pick<NewPerson, 'name' | 'invitation'> & {
    id: string
    email: string | null
    language?: string | null
  },
  { urgent = false } = {},
): Promise<void> {
  const { tx, portal, now, installation } = work
  const sender = await mailSender(tx, portal)
  const expires = now.add({ hours: sender.invitation_hours })
  const token = await issueToken(tx, {
    portal,
    person: person.id,
    purpose: 'activation',
    now,
    expires,
    secret: person.invitation,
  })
  const language = languageOf(person, sender)
  const letter = invitationMail({ installation, sender, person, token, expires, language })
  await work.mail(letter && { ...letter, urgent, ...(await askedBy(work, sender)) })
}
