import { happenings, type AuditEntry } from '../../../identity/index.ts'
import { show } from '../../../kit/ids.ts'
import { useLanguage } from '../../../kit/reader.ts'
import { routes } from '../../../routes.ts'
import {
  Alert,
  Button,
  ButtonLink,
  DataTable,
  Details,
  Form,
  Panel,
  Time,
  Timeline,
} from '../../../ui/index.ts'
import { Layout } from '../../../web/index.ts'
import type { Invoice } from '../../invoice/invoice.ts'
import { columns } from '../../invoices/list/page.tsx'
import { planText } from '../../plans/terms.ts'
import type { SubscriptionShown } from '../reading/queries.ts'
import { methodText, SubscriptionBadge, WhatIsNext } from '../reading/said.tsx'
import { words as reading } from '../reading/texts.ts'
import { stateAfter, type Subscription } from '../subscription.ts'
import { t } from './texts.ts'

interface PageProps {
  of: SubscriptionShown
  invoices: readonly Invoice[]
  today: string
  history: AuditEntry[]
}

export const named = ({ id }: Pick<Subscription, 'id'>) => ({
  subscription: show('subscription', id),
})

/** The way up from a page about a subscription. */
export const crumbsTo = ({ subscription, personName }: SubscriptionShown) => [
  { label: t('title'), href: routes.subscriptions() },
  { label: personName, href: routes.subscriptions.one(named(subscription)) },
]

export function SubscriptionPage({ of, invoices, today, history }: PageProps) {
  const { subscription, plan, personName } = of
  const language = useLanguage()
  return (
    <Layout
      title={plan.name}
      subtitle={personName}
      badge={<SubscriptionBadge state={subscription.state} />}
      crumbs={[{ label: t('title'), href: routes.subscriptions() }]}
      action={<Primary subscription={subscription} />}
      menu={menuOf(subscription)}
      details={<SubscriptionDetails of={of} />}
    >
      {subscription.failedInvoice ? (
        <Alert
          tone="amber"
          action={
            <ButtonLink
              href={routes.invoices.one({ invoice: show('invoice', subscription.failedInvoice) })}
            >
              {t('failed.do')}
            </ButtonLink>
          }
        >
          {t('failed')}
        </Alert>
      ) : null}
      <Panel title={t('invoices')}>
        <DataTable
          caption={t('invoices')}
          rows={[...invoices]}
          rowHref={({ id }) => routes.invoices.one({ invoice: show('invoice', id) })}
          columns={columns(today, false)}
        />
      </Panel>
      <Panel title={t('history')}>
        <Timeline entries={happenings(history, language)} />
      </Panel>
    </Layout>
  )
}

function Primary({ subscription }: { subscription: Subscription }) {
  const at = named(subscription)
  if (subscription.state === 'paused')
    return (
      <Form action={routes.subscriptions.one.resumption(at)} guard={false}>
        <Button look="primary">{t('resume')}</Button>
      </Form>
    )
  if (subscription.endsAtPeriodEnd && subscription.state !== 'ended')
    return (
      <Form action={routes.subscriptions.one.keeping(at)} guard={false}>
        <Button look="primary">{t('keep')}</Button>
      </Form>
    )
  return subscription.state === 'active' || subscription.state === 'trialing' ? (
    <ButtonLink href={routes.subscriptions.one.plan(at)}>{t('change')}</ButtonLink>
  ) : null
}

const menuOf = (subscription: Subscription) => {
  const { state } = subscription
  const at = named(subscription)
  const { one } = routes.subscriptions
  return [
    ...(stateAfter(state, 'subscription.pause')
      ? [{ label: t('pause'), href: one.pause(at), icon: 'clock' as const }]
      : []),
    ...(state !== 'pending' && state !== 'ended'
      ? [{ label: t('cancel'), href: one.cancellation(at), icon: 'cross' as const, danger: true }]
      : []),
  ]
}

function SubscriptionDetails({ of }: { of: SubscriptionShown }) {
  const { subscription, plan, personName, method } = of
  const language = useLanguage()
  const { personId, period, periodBegins, periodEnds, retries, nextNumber } = subscription
  return (
    <Details
      items={[
        {
          label: t('who'),
          value: (
            <a href={routes.contacts.one({ person: show('person', personId) })}>{personName}</a>
          ),
        },
        {
          label: t('plan'),
          value: (
            <a href={routes.plans.one({ plan: show('plan', plan.id) })}>
              {planText(plan, language)}
            </a>
          ),
        },
        { label: t('next'), value: <WhatIsNext {...of} /> },
        ...(periodBegins && periodEnds
          ? [
              {
                label: t('period'),
                value: (
                  <>
                    <Time at={periodBegins} show="date" /> – <Time at={periodEnds} show="date" />
                  </>
                ),
                note: t('period.of', { n: period }),
              },
            ]
          : []),
        ...(nextNumber === null
          ? []
          : [{ label: t('later'), value: t('later.version', { number: nextNumber }) }]),
        ...(subscription.failedInvoice
          ? [{ label: t('retries'), value: t('retries.count', { count: retries }) }]
          : []),
        {
          label: t('method'),
          value: method ? methodText(method) : reading(language)('method.none'),
          note: method && !method.usable ? reading(language)('method.unusable') : undefined,
        },
        { label: t('since'), value: <Time at={subscription.createdAt} show="date" /> },
      ]}
    />
  )
}
