import { errorsOf, page, sayWhen, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import { parseId } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { words } from '../texts.ts'
import { parseKey } from './cursor.ts'
import { DRAFT_FIELDS, EMPTY, readDraft, type Draft } from './draft.ts'
import { newestOf } from './links.ts'
import { ThreadListPage } from './list-page.tsx'
import { NewThreadPage } from './new-thread-page.tsx'
import { Newer, ThreadPage } from './thread-page.tsx'
import { readThread, sendMessage, startThread } from './threads.ts'
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
    <NewThreadPage visit={visit} people={people} more={more} draft={draft} errors={errors} />,
    refusal?.status,
  )
}

/** The address shown for a form's answer: one that can be opened again, which the form's own cannot. */
const keepAddress = ({ c }: SignedInVisit, address: string) => c.header('hx-push-url', address)

export const threadsController: readonly Served[] = [
  page(routes.threads, 'GET', 'messages', async (visit) => {
    const after = key(visit.query('after'))
    const before = key(visit.query('before'))
    const list = await listThreads(visit, { after, before: after ? undefined : before })
    return visit.page(<ThreadListPage visit={visit} list={list} />)
  }),

  page(routes.newThread, 'GET', 'messages', (visit) =>
    newThreadPage(visit, { ...EMPTY, to: visit.c.req.queries('to') ?? [] }),
  ),

  page(
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
  ),

  page(routes.thread, 'GET', 'messages', async (visit) => {
    const before = visit.query('before')
    const first = before === undefined ? null : parseId('message', before)
    const thread = await viewThread(visit, threadId(visit), first)
    if (!thread || (first && thread.messages.length === 0)) return nothing(visit)
    return visit.page(<ThreadPage visit={visit} thread={thread} earlier={first !== null} />)
  }),

  page(
    routes.replies,
    'POST',
    'messages',
    async (visit) => {
      const { form } = visit
      const result = await visit.perform(sendMessage, { ...form, thread: visit.param('thread') })
      if (result.ok) return visit.redirect(newestOf(result.value.thread))
      const thread = await viewThread(visit, threadId(visit))
      if (!thread) return nothing(visit)
      sayWhen(visit, result)
      const errors = errorsOf(result, visit.language)
      const { body } = typed(form)
      keepAddress(visit, routes.thread({ thread: visit.param('thread') }))
      return visit.page(
        <ThreadPage visit={visit} thread={thread} typed={body} errors={errors} />,
        result.status,
      )
    },
    { fields: { body: 'text', seen: 'text' }, onBehalf: true },
  ),

  page(
    routes.reading,
    'POST',
    'messages',
    async (visit) => {
      const { form } = visit
      const thread = visit.param('thread')
      const result = await visit.perform(readThread, { ...form, thread })
      if (!result.ok) return visit.refuse(threadId(visit) ? result : refuse('not_found'))
      if (!visit.c.req.header('hx-request')) return visit.redirect(routes.thread({ thread }))
      const { unread } = result.value
      // Nothing to say keeps the page as it is.
      if (unread === 0) return new Response(null, { status: 204 })
      return visit.page(<Newer visit={visit} thread={threadId(visit)!} count={unread} />)
    },
    { fields: { seen: 'text' } },
  ),
]
