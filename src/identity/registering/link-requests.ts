import { z } from 'zod'
import { newId, show } from '../../kit/ids.ts'
import { spendWithin } from '../../kit/limits.ts'
import { mailJob } from '../../kit/mail.ts'
import { done, operation, type Work } from '../../kit/operation.ts'
import { newToken } from '../../kit/tokens.ts'
import { whyNotNow } from '../invitations/why-not-now.ts'
import { invitationMail } from '../mails.tsx'
import { inviteByMail } from '../persons/new-person.ts'
import { lockPerson, mailSender } from '../persons/queries.ts'
import { findToken, retireTokens } from '../tokens/tokens.ts'

const HOUR = 3600
/** New links to one address of a client in an hour. */
const TO_ONE = 3
/** New links asked for from one network address in an hour, in one portal. */
const FROM_ONE = 20

/**
 * Whoever holds a dead link may have a new one sent: to the card's own e-mail, never to one that is typed.
 * The same answer after the same work, whatever the link was.
 */
export const requestLink = operation({
  name: 'person.request_link',
  summary: 'Mails a new invitation to the person a dead link was for, if they may be invited',
  input: z.strictObject({ token: z.string().min(1).max(100) }),
  right: null,
  quiet: true,
  async run(work, { token }) {
    const { tx, portal, note } = work
    const about = { portal, token, purpose: 'activation', lock: false } as const
    const found = await findToken(tx, about)
    const person = await lockPerson(tx, portal, found?.person_id ?? newId())
    const why = person ? await whyNotNow(work, person) : 'unknown'
    const within = await spendBoth(work, person?.id ?? token)
    if (person) note({ subject: show('person', person.id) })
    if (!person || why !== null || !within) {
      note({ outcome: within ? (why ?? 'unknown') : 'limited' })
      await mailNobody(work)
      return done({})
    }
    note({ outcome: 'mailed' })
    await inviteByMail(work, person)
    return done({})
  },
})

/** Both are spent whatever the first says, so that a refusal costs as much as a mail. */
async function spendBoth({ tx, portal, now, caller, installation }: Work, to: string) {
  const limit = (name: string, key: string, points: number) =>
    spendWithin(tx, installation, { name, key: `${portal} ${key}`, points, seconds: HOUR }, now)
  const from = await limit('new_link_from', caller.ip ?? '', FROM_ONE)
  const one = await limit('new_link_to', to, TO_ONE)
  return from.allowed && one.allowed
}

/** What an invitation costs, without one: the job finds nothing to send. */
async function mailNobody({ tx, portal, now, installation, enqueue }: Work): Promise<void> {
  const person = { id: newId(), name: 'Nobody', email: 'nobody@example.com' }
  const sender = await mailSender(tx, portal)
  await retireTokens(tx, { portal, person: person.id, purpose: 'activation', now })
  const { language } = sender
  const { token } = newToken()
  invitationMail({ installation, sender, person, token, expires: now, language })
  await enqueue(mailJob, { portal, mail: newId() })
}
