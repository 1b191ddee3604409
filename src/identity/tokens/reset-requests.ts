import { z } from 'zod'
import { newId, show } from '../../kit/ids.ts'
import { mailJob } from '../../kit/mail.ts'
import { done, operation, type Work } from '../../kit/operation.ts'
import { newToken } from '../../kit/tokens.ts'
import { resetMail } from '../mails.tsx'
import { email, languageOf } from '../persons/person.ts'
import { lockForReset, mailSender } from '../persons/queries.ts'
import { issueToken, retireTokens } from './tokens.ts'

const RESET_HOURS = 1

/** The same answer after the same work, whether or not somebody has that e-mail; only they get a mail. */
export const requestReset = operation({
  name: 'password.request_reset',
  summary: 'Mails a link for choosing a new password',
  input: z.strictObject({ email }),
  right: null,
  quiet: true,
  async run(work, { email }) {
    const { tx, portal, note } = work
    const person = await lockForReset(tx, portal, email)
    note({ outcome: person ? 'mailed' : 'unknown' })
    if (!person) {
      await mailNobody(work, email)
      return done({})
    }
    await mailReset(work, person)
    note({ subject: show('person', person.id) })
    return done({})
  },
})

/** Issues a token for a new password, retiring the earlier one, and mails it; part of an operation. */
export async function mailReset(
  work: Work,
  person: { id: string; name: string; email: string | null; language: string | null },
): Promise<void> {
  const { tx, portal, now, installation } = work
  const sender = await mailSender(tx, portal)
  const about = { portal, person: person.id, purpose: 'reset', now } as const
  const token = await issueToken(tx, { ...about, expires: now.add({ hours: RESET_HOURS }) })
  const language = languageOf(person, sender)
  await work.mail(resetMail({ installation, sender, person, token, language }))
}

/** What a mail costs, without one: the job finds nothing to send. */
async function mailNobody({ tx, portal, now, installation, enqueue }: Work, email: string) {
  const person = { id: newId(), name: email, email }
  const sender = await mailSender(tx, portal)
  await retireTokens(tx, { portal, person: person.id, purpose: 'reset', now })
  const { token } = newToken()
  resetMail({ installation, sender, person, token, language: sender.language })
  await enqueue(mailJob, { portal, mail: newId() })
}
