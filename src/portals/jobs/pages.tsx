import { Layout, useRequestContext, type RequestContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import type { FailedJob, QueueCount } from '../../kit/job-queues.ts'
import { routes } from '../../routes.ts'
import { Button, DataTable, Empty, Panel, Time, type Column } from '../../ui/index.ts'
import { number } from '../console/status.tsx'
import { RefusedPanel } from '../refused/panel.tsx'
import type { RefusedPortal } from '../refused/queries.ts'
import { againOf, causeOf } from './failure.ts'
import { portalOfJob } from './parked.ts'
import type { NotedDeath } from './queries.ts'
import { t, words, type Text } from './texts.ts'

interface JobsProps {
  queues: QueueCount[]
  parked: FailedJob[]
  /** What the portals they are about are called, by row id. */
  names: ReadonlyMap<string, string>
  /** Servers that died of late. */
  deaths: readonly NotedDeath[]
  refused: RefusedPortal[]
}

export function JobsPage({ queues, parked, names, deaths, refused }: JobsProps) {
  const ctx = useRequestContext()
  return (
    <Layout title={t('title')} subtitle={t('lead')}>
      <RefusedPanel refused={refused} />
      <Panel title={t('parked')} text={parked.length > 0 ? t('parked.text') : undefined}>
        {parked.length === 0 ? (
          <Empty icon="check" title={t('parked.none')} text={t('parked.none.text')} />
        ) : (
          <DataTable caption={t('parked')} rows={parked} columns={parkedColumns(ctx, names)} />
        )}
      </Panel>
      {deaths.length > 0 && (
        <Panel title={t('deaths')} text={t('deaths.text')}>
          <DataTable caption={t('deaths')} rows={[...deaths]} columns={deathColumns()} />
        </Panel>
      )}
      <Panel title={t('queues')}>
        <DataTable caption={t('queues')} rows={queues} columns={queueColumns(ctx)} />
      </Panel>
    </Layout>
  )
}

/** A parked job may be of a version before, whose queue this one does not know. */
export const queueName = ({ language }: RequestContext, queue: string): string =>
  `queue.${queue}` in words.words[language] ? t(`queue.${queue}` as Text) : queue

function queueColumns(ctx: RequestContext): Column<QueueCount>[] {
  const counted = (key: 'waiting' | 'running' | 'failed'): Column<QueueCount> => ({
    key,
    header: t(key),
    align: 'end',
    cell: (row) => <Count count={row[key]} alarming={key === 'failed'} />,
  })
  return [
    { key: 'queue', header: t('queue'), cell: ({ queue }) => queueName(ctx, queue) },
    {
      key: 'trouble',
      header: t('trouble'),
      cell: ({ trouble }) =>
        trouble === null ? (
          <span class="muted">–</span>
        ) : (
          <WhatFailed
            failure={trouble.failure}
            times={[
              ['since', trouble.since],
              ['next_try', trouble.nextAt],
            ]}
          />
        ),
    },
    counted('waiting'),
    counted('running'),
    counted('failed'),
  ]
}

interface WhatFailedProps {
  failure: string
  /** By the machine's clock, of which a test clock's "ago" would not be true. */
  times: [label: 'since' | 'last_try' | 'next_try', at: Temporal.Instant][]
  /** What happens next, where that goes without a time. */
  next?: string
}

/** In plain words, with when; what was thrown is there for whoever can read it. */
const WhatFailed = ({ failure, times, next }: WhatFailedProps) => {
  return (
    <>
      {t(`cause.${causeOf(failure)}`)}
      <span class="muted step-note">
        {times.map(([label, at], index) => (
          <>
            {index === 0 ? null : ' · '}
            {t(label)} <Time at={at} show="exact" />
          </>
        ))}
      </span>
      {next ? <span class="step-note">{next}</span> : null}
      {failure === '' ? null : (
        <details>
          <summary>{t('details')}</summary>
          <code>{failure.slice(0, 300)}</code>
        </details>
      )}
    </>
  )
}

/** Nothing is quiet; what went wrong is not. */
const Count = ({ count, alarming }: { count: number; alarming: boolean }) => {
  const { language } = useRequestContext()
  if (count === 0) return <span class="muted">0</span>
  return alarming ? <strong>{number(language, count)}</strong> : <>{number(language, count)}</>
}

function deathColumns(): Column<NotedDeath>[] {
  return [
    {
      key: 'at',
      header: t('deaths.at'),
      nowrap: true,
      cell: ({ at }) => <Time at={Temporal.Instant.from(at)} show="exact" />,
    },
    {
      key: 'how',
      header: t('deaths.how'),
      cell: ({ how }) => {
        if (how === null) return t('deaths.unseen')
        if (how === 'SIGABRT') return t('deaths.aborted', { how })
        return t(how.startsWith('SIG') ? 'deaths.killed' : 'deaths.exited', { how })
      },
    },
  ]
}

function parkedColumns(ctx: RequestContext, names: JobsProps['names']): Column<FailedJob>[] {
  const { language } = ctx
  return [
    {
      key: 'job',
      header: t('job'),
      cell: ({ queue }) => queueName(ctx, queue),
    },
    {
      key: 'portal',
      header: t('portal'),
      cell: (job) => {
        const portal = portalOfJob(job)
        if (portal === null) return <span class="muted">–</span>
        const shown = show('portal', portal)
        return (
          <a href={routes.console.portals.one({ portal: shown })}>{names.get(portal) ?? shown}</a>
        )
      },
    },
    {
      key: 'failure',
      header: t('failure'),
      cell: ({ queue, failure, since, failedAt }) => (
        <WhatFailed
          failure={failure}
          times={[
            ['since', since],
            ['last_try', failedAt],
          ]}
          next={t(`again.${againOf(queue)}`)}
        />
      ),
    },
    {
      key: 'tries',
      header: t('tries'),
      align: 'end',
      cell: ({ tries }) => number(language, tries),
    },
    {
      key: 'retry',
      header: t('retry.header'),
      align: 'end',
      cell: ({ queue, id }) => (
        <form method="post" action={routes.console.jobs.retry({ queue, job: id })}>
          <Button look="plain" small label={t('retry.long', { job: queueName(ctx, queue) })}>
            {t('retry')}
          </Button>
        </form>
      ),
    },
  ]
}
