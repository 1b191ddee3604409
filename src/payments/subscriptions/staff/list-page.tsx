import { show } from '../../../kit/ids.ts'
import { useLanguage } from '../../../kit/reader.ts'
import { routes } from '../../../routes.ts'
import { ButtonLink, DataTable, Empty, ListPage, type Column } from '../../../ui/index.ts'
import { Layout } from '../../../web/index.ts'
import type { PlanRow } from '../../plans/queries.ts'
import { planText } from '../../plans/terms.ts'
import { paymentSections } from '../../sections/tabs.ts'
import type { SubscriptionFilter, SubscriptionShown } from '../reading/queries.ts'
import { SubscriptionBadge, WhatIsNext } from '../reading/said.tsx'
import { SUBSCRIPTION_STATES } from '../subscription.ts'
import { words as shared } from '../texts.ts'
import { t } from './texts.ts'

interface ListProps {
  filter: SubscriptionFilter
  rows: readonly SubscriptionShown[]
  plans: readonly PlanRow[]
  count: string
  pager: { previous?: string; next?: string }
}

/** Who has subscribed to what, for the staff. */
export function SubscriptionsPage({ filter, rows, plans, count, pager }: ListProps) {
  const said = shared(useLanguage())
  return (
    <Layout {...paymentSections('subscriptions')}>
      <ListPage
        action={routes.subscriptions()}
        filters={[
          {
            name: 'state',
            label: t('state'),
            value: filter.state,
            options: SUBSCRIPTION_STATES.map((value) => ({ value, label: said(`state.${value}`) })),
          },
          {
            name: 'plan',
            label: t('plan'),
            value: filter.plan && show('plan', filter.plan),
            options: plans.map(({ id, current }) => ({
              value: show('plan', id),
              label: current.name,
            })),
          },
        ]}
        keep={{ person: filter.person && show('person', filter.person) }}
        count={count}
        pager={pager}
        hasRows={rows.length > 0}
        empty={
          <Empty
            icon="card"
            title={t('empty')}
            text={t('empty.text')}
            action={<ButtonLink href={routes.plans()}>{t('empty.do')}</ButtonLink>}
          />
        }
      >
        <SubscriptionTable rows={rows} />
      </ListPage>
    </Layout>
  )
}

/** @param isOfOne of one person, who need not be named in each row */
export function SubscriptionTable({
  rows,
  isOfOne = false,
}: {
  rows: readonly SubscriptionShown[]
  isOfOne?: boolean
}) {
  const language = useLanguage()
  const who: Column<SubscriptionShown>[] = [
    { key: 'who', header: t('who'), cell: ({ personName }) => personName },
  ]
  return (
    <DataTable
      caption={t('title')}
      rows={[...rows]}
      rowHref={({ subscription: { id } }) =>
        routes.subscriptions.one({ subscription: show('subscription', id) })
      }
      columns={[
        ...(isOfOne ? [] : who),
        { key: 'plan', header: t('plan'), cell: ({ plan }) => planText(plan, language) },
        {
          key: 'next',
          header: t('next'),
          nowrap: true,
          cell: (one) => <WhatIsNext {...one} />,
        },
        {
          key: 'state',
          header: t('state'),
          nowrap: true,
          cell: ({ subscription: { state } }) => <SubscriptionBadge state={state} />,
        },
      ]}
    />
  )
}
