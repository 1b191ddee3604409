import { aboutReader } from '../mail-texts/compose.ts'
import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import { lineOfMany, type OperationContext } from '../../kit/operation.ts'
import type { LateMailInput } from '../../kit/paced-mail/sending.ts'
import { queuePaced } from '../../kit/paced-mail/pacing.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { newToken } from '../../kit/tokens.ts'
import { countInvitations } from '../mail-limits/mail-limits.ts'
import { invitationMail } from '../mails.tsx'
import { languageOf } from '../persons/person.ts'
import { mailSender, personById } from '../persons/queries.ts'
import { whyNotInvited, type WhyNot } from './invitation.ts'
import { extendInvitation, insertInvitations, lockInvitables } from './queries.ts'

/** Why somebody among many is left out: as for one alone, or because they have just been invited. */
export type WhySkipped = WhyNot | 'invited_lately' | 'mailed_often' | 'trial_used_up'

export type Invited = 'invited' | WhySkipped | 'gone'

const INVITED = lineOfMany('mass_invitation.invite', {
  en: 'Invited, with many others',
  es: 'Recibió la invitación, con muchos otros',
})

interface BulkInvitation {
  /** Row ids. */
  persons: readonly string[]
  /** The bulk job that this is part of. */
  work: string
  /** Leaves out those whose newest invitation is younger than this. */
  since: Instant | null
}

/** As `invitationMail` calls itself. */
export const INVITATION_MAIL = 'invitation'

/**
 * Invites many with a handful of statements; part of a transaction. Everybody is locked, in the order of
 * their ids, and looked at once more: what has changed since they were chosen counts. Earlier links stop
 * working, each has a line in the audit trail, and the mails leave at the portal's rate.
 * @returns what became of each, in the order of `persons`
 */
export async function inviteInBulk(
  op: OperationContext,
  { persons, since, ...query }: BulkInvitation,
): Promise<Invited[]> {
  const { tx, now } = op
  const candidates = await lockInvitables(tx, persons)
  const became = new Map<string, Invited>()
  for (const one of candidates) {
    const lately =
      since && one.invitedAt !== null && Temporal.Instant.compare(one.invitedAt, since) > 0
    became.set(one.id, whyNotInvited(one) ?? (lately ? 'invited_lately' : 'invited'))
  }
  await leaveOut(op, candidates, became)
  const invited = [...became].flatMap(([id, what]) => (what === 'invited' ? [id] : []))
  const tokens = invited.map((person) => ({ person, ...newToken() }))
  if (tokens.length > 0) {
    const { invitation_hours: hours } = await mailSender(tx)
    await insertInvitations(tx, tokens, { now, expires: now.add({ hours }) })
    await queuePaced(
      op,
      { work: query.work, kind: INVITATION_MAIL },
      tokens.map(({ person, token }) => ({ person, content: { token } })),
    )
    const details = { work: show('work', query.work) }
    op.noteEach(
      invited.map((person) => ({
        operation: INVITED,
        subject: show('person', person),
        details,
      })),
    )
  }
  return persons.map((person) => became.get(person) ?? 'gone')
}

/** Leaves out those to whom mails have gone too often, and those for whom a trial has none left today. */
async function leaveOut(
  op: OperationContext,
  candidates: Awaited<ReturnType<typeof lockInvitables>>,
  became: Map<string, Invited>,
): Promise<void> {
  const toInvite = candidates.filter(({ id }) => became.get(id) === 'invited')
  const { often, granted } = await countInvitations(
    op,
    toInvite.map(({ email }) => email!),
  )
  let left = granted
  for (const { id, email } of toInvite)
    if (often.has(email!)) became.set(id, 'mailed_often')
    else if (left-- <= 0) became.set(id, 'trial_used_up')
}

/**
 * Renders the mail of an invitation when it leaves: as the person and the portal are now, good for its
 * whole length from now on. Null where a newer invitation, a new e-mail, registering or disabling has
 * ended this one.
 */
export async function lateInvitation(due: LateMailInput): Promise<OutgoingMail | null> {
  const { tx, now, installation, person: id, content } = due
  const sender = await mailSender(tx)
  const expires = now.add({ hours: sender.invitation_hours })
  const token = content['token']!
  const person = await personById(tx, id)
  if (!person || !(await extendInvitation(tx, token, expires))) return null
  const language = languageOf(person, sender)
  const more = await aboutReader(due, sender, id)
  return invitationMail({ installation, sender, person, token, expires, language, more })
}
