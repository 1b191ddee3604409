import { onPersonPage } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Inbox, Panel } from '../../ui/index.ts'
import { namesOf } from '../names.ts'
import { t } from '../texts.ts'
import { newestOf } from './links.ts'
import { threadsWith, type ThreadSummary } from './views.ts'

/** Threads shown on a person's page; of more, the newest. */
const SHOWN = 5

/** On a person's page: what whoever looks and they have written to one another. Nobody else's threads are shown. */
export const threadsOfPerson = onPersonPage.with(async (ctx, person) => {
  const { id, activated_at, disabled_at } = person
  if (id === ctx.person.id || !ctx.may('messages') || !ctx.holds('messages:write')) return null
  const threads = await threadsWith(ctx, id, SHOWN)
  return (
    <Threads
      person={show('person', id)}
      isReachable={activated_at !== null && disabled_at === null}
      threads={threads}
    />
  )
})

interface ThreadsProps {
  person: string
  /** They can be written to. */
  isReachable: boolean
  threads: ThreadSummary[]
}

function Threads({ person, isReachable, threads }: ThreadsProps) {
  const language = useLanguage()
  return (
    <Panel
      title={t('threads.title')}
      action={
        isReachable ? (
          <ButtonLink icon="plus" href={routes.messages.new({}, { to: person })}>
            {t('threads.write')}
          </ButtonLink>
        ) : null
      }
    >
      {threads.length > 0 ? (
        <Inbox
          entries={threads.map((thread) => ({
            href: newestOf(thread.id),
            subject: thread.subject ?? t('thread.unreadable'),
            who: namesOf(
              language,
              thread.others.map(({ name }) => name),
            ),
            at: thread.lastMessageAt,
            unread: thread.unread > 0 ? t('threads.new', { count: thread.unread }) : undefined,
          }))}
        />
      ) : (
        <p class="muted">{t(isReachable ? 'person.none' : 'person.unreachable')}</p>
      )}
    </Panel>
  )
}
