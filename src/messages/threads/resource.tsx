import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id, parseId } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { errorsOf, page, resource, sayWhen, typed, type SignedInVisit } from '../../web/index.ts'
import { words } from '../texts.ts'
import { listKey, parseKey, showKey } from './cursor.ts'
import { DRAFT_FIELDS, EMPTY, readDraft, type Draft } from './draft.ts'
import { newestOf } from './links.ts'
import { ThreadListPage } from './list-page.tsx'
import { NewThreadPage } from './new-thread-page.tsx'
import { Newer, ThreadPage } from './thread-page.tsx'
import { readThread, sendMessage, startThread } from './threads.ts'
import {
  readView,
  recipientsView,
  sentView,
  showRecipients,
  showSent,
  showSummary,
  showThread,
  threadsView,
  threadView,
} from './view.ts'
import { listThreads, viewThread, whomToWriteTo } from './views.ts'

/** A thread that is not this person's, of another portal, or none at all: one answer. */
const nothing = (visit: SignedInVisit) => visit.refuse(refuse('not_found'))

const threadId = (visit: SignedInVisit) => parseId('thread', visit.param('thread'))

/** A cursor that is none shows the newest. */
const key = (text: string | undefined) => parseKey(text ?? '') ?? undefined

async function newThreadPage(
  visit: SignedInVisit,
  draft: Draft,
  refusal?: Refusal,
): Promise<Response> {
  const chosen = draft.to.flatMap((id) => parseId('person', id) ?? [])
  const { people, more } = await whomToWriteTo(visit, { chosen, search: draft.find })
  if (refusal) sayWhen(visit, refusal)
  const errors = refusal && errorsOf(refusal, visit.language)
  return visit.page(
    <NewThreadPage people={people} more={more} draft={draft} errors={errors} />,
    refusal?.status,
  )
}

/** The address shown for a form's answer: one that can be opened again, which the form's own cannot. */
const keepAddress = ({ c }: SignedInVisit, address: string) => c.header('hx-push-url', address)

async function listPage(visit: SignedInVisit): Promise<Response> {
  const after = key(visit.query('after'))
  const before = key(visit.query('before'))
  const list = await listThreads(visit, { after, before: after ? undefined : before })
  return visit.page(<ThreadListPage list={list} />)
}

async function threadPage(visit: SignedInVisit): Promise<Response> {
  const before = visit.query('before')
  const first = before === undefined ? null : parseId('message', before)
  const thread = await viewThread(visit, threadId(visit), first)
  if (!thread || (first && thread.messages.length === 0)) return nothing(visit)
  return visit.page(<ThreadPage thread={thread} earlier={first !== null} />)
}

/** The thread with the reply that was not sent. */
async function replyPage(visit: SignedInVisit, refusal: Refusal): Promise<Response> {
  const thread = await viewThread(visit, threadId(visit))
  if (!thread) return nothing(visit)
  sayWhen(visit, refusal)
  const errors = errorsOf(refusal, visit.language)
  const { body } = typed(visit.form)
  keepAddress(visit, routes.thread({ thread: visit.param('thread') }))
  return visit.page(<ThreadPage thread={thread} typed={body} errors={errors} />, refusal.status)
}

/** Without a script back to the thread; else what has come in since, where there is something. */
function read(visit: SignedInVisit, { unread }: { unread: number }): Response {
  const thread = visit.param('thread')
  if (!visit.c.req.header('hx-request')) return visit.redirect(routes.thread({ thread }))
  // Nothing to say keeps the page as it is.
  if (unread === 0) return new Response(null, { status: 204 })
  return visit.page(<Newer thread={threadId(visit)!} count={unread} />)
}

/** The form's own sending: it also seeks whom to write to. */
const start = page(
  routes.threads,
  'POST',
  'messages',
  async (visit) => {
    const { draft, input, seeks } = readDraft(visit.form)
    keepAddress(visit, routes.newThread())
    if (seeks) return newThreadPage(visit, draft)
    const result = await visit.perform(startThread, input)
    if (!result.ok) return newThreadPage(visit, draft, result)
    return visit.redirect(newestOf(result.value.thread), {
      tone: 'green',
      text: words(visit.language)('write.sent'),
    })
  },
  { fields: DRAFT_FIELDS, onBehalf: true },
)

export const threadsResource = resource({ feature: 'messages', words })
  .read(routes.api.recipients, {
    name: 'recipient.list',
    summary: 'Lists whom one may write to, by name; the rest is found by searching',
    query: z.strictObject({ search: line(254).optional() }),
    answer: recipientsView,
    show: async (visit, { search }) =>
      showRecipients(await whomToWriteTo(visit, { chosen: [], search })),
  })
  .page(routes.threads, listPage)
  .read(routes.api.threads, {
    name: 'thread.list',
    summary: 'Lists one’s own threads, newest first',
    query: z.strictObject({ cursor: listKey.optional() }),
    answer: threadsView,
    show: async (visit, { cursor }) => {
      const { threads, older } = await listThreads(visit, { after: cursor })
      return { threads: threads.map(showSummary), next: older && showKey(older) }
    },
  })
  .page(routes.newThread, (visit) =>
    newThreadPage(visit, { ...EMPTY, to: visit.c.req.queries('to') ?? [] }),
  )
  .also(start)
  .change(startThread, {
    api: routes.api.threads,
    onBehalf: true,
    status: 201,
    answer: sentView,
    show: showSent,
  })
  .page(routes.thread, threadPage)
  .read(routes.api.thread, {
    name: 'thread.show',
    summary: 'Shows a thread one takes part in, with its newest messages',
    query: z.strictObject({ cursor: id('message').optional() }),
    answer: threadView,
    show: async (visit, { cursor }) => {
      const found = await viewThread(visit, threadId(visit), cursor)
      return found && showThread(found)
    },
  })
  .change(sendMessage, {
    page: routes.replies,
    api: routes.api.messages,
    onBehalf: true,
    again: replyPage,
    to: ({ thread }) => newestOf(thread),
    status: 201,
    answer: sentView,
    show: showSent,
  })
  .change(readThread, {
    page: routes.reading,
    api: routes.api.reading,
    ends: read,
    answer: readView,
    show: (_, value) => value,
  })
