import { Room, type SignedInVisit } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { Actions, ButtonLink, Empty, Inbox, ListPage } from '../../ui/index.ts'
import { namesOf } from '../names.ts'
import { words } from '../texts.ts'
import { showKey } from './cursor.ts'
import { newestOf } from './links.ts'
import type { ThreadList } from './views.ts'

interface ListProps {
  visit: SignedInVisit
  list: ThreadList
}

export function ThreadListPage({ visit, list }: ListProps) {
  const { language, now, zone, person } = visit
  const t = words(language)
  const write = (
    <ButtonLink look="primary" icon="plus" href={routes.newThread()}>
      {t('threads.write')}
    </ButtonLink>
  )
  const any = list.threads.length > 0
  return (
    <Room visit={visit} title={t('threads.title')} action={any ? write : undefined}>
      {any && person.kind !== 'staff' ? <Actions>{write}</Actions> : null}
      <ListPage
        language={language}
        action={routes.threads()}
        hasRows={any}
        empty={<NoThreads visit={visit} />}
        pager={{
          previous: list.newer ? routes.threads({}, { before: showKey(list.newer) }) : undefined,
          next: list.older ? routes.threads({}, { after: showKey(list.older) }) : undefined,
        }}
      >
        <Inbox
          language={language}
          now={now}
          zone={zone}
          entries={list.threads.map((thread) => ({
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
      </ListPage>
    </Room>
  )
}

/** What stands where nothing was written yet. */
export function NoThreads({ visit }: { visit: SignedInVisit }) {
  const t = words(visit.language)
  return (
    <Empty
      icon="messages"
      title={t('threads.empty')}
      text={
        visit.person.kind === 'staff'
          ? t('threads.empty.staff')
          : t('threads.empty.guest', { portal: visit.portal.name })
      }
      action={
        <ButtonLink look="primary" href={routes.newThread()}>
          {t('threads.write')}
        </ButtonLink>
      }
    />
  )
}
