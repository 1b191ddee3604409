import { aboutReader, composeMail, mailSender, shipped } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import type { MailKind } from '../../kit/mail-kind.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { correspondent } from './correspondent-queries.ts'
import { words } from './texts.ts'

export const FILE_REQUESTED = shipped(words, {
  kind: 'file_requested',
  about: ['contact'],
  needsLink: true,
  title: 'made.title',
  subject: 'made.subject',
  body: ['mail.hello', 'made.text'],
  button: 'mail.send',
  why: 'mail.why',
})

export const FILE_REQUEST_REMINDER = shipped(words, {
  kind: 'file_request_reminder',
  about: ['contact'],
  needsLink: true,
  title: 'reminder.title',
  subject: 'reminder.subject',
  body: ['mail.hello', 'reminder.text'],
  button: 'mail.send',
  why: 'mail.why',
})

export const FILE_REQUESTED_AGAIN = shipped(words, {
  kind: 'file_requested_again',
  about: ['contact'],
  needsLink: true,
  title: 'again.title',
  subject: 'again.subject',
  body: ['mail.hello', 'again.text'],
  button: 'mail.send',
  why: 'mail.why',
})

export const FILE_REQUEST_ANSWERED = shipped(words, {
  kind: 'file_request_answered',
  needsLink: true,
  title: 'answer.title',
  subject: 'answer.subject',
  body: ['mail.hello', 'answer.text'],
  button: 'answer.button',
  why: 'answer.why',
})

export const mailKinds = [
  FILE_REQUESTED,
  FILE_REQUEST_REMINDER,
  FILE_REQUESTED_AGAIN,
  FILE_REQUEST_ANSWERED,
]

/**
 * Writes to somebody about a request; what is asked for, and what came, stays in the portal. Whoever is disabled
 * cannot look at it, and is not written to.
 */
export async function tellOfRequest(
  op: OperationContext,
  kind: MailKind,
  { request, person: id }: { request: string; person: string },
): Promise<void> {
  const person = await correspondent(op.tx, id)
  if (!person || person.isDisabled) return
  const sender = await mailSender(op.tx)
  const path = routes.requests.one({ request: show('request', request) })
  const link = addressOn(op.installation, sender.host, path)
  const language = isLanguage(person.language) ? person.language : sender.language
  const more = await aboutReader(op, sender, person.id)
  await op.mail(composeMail(kind, { sender, person, language, link, more }))
}
