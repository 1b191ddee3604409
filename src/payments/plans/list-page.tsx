import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, DataTable, Empty } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { paymentSections } from '../sections/tabs.ts'
import { moneyText } from '../wording/money.tsx'
import type { PlanRow } from './queries.ts'
import { intervalText } from './terms.ts'
import { t } from './texts.ts'

/** What clients of a portal can be subscribed to. */
export function PlansPage({ plans }: { plans: readonly PlanRow[] }) {
  const language = useLanguage()
  const add = (
    <ButtonLink look="primary" icon="plus" href={routes.plans.new()}>
      {t('new')}
    </ButtonLink>
  )
  return (
    <Layout {...paymentSections('plans')} action={plans.length > 0 ? add : null}>
      {plans.length === 0 ? (
        <Empty icon="card" title={t('empty')} text={t('empty.text')} action={add} />
      ) : (
        <DataTable
          caption={t('title')}
          rows={[...plans]}
          rowHref={({ id }) => routes.plans.one({ plan: show('plan', id) })}
          columns={[
            { key: 'name', header: t('name'), cell: ({ current }) => current.name },
            {
              key: 'amount',
              header: t('amount'),
              align: 'end',
              nowrap: true,
              cell: ({ current: { price } }) => (
                <span class="numeric">{moneyText(price.minor, price.currency, language)}</span>
              ),
            },
            {
              key: 'rhythm',
              header: t('rhythm'),
              nowrap: true,
              cell: ({ current }) => intervalText(current.interval, language),
            },
            {
              key: 'subscribers',
              header: t('subscribers'),
              align: 'end',
              cell: ({ subscribers }) => subscribers,
            },
          ]}
        />
      )}
    </Layout>
  )
}
