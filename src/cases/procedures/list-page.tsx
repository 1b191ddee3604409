import { Layout } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, DataTable, Empty, Time, type Column } from '../../ui/index.ts'
import { StateBadge } from './badges.tsx'
import { actionWords, triggerWords } from './describing.ts'
import { stateOf } from './procedure.ts'
import type { Listed } from './queries.ts'
import { t } from './texts.ts'

export function ProceduresPage({ rows }: { rows: Listed[] }) {
  const write = (
    <ButtonLink look="primary" icon="plus" href={routes.procedures.new()}>
      {t('write')}
    </ButtonLink>
  )
  return (
    <Layout title={t('title')} subtitle={t('about')} action={rows.length > 0 ? write : null}>
      {rows.length > 0 ? (
        <DataTable
          caption={t('title')}
          columns={columns()}
          rows={rows}
          rowHref={({ id }) => routes.procedures.one({ procedure: show('procedure', id) })}
        />
      ) : (
        <Empty icon="jobs" title={t('empty')} text={t('empty.text')} action={write} />
      )}
    </Layout>
  )
}

function columns(): Column<Listed>[] {
  return [
    { key: 'name', header: t('name'), cell: ({ name }) => name },
    {
      key: 'state',
      header: t('state'),
      nowrap: true,
      cell: (row) => <StateBadge state={stateOf(row)} />,
    },
    { key: 'when', header: t('when'), cell: ({ trigger }) => triggerWords(trigger) },
    {
      key: 'then',
      header: t('rule.then'),
      cell: ({ actions }) => (
        <ul class="lines">
          {actions.map((action) => (
            <li>{actionWords(action)}</li>
          ))}
        </ul>
      ),
    },
    { key: 'waiting', header: t('waiting'), align: 'end', cell: ({ waiting }) => waiting },
    { key: 'failed', header: t('failed'), align: 'end', cell: ({ failed }) => failed },
    {
      key: 'last',
      header: t('last'),
      nowrap: true,
      cell: ({ lastRunAt: at }) =>
        at ? <Time at={at} /> : <span class="muted">{t('never')}</span>,
    },
  ]
}
