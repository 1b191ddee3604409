import type { Child } from 'hono/jsx'
import { Layout, useSignedInContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Card, Cards, Inbox, Panel, Shape } from '../../ui/index.ts'
import { SpaceAlert } from '../../files/index.ts'
import { namesOf } from '../names.ts'
import { t } from '../texts.ts'
import { newestOf } from '../threads/links.ts'
import { NoThreads } from '../threads/list-page.tsx'
import type { FirstStep } from './steps.ts'
import type { Home } from './view.ts'

interface HomeProps {
  home: Home
  /** What else waits for them. */
  panel: Child
}

/** Where staff begin: what waits, what was said last, and at first what to do. */
export function HomePage({ home, panel }: HomeProps) {
  const { unreadMessages: count, unreadThreads: threads, steps, newest } = home
  const { may, holds } = useSignedInContext()
  const any = newest.length > 0
  return (
    <Layout
      title={t('home.title')}
      subtitle={
        count > 0
          ? t('home.unread', { count, threads })
          : any
            ? t('home.nothing_unread')
            : undefined
      }
      action={
        any || steps.length > 0 ? (
          <ButtonLink look="primary" icon="plus" href={routes.messages.new()}>
            {t('threads.write')}
          </ButtonLink>
        ) : undefined
      }
    >
      {may('files') && holds('portal:configure') ? <SpaceAlert space={home.space} /> : null}
      {panel}
      {steps.length > 0 ? <FirstSteps steps={steps} /> : null}
      {any ? (
        <Panel title={t('home.newest')} action={<a href={routes.messages()}>{t('home.all')}</a>}>
          <Newest home={home} />
        </Panel>
      ) : steps.length === 0 ? (
        <NoThreads />
      ) : null}
    </Layout>
  )
}

function FirstSteps({ steps }: { steps: FirstStep[] }) {
  const done = steps.filter((step) => step.done).length
  return (
    <Panel title={t('home.steps')} text={t('home.steps.text', { done, all: steps.length })}>
      <ol class="steps">
        {steps.map((step) => (
          <li>
            <Shape tone={step.done ? 'green' : 'grey'} />
            <span>
              {step.done ? t(step.text) : <a href={step.href}>{t(step.text)}</a>}
              <span class="muted step-note">{t(step.why)}</span>
            </span>
            {step.done ? <span class="muted">{t('home.step.done')}</span> : null}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Newest({ home }: Pick<HomeProps, 'home'>) {
  const { language } = useSignedInContext()
  return (
    <Inbox
      entries={home.newest.map((thread) => ({
        href: newestOf(thread.id),
        subject: thread.subject ?? t('thread.unreadable'),
        who: namesOf(language, thread.others),
        at: thread.lastMessageAt,
        unread: thread.unread > 0 ? t('threads.new', { count: thread.unread }) : undefined,
      }))}
    />
  )
}

/** Where guests are received: the ways on, and what waits behind them. */
export function GuestHomePage({
  unread,
  wanted,
  more,
}: {
  unread: number
  wanted: number
  /** Ways on that higher features add. */
  more: Child[]
}) {
  const { person, portal, may } = useSignedInContext()
  return (
    <Layout
      cards
      title={t('home.welcome', { name: person.name })}
      lead={unread > 0 ? t('home.lead.new', { count: unread }) : t('home.lead')}
    >
      <Cards>
        <Card
          title={t('home.messages')}
          href={routes.messages()}
          icon="messages"
          text={t('home.messages.text', { portal: portal.name })}
          waiting={unread > 0 ? t('threads.new', { count: unread }) : undefined}
        />
        {may('files') ? (
          <Card
            title={t('home.documents')}
            href={routes.documents()}
            icon="file"
            text={t('home.documents.text', { portal: portal.name })}
            waiting={wanted > 0 ? t('home.documents.wanted', { count: wanted }) : undefined}
          />
        ) : null}
        {more}
        <Card
          title={t('home.profile')}
          href={routes.profile()}
          icon="person"
          text={t('home.profile.text')}
        />
      </Cards>
    </Layout>
  )
}
