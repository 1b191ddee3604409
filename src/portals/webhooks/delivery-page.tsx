import { useRequestContext, type RequestContext } from '../../web/index.ts'
import type { OwnerPage } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import {
  Alert,
  Button,
  DataTable,
  Details,
  Form,
  Listing,
  Panel,
  Time,
  type Column,
  type Detail,
} from '../../ui/index.ts'
import { addressOf } from './addresses.ts'
import { answerWords, DeliveryBadge } from './badges.tsx'
import type { Attempt, Delivery } from './log/log.ts'
import { BelowWebhooks, hostOf } from './pages.tsx'
import type { Endpoint } from './queries.ts'
import { t } from './texts.ts'

interface DeliveryPageProps {
  ownerPage: OwnerPage
  endpoint: Endpoint
  delivery: Delivery
}

/** One event for one webhook: what is sent, and what each attempt was answered. */
export function DeliveryPage({ ownerPage, endpoint, delivery }: DeliveryPageProps) {
  const ctx = useRequestContext()
  const shown = show('webhook', endpoint.id)
  return (
    <BelowWebhooks
      ownerPage={ownerPage}
      title={delivery.event}
      badge={<DeliveryBadge state={delivery.state} attempts={delivery.attempts} />}
      under={{
        label: endpoint.description || hostOf(endpoint),
        href: addressOf(ownerPage.owner, 'one', { webhook: shown }),
      }}
      subtitle={endpoint.url}
      action={
        endpoint.state === 'enabled' ? (
          <Form
            layout="line"
            guard={false}
            action={addressOf(ownerPage.owner, 'resend', {
              webhook: shown,
              delivery: show('delivery', delivery.id),
            })}
          >
            <Button>{t('resend')}</Button>
          </Form>
        ) : undefined
      }
      details={<Details items={details(delivery)} />}
    >
      {delivery.state === 'held' ? (
        <Alert tone="grey" title={t('delivery.held')}>
          {t('delivery.held.text')}
        </Alert>
      ) : null}
      <Panel title={t('attempts')}>
        {delivery.tries.length === 0 ? (
          <p class="muted">{t('tries.none')}</p>
        ) : (
          <DataTable caption={t('tries.caption')} rows={delivery.tries} columns={columns(ctx)} />
        )}
      </Panel>
      <Panel title={t('payload')}>
        <Listing text={JSON.stringify(JSON.parse(delivery.payload), null, 2)} />
      </Panel>
    </BelowWebhooks>
  )
}

function columns({ language }: RequestContext): Column<Attempt>[] {
  return [
    { key: 'n', header: t('number'), cell: ({ n }) => t('number.n', { n }) },
    {
      key: 'answer',
      header: t('answered'),
      cell: (attempt) => answerWords(language, attempt),
    },
    {
      key: 'body',
      header: t('body'),
      cell: ({ answer }) =>
        answer ? <code>{answer.slice(0, 200)}</code> : <span class="muted">–</span>,
    },
    {
      key: 'took',
      header: t('took'),
      align: 'end',
      nowrap: true,
      cell: ({ ms }) => t('ms', { n: ms }),
    },
    {
      key: 'at',
      header: t('at'),
      nowrap: true,
      cell: ({ at }) => <Time at={at} show="exact" />,
    },
  ]
}

function details(delivery: Delivery): Detail[] {
  const time = (at: Temporal.Instant) => <Time at={at} show="exact" />
  return [
    { label: t('id'), value: <code>{show('delivery', delivery.id)}</code> },
    { label: t('when'), value: time(delivery.createdAt) },
    ...(delivery.dueAt ? [{ label: t('next'), value: time(delivery.dueAt) }] : []),
    ...(delivery.settledAt ? [{ label: t('settled'), value: time(delivery.settledAt) }] : []),
  ]
}
