import { Layout } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import type { BulkJob } from '../../kit/bulk-jobs/bulk-job.ts'
import { routes } from '../../routes.ts'
import {
  Badge,
  ButtonLink,
  DataTable,
  Empty,
  Time,
  type Column,
  type Tone,
} from '../../ui/index.ts'
import type { Kind } from './outcome.ts'
import { t } from '../bulk-job-texts.ts'

const TONES: Record<BulkJob['state'], Tone> = {
  running: 'blue',
  cancelled: 'grey',
  finished: 'green',
}

/** What was done to many at once, newest first: where one comes back to. */
export function BulkJobsPage({ bulkJobs }: { bulkJobs: BulkJob[] }) {
  const add = (
    <ButtonLink look="primary" href={routes.imports()}>
      {t('import')}
    </ButtonLink>
  )
  return (
    <Layout title={t('title')} action={bulkJobs.length > 0 ? add : null}>
      {bulkJobs.length === 0 ? (
        <Empty icon="list" title={t('list.empty')} text={t('list.empty.text')} action={add} />
      ) : (
        <DataTable
          caption={t('list.caption')}
          rows={bulkJobs}
          columns={columns()}
          rowHref={({ id }) => routes.works.one({ work: show('work', id) })}
        />
      )}
    </Layout>
  )
}

function columns(): Column<BulkJob>[] {
  return [
    {
      key: 'what',
      header: t('list.what'),
      cell: ({ kind, begunBy }) => (
        <>
          <strong>{t(`kind.${kind as Kind}`)}</strong>
          <br />
          <span class="muted">{t('list.by', { name: begunBy.name })}</span>
        </>
      ),
    },
    {
      key: 'state',
      header: t('list.state'),
      nowrap: true,
      cell: ({ state }) => <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>,
    },
    {
      key: 'done',
      header: t('list.done'),
      align: 'end',
      nowrap: true,
      cell: ({ done, total }) => t('step.rows.note', { done, total }),
    },
    {
      key: 'begun',
      header: t('list.begun'),
      nowrap: true,
      cell: ({ begunAt }) => <Time at={begunAt} />,
    },
  ]
}
