import { mailSender, shipped } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import type { Addition } from '../../kit/place.ts'
import { routes } from '../../routes.ts'
import { newsOf, type News } from '../telling/index.ts'
import { requestById, requestsIn } from './queries.ts'
import { lockDueOf, setReminder } from './reminder-queries.ts'
import { remindAt, type RequestState } from './request.ts'
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

const FILE_REQUESTED_AGAIN = shipped(words, {
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

const FILE_REQUESTS_ANSWERED = shipped(words, {
  kind: 'file_requests_answered',
  needsLink: true,
  title: 'answers.title',
  subject: 'answers.subject',
  body: ['mail.hello', 'answers.text'],
  button: 'answer.button',
  why: 'answers.why',
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
  FILE_REQUESTS_ANSWERED,
  FILE_REQUEST_ACCEPTED,
  FILE_REQUEST_WITHDRAWN,
]

interface Of {
  mails: News['mails']
  state: RequestState
}

const page = (request: string) => routes.requests.one({ request: show('request', request) })

/** What whoever is asked is told of. */
const news = (what: News['what'], { mails, state }: Of, more: Partial<News> = {}): Addition =>
  newsOf.with({
    what,
    mails,
    still: (tx, _, { person, things }) => requestsIn(tx, { person, ids: things, state }),
    page,
    pageOfAll: () => `${routes.documents()}#requests`,
    ...more,
  })

/** Whether one was asked for again, whenever that was. */
const wordingOfRequest = async (tx: Tx, request: string) =>
  (await requestById(tx, request))?.sealedWhy ? { kind: FILE_REQUESTED_AGAIN } : {}

/** Whoever has asked is told that something came, and by whom; never what. */
const answerNews = newsOf.with({
  what: 'answered',
  mails: { one: FILE_REQUEST_ANSWERED, several: FILE_REQUESTS_ANSWERED },
  wording: async (tx, request) => ({
    values: { client: (await requestById(tx, request))?.personName ?? '' },
  }),
  still: (tx, _, { person, things }) =>
    requestsIn(tx, { person, as: 'asked_by', ids: things, state: 'answered' }),
  page,
  pageOfAll: () => routes.requests({}, { show: 'waiting' }),
})

/** What people are told by mail; what is asked for, and what came, stays in the portal. */
export const requestNews = [
  answerNews,
  news(
    'requested',
    { mails: { one: FILE_REQUESTED, several: FILES_REQUESTED }, state: 'open' },
    { wording: wordingOfRequest, told: ({ tx, now }, things) => passReminders(tx, things, now) },
  ),
  news('reminder', {
    mails: { one: FILE_REQUEST_REMINDER, several: FILE_REQUEST_REMINDERS },
    state: 'open',
  }),
  news('accepted', {
    mails: { one: FILE_REQUEST_ACCEPTED, several: FILE_REQUEST_ACCEPTED },
    state: 'accepted',
  }),
  news('withdrawn', {
    mails: { one: FILE_REQUEST_WITHDRAWN, several: FILE_REQUEST_WITHDRAWN },
    state: 'withdrawn',
  }),
]

/** Whoever was told just now that something is wanted is not reminded of it in the same moment. */
async function passReminders(tx: Tx, requests: readonly string[], now: Instant): Promise<void> {
  const due = await lockDueOf(tx, requests, now)
  if (due.length === 0) return
  const { time_zone: zone } = await mailSender(tx)
  for (const one of due)
    await setReminder(tx, one.id, { remindAt: remindAt(one, now, zone), isSent: false })
}
