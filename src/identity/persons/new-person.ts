import { sql } from 'kysely'
import { newId } from '../../kit/ids.ts'
import type { Work } from '../../kit/operation.ts'
import { isLanguage } from '../../kit/texts.ts'
import { issueToken } from '../activations/tokens.ts'
import { activationMail } from '../mails.tsx'
import type { PersonKind } from '../rights.ts'
import { mailSender } from './queries.ts'

export interface NewPerson {
  kind: PersonKind
  name: string
  /** Lower case. */
  email: string
  seat: 'pro' | 'guest'
  partner?: string
  language?: string
}

/**
 * Adds a person to the transaction's portal and mails an activation; part of another operation.
 * Called again for the same e-mail it invites that person again, unless they have activated.
 * @returns the person's row id
 */
export async function addPerson(work: Work, person: NewPerson): Promise<string> {
  const { tx, portal, now } = work
  const row = await tx.db
    .insertInto('persons')
    .values({
      portal_id: portal,
      id: newId(),
      kind: person.kind,
      partner_id: person.partner ?? null,
      name: person.name,
      email: person.email,
      seat: person.seat,
      language: person.language ?? null,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['portal_id', 'email']).doUpdateSet({ name: sql<string>`persons.name` }),
    )
    .returning(['id', 'activated_at'])
    .executeTakeFirstOrThrow()
  if (!row.activated_at) await inviteByMail(work, { ...person, id: row.id })
  return row.id
}

/** Issues an activation token, retiring the earlier one, and mails it. */
export async function inviteByMail(
  work: Work,
  person: { id: string; name: string; email: string; language?: string | null },
): Promise<void> {
  const { tx, portal, now, installation } = work
  const sender = await mailSender(tx, portal)
  const expires = now.add({ hours: 24 * sender.invitation_days })
  const token = await issueToken(tx, {
    portal,
    person: person.id,
    purpose: 'activation',
    now,
    expires,
  })
  const language = isLanguage(person.language) ? person.language : sender.language
  await work.mail(activationMail({ installation, sender, person, token, expires, language }))
}
