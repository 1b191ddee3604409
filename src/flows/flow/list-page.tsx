import { useLanguage } from '../../kit/reader.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, DataTable, Empty } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { saidIn } from '../step/said.ts'
import { FlowBadge } from './badge.tsx'
import { stateOf } from './flow.ts'
import type { FlowRow } from './queries.ts'
import { t } from './texts.ts'

/** A portal’s flows, with how many people are in each. */
export function FlowsPage({ flows }: { flows: readonly FlowRow[] }) {
  const language = useLanguage()
  const write = (
    <ButtonLink look="primary" icon="plus" href={routes.flows.new()}>
      {t('write')}
    </ButtonLink>
  )
  const inIt = flows.reduce((sum, { open }) => sum + open, 0)
  return (
    <Layout title={t('title')} subtitle={t('about')} action={flows.length > 0 ? write : null}>
      {flows.length === 0 ? (
        <Empty icon="list" title={t('empty')} text={t('empty.text')} action={write} />
      ) : (
        <>
          <p>
            <a href={routes.flowRuns()}>
              {t('progress')}: <span class="numeric">{inIt}</span>
            </a>
          </p>
          <DataTable
            caption={t('title')}
            rows={[...flows]}
            rowHref={({ id }) => routes.flows.one({ flow: show('flow', id) })}
            columns={[
              { key: 'name', header: t('name'), cell: ({ name }) => saidIn(name, language) },
              {
                key: 'state',
                header: t('state'),
                nowrap: true,
                cell: (flow) => <FlowBadge state={stateOf(flow)} />,
              },
              {
                key: 'kind',
                header: t('kind'),
                nowrap: true,
                cell: ({ mandatory }) => t(mandatory ? 'mandatory' : 'optional'),
              },
              {
                key: 'steps',
                header: t('steps.count'),
                align: 'end',
                cell: ({ draft }) => draft.length,
              },
              { key: 'open', header: t('open'), align: 'end', cell: ({ open }) => open },
              { key: 'stuck', header: t('stuck'), align: 'end', cell: ({ stuck }) => stuck },
              { key: 'done', header: t('done'), align: 'end', cell: ({ done }) => done },
            ]}
          />
        </>
      )}
    </Layout>
  )
}
