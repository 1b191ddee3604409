import { composeMail, languageOf, mailSender, shipped } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Addition } from '../../kit/place.ts'
import { routes } from '../../routes.ts'
import { newsOf, type News } from '../telling/index.ts'
import { correspondent } from './correspondent-queries.ts'
import { requestsIn } from './queries.ts'
import type { FileRequest, RequestState } from './request.ts'
import { words } from './texts.ts'

const FILE_REQUESTED = shipped(words, {
  kind: 'file_requested',
  about: ['contact'],
  needsLink: true,
  title: 'made.title',
  subject: 'made.subject',
  body: ['mail.hello', 'made.text'],
  button: 'mail.send',
  why: 'mail.why',
})

const FILE_REQUEST_REMINDER = shipped(words, {
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

const FILE_REQUEST_ANSWERED = shipped(words, {
  kind: 'file_request_answered',
  more: ['client'],
  needsLink: true,
  title: 'answer.title',
  subject: 'answer.subject',
  body: ['mail.hello', 'answer.text'],
  button: 'answer.button',
  why: 'answer.why',
})

const FILES_REQUESTED = shipped(words, {
  kind: 'files_requested',
  about: ['contact'],
  needsLink: true,
  title: 'several.title',
  subject: 'several.subject',
  body: ['mail.hello', 'several.text'],
  button: 'several.send',
  why: 'several.why',
})

const FILE_REQUEST_REMINDERS = shipped(words, {
  kind: 'file_request_reminders',
  about: ['contact'],
  needsLink: true,
  title: 'reminders.title',
  subject: 'reminders.subject',
  body: ['mail.hello', 'reminders.text'],
  button: 'several.send',
  why: 'several.why',
})

const FILE_REQUEST_ACCEPTED = shipped(words, {
  kind: 'file_request_accepted',
  about: ['contact'],
  needsLink: true,
  title: 'accepted.title',
  subject: 'accepted.subject',
  body: ['mail.hello', 'accepted.text'],
  button: 'over.button',
  why: 'over.why',
})

const FILE_REQUEST_WITHDRAWN = shipped(words, {
  kind: 'file_request_withdrawn',
  about: ['contact'],
  needsLink: true,
  title: 'withdrawn.title',
  subject: 'withdrawn.subject',
  body: ['mail.hello', 'withdrawn.text'],
  button: 'over.button',
  why: 'over.why',
})

export const mailKinds = [
  FILE_REQUESTED,
  FILES_REQUESTED,
  FILE_REQUEST_REMINDER,
  FILE_REQUEST_REMINDERS,
  FILE_REQUESTED_AGAIN,
  FILE_REQUEST_ANSWERED,
  FILE_REQUEST_ACCEPTED,
  FILE_REQUEST_WITHDRAWN,
]

const news = (what: News['what'], mails: News['mails'], state: RequestState): Addition =>
  newsOf.with({
    what,
    mails,
    still: (tx, _, { person, things }) => requestsIn(tx, { person, ids: things, state }),
    page: (request) => routes.requests.one({ request: show('request', request) }),
    pageOfAll: () => `${routes.documents()}#requests`,
  })

/** What whoever is asked is told by mail; what is asked for, and what came, stays in the portal. */
export const requestNews = [
  news('requested', { one: FILE_REQUESTED, several: FILES_REQUESTED }, 'open'),
  news('reminder', { one: FILE_REQUEST_REMINDER, several: FILE_REQUEST_REMINDERS }, 'open'),
  news('accepted', { one: FILE_REQUEST_ACCEPTED, several: FILE_REQUEST_ACCEPTED }, 'accepted'),
  news('withdrawn', { one: FILE_REQUEST_WITHDRAWN, several: FILE_REQUEST_WITHDRAWN }, 'withdrawn'),
]

/** Tells whoever has asked, once, that something came; whoever is disabled cannot look at it. */
export async function tellOfAnswer(
  op: OperationContext,
  { id, askedBy, personName: client }: Pick<FileRequest, 'id' | 'askedBy' | 'personName'>,
): Promise<void> {
  const person = await correspondent(op.tx, askedBy)
  if (!person || person.isDisabled) return
  const sender = await mailSender(op.tx)
  const path = routes.requests.one({ request: show('request', id) })
  const link = addressOn(op.installation, sender.host, path)
  const language = languageOf(person, sender)
  const about = { sender, person, language, link, values: { client } }
  await op.mail(composeMail(FILE_REQUEST_ANSWERED, about))
}
