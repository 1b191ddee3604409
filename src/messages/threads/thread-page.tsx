import { Layout, useSignedInContext, type SignedInContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Alert,
  Button,
  ButtonLink,
  Compose,
  Conversation,
  Details,
  Form,
  Time,
  UploadField,
  type BegunFiles,
  type ConversationEntry,
  type Errors,
} from '../../ui/index.ts'
import { SpaceAlert, type Space } from '../../files/index.ts'
import { namesOf } from '../names.ts'
import { t } from '../texts.ts'
import { Attached } from './attachments.tsx'
import { NEWEST, newestOf } from './links.ts'
import type { Participant } from './reading/queries.ts'
import type { Thread } from './views.ts'

interface ThreadProps {
  thread: Thread
  /** A page of earlier messages, without the end of the conversation. */
  earlier?: boolean
  /** An answer that was refused, and why. */
  typed?: string
  begun: BegunFiles
  /** For files that go with an answer. */
  space: Space
  errors?: Errors
}

export function ThreadPage({ thread, earlier = false, typed, begun, space, errors }: ThreadProps) {
  const ctx = useSignedInContext()
  const { language, person } = ctx
  const address = (before?: string) =>
    routes.messages.one({ thread: show('thread', thread.id) }, before ? { before } : {})
  const others = thread.participants.filter(({ id }) => id !== person.id)
  const withWhom = t('thread.with', {
    names: namesOf(
      language,
      others.map(({ name }) => name),
      others.length,
    ),
  })
  // What was refused takes the focus before anything else; earlier messages are read from their top.
  const entries = entriesOf(ctx, thread, { opens: !errors && !earlier })
  return (
    <Layout
      title={thread.subject ?? t('thread.unreadable')}
      crumbs={[{ label: t('threads.title'), href: routes.messages() }]}
      lead={withWhom}
      details={<ThreadDetails thread={thread} />}
    >
      {thread.older ? (
        <ButtonLink small href={address(show('message', thread.older))}>
          {t('thread.older')}
        </ButtonLink>
      ) : null}
      <Conversation entries={entries} />
      {earlier ? (
        <ButtonLink small href={newestOf(thread.id)}>
          {t('thread.newest')}
        </ButtonLink>
      ) : (
        <>
          {thread.unread > 0 && ctx.preview === null ? <Reading thread={thread} /> : null}
          {others.some(({ disabled_at }) => disabled_at === null) ? (
            <Compose
              action={routes.messages.one.replies({ thread: show('thread', thread.id) })}
              label={t('thread.reply')}
              button={t('thread.reply.do')}
              hidden={{ seen: seenIn(thread) }}
              value={typed}
              errors={errors}
              files
            >
              <SpaceAlert space={space} isThere />
              <UploadField
                name="files"
                label={t('write.files')}
                error={errors?.['files']}
                begun={begun}
                optional
              />
            </Compose>
          ) : (
            <Alert tone="grey" title={t('thread.nobody')}>
              {t('thread.nobody.text')}
            </Alert>
          )}
        </>
      )}
    </Layout>
  )
}

const seenIn = (thread: Thread) => show('message', thread.messages.at(-1)!.id)

function entriesOf(
  { person, portal }: SignedInContext,
  thread: Thread,
  { opens }: { opens: boolean },
) {
  const start = thread.messages.find(({ isNew }) => isNew) ?? thread.messages.at(-1)
  return thread.messages.map((message): ConversationEntry => {
    const { author } = message
    return {
      id: message === start ? NEWEST : show('message', message.id),
      author: author.name,
      capacity: message.writtenBy
        ? t('thread.written_by', { name: message.writtenBy })
        : author.kind === 'staff'
          ? portal.name
          : undefined,
      at: message.sentAt,
      body: message.body ?? t('thread.unreadable.body'),
      own: author.id === person.id,
      isNew: message.isNew,
      start: opens && message === start,
      attached: <Attached files={message.files} />,
    }
  })
}

/**
 * Records that the new messages were read: by itself as soon as the end of the conversation is in
 * sight, and without JavaScript by a button. Opening the page alone changes nothing.
 */
function Reading({ thread }: Pick<ThreadProps, 'thread'>) {
  const action = routes.messages.one.reading({ thread: show('thread', thread.id) })
  const seen = seenIn(thread)
  return (
    <div
      hx-post={action}
      hx-vals={JSON.stringify({ seen })}
      hx-trigger="intersect once"
      hx-swap="outerHTML"
    >
      <noscript>
        <Form action={action} hidden={{ seen }} guard={false}>
          <Button look="plain">{t('thread.mark_read')}</Button>
        </Form>
      </noscript>
    </div>
  )
}

/** What has come in while the page stood open; stands where `Reading` stood. */
export function Newer({ thread, count }: NewerProps) {
  return (
    <div role="status">
      <Alert
        tone="blue"
        action={
          <ButtonLink small href={newestOf(thread)}>
            {t('thread.show_newer', { count })}
          </ButtonLink>
        }
      >
        {t('thread.newer', { count })}
      </Alert>
    </div>
  )
}

interface NewerProps {
  /** Row id. */
  thread: string
  count: number
}

/** Who takes part and how far they have read. */
function ThreadDetails({ thread }: Pick<ThreadProps, 'thread'>) {
  const { person } = useSignedInContext()
  const standing = ({ id, disabled_at, unread: count }: Participant) => {
    if (id === person.id) return t('thread.you')
    if (disabled_at) return t('thread.disabled')
    return count > 0 ? t('thread.unread', { count }) : t('thread.read')
  }
  return (
    <>
      <section class="facts-group">
        <h2>{t('thread.who')}</h2>
        <ul class="facts">
          {thread.participants.map((one) => (
            <li>
              {one.name}
              <p class="muted">{standing(one)}</p>
            </li>
          ))}
        </ul>
      </section>
      <Details
        items={[
          {
            label: t('thread.started'),
            value: <Time at={thread.startedAt} />,
          },
        ]}
      />
    </>
  )
}
