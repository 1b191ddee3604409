import { Layout, useSignedInContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { Actions, ButtonLink, Empty, Inbox, ListPage } from '../../ui/index.ts'
import { namesOf } from '../names.ts'
import { t } from '../texts.ts'
import { showKey } from './cursor.ts'
import { newestOf } from './links.ts'
import type { ThreadList } from './views.ts'

interface ListProps {
  list: ThreadList
}

export function ThreadListPage({ list }: ListProps) {
  const { language, person } = useSignedInContext()
  const write = (
    <ButtonLink look="primary" icon="plus" href={routes.messages.new()}>
      {t('threads.write')}
    </ButtonLink>
  )
  const any = list.threads.length > 0
  return (
    <Layout title={t('threads.title')} action={any ? write : undefined}>
      {any && person.kind !== 'staff' ? <Actions>{write}</Actions> : null}
      <ListPage
        action={routes.messages()}
        hasRows={any}
        empty={<NoThreads />}
        pager={{
          previous: list.newer ? routes.messages({}, { before: showKey(list.newer) }) : undefined,
          next: list.older ? routes.messages({}, { after: showKey(list.older) }) : undefined,
        }}
      >
        <Inbox
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
    </Layout>
  )
}

/** What stands where nothing was written yet. */
export function NoThreads() {
  const ctx = useSignedInContext()
  return (
    <Empty
      icon="messages"
      title={t('threads.empty')}
      text={
        ctx.person.kind === 'staff'
          ? t('threads.empty.staff')
          : t('threads.empty.guest', { portal: ctx.portal.name })
      }
      action={
        <ButtonLink look="primary" href={routes.messages.new()}>
          {t('threads.write')}
        </ButtonLink>
      }
    />
  )
}
