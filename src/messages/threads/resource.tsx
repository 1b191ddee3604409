import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id, parseId } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import {
  errorsOf,
  page,
  resource,
  setRetryAfter,
  typed,
  type SignedInContext,
} from '../../web/index.ts'
import { words } from '../texts.ts'
import { listKey, parseKey, showKey } from './cursor.ts'
import { begunFiles, readSpace } from '../../files/index.ts'
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
const nothing = (ctx: SignedInContext) => ctx.refuse(refuse('not_found'))

const threadId = (ctx: SignedInContext) => parseId('thread', ctx.param('thread'))

/** A cursor that is none shows the newest. */
const key = (text: string | undefined) => parseKey(text ?? '') ?? undefined

async function newThreadPage(
  ctx: SignedInContext,
  draft: Draft,
  refusal?: Refusal,
): Promise<Response> {
  const chosen = draft.to.flatMap((id) => parseId('person', id) ?? [])
  const { people, more } = await whomToWriteTo(ctx, { chosen, search: draft.find })
  if (refusal) setRetryAfter(ctx, refusal)
  const errors = refusal && errorsOf(refusal, ctx.language)
  return ctx.page(
    <NewThreadPage
      {...{ people, more, draft, errors }}
      begun={await begunFiles(ctx, 'files')}
      space={await readSpace(ctx)}
    />,
    refusal?.status,
  )
}

/** The address shown for a form's answer: one that can be opened again, which the form's own cannot. */
const keepAddress = ({ c }: SignedInContext, address: string) => c.header('hx-push-url', address)

async function listPage(ctx: SignedInContext): Promise<Response> {
  const after = key(ctx.query('after'))
  const before = key(ctx.query('before'))
  const list = await listThreads(ctx, { after, before: after ? undefined : before })
  return ctx.page(<ThreadListPage list={list} />)
}

async function threadPage(ctx: SignedInContext): Promise<Response> {
  const before = ctx.query('before')
  const first = before === undefined ? null : parseId('message', before)
  const thread = await viewThread(ctx, threadId(ctx), first)
  if (!thread || (first && thread.messages.length === 0)) return nothing(ctx)
  const begun = await begunFiles(ctx, 'files')
  const space = await readSpace(ctx)
  return ctx.page(<ThreadPage {...{ thread, begun, space }} earlier={first !== null} />)
}

/** The thread with the reply that was not sent. */
async function replyPage(ctx: SignedInContext, refusal: Refusal): Promise<Response> {
  const thread = await viewThread(ctx, threadId(ctx))
  if (!thread) return nothing(ctx)
  setRetryAfter(ctx, refusal)
  const errors = errorsOf(refusal, ctx.language)
  const { body } = typed(ctx.form)
  keepAddress(ctx, routes.messages.one({ thread: ctx.param('thread') }))
  const begun = await begunFiles(ctx, 'files')
  const space = await readSpace(ctx)
  return ctx.page(<ThreadPage {...{ thread, begun, space, errors }} typed={body} />, refusal.status)
}

/** Without a script back to the thread; else what has come in since, where there is something. */
function read(ctx: SignedInContext, { unread }: { unread: number }): Response {
  const thread = ctx.param('thread')
  if (!ctx.c.req.header('hx-request')) return ctx.redirect(routes.messages.one({ thread }))
  // Nothing to say keeps the page as it is.
  if (unread === 0) return new Response(null, { status: 204 })
  return ctx.page(<Newer thread={threadId(ctx)!} count={unread} />)
}

/** The form's own sending: it also seeks whom to write to. */
const start = page(
  routes.messages,
  'POST',
  'messages',
  async (ctx) => {
    const { draft, input, seeks } = readDraft(ctx.form)
    keepAddress(ctx, routes.messages.new())
    if (seeks) return newThreadPage(ctx, draft)
    const result = await ctx.perform(startThread, input)
    if (!result.ok) return newThreadPage(ctx, draft, result)
    return ctx.redirect(newestOf(result.value.thread), {
      tone: 'green',
      text: words(ctx.language)('write.sent'),
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
    show: async (ctx, { search }) =>
      showRecipients(await whomToWriteTo(ctx, { chosen: [], search })),
  })
  .page(routes.messages, listPage)
  .read(routes.api.threads, {
    name: 'thread.list',
    summary: 'Lists one’s own threads, newest first',
    query: z.strictObject({ cursor: listKey.optional() }),
    answer: threadsView,
    show: async (ctx, { cursor }) => {
      const { threads, older } = await listThreads(ctx, { after: cursor })
      return { threads: threads.map(showSummary), next: older && showKey(older) }
    },
  })
  .page(routes.messages.new, (ctx) =>
    newThreadPage(ctx, { ...EMPTY, to: ctx.c.req.queries('to') ?? [] }),
  )
  .also(start)
  .change(startThread, {
    api: routes.api.threads,
    onBehalf: true,
    status: 201,
    answer: sentView,
    show: showSent,
  })
  .page(routes.messages.one, threadPage)
  .read(routes.api.threads.one, {
    name: 'thread.show',
    summary: 'Shows a thread one takes part in, with its newest messages',
    query: z.strictObject({ cursor: id('message').optional() }),
    answer: threadView,
    show: async (ctx, { cursor }) => {
      const thread = await viewThread(ctx, threadId(ctx), cursor)
      return thread && showThread(thread, ctx)
    },
  })
  .change(sendMessage, {
    page: routes.messages.one.replies,
    api: routes.api.threads.one.messages,
    onBehalf: true,
    fields: { body: 'text', seen: 'text', files: 'upload' },
    again: replyPage,
    to: ({ thread }) => newestOf(thread),
    status: 201,
    answer: sentView,
    show: showSent,
  })
  .change(readThread, {
    page: routes.messages.one.reading,
    api: routes.api.threads.one.reading,
    ends: read,
    answer: readView,
    show: (_, value) => value,
  })
