import { useRequestContext, type RequestContext } from '../../web/index.ts'
import type { OwnerPage } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import {
  Actions,
  Alert,
  Button,
  DataTable,
  Empty,
  exactTime,
  Details,
  Form,
  ListPage,
  Panel,
  TextField,
  Time,
  type Column,
  type Errors,
  type Detail,
  type MenuItem,
} from '../../ui/index.ts'
import { addressOf } from './addresses.ts'
import { answerWords, DeliveryBadge, EndpointBadge } from './badges.tsx'
import { DELIVERY_STATES, type DeliveryState } from './deliveries/delivery.ts'
import type { DeliveryLine } from './log/log.ts'
import { WebhookForm, type Wrong } from './form.tsx'
import { BelowWebhooks, hostOf } from './pages.tsx'
import type { Endpoint } from './queries.ts'
import { t } from './texts.ts'

export interface EndpointPageProps {
  ownerPage: OwnerPage
  endpoint: Endpoint
  oldSecretUntil: Temporal.Instant | null
  log: { deliveries: DeliveryLine[]; next: string | null }
  /** What the log is filtered by. */
  state?: DeliveryState
  failed: { count: number; since: Temporal.Instant | null }
  wrong?: Wrong
  /** Something wrong with the time since which to send again. */
  failedWrong?: { typed: string; errors: Errors }
}

/** One webhook: how it stands, what was sent there, and what can be done about it. */
export function EndpointPage(props: EndpointPageProps) {
  const { ownerPage, endpoint, wrong } = props
  const shown = show('webhook', endpoint.id)
  return (
    <BelowWebhooks
      ownerPage={ownerPage}
      title={endpoint.description || hostOf(endpoint)}
      badge={<EndpointBadge endpoint={endpoint} />}
      subtitle={endpoint.url}
      action={<FirstAction {...props} />}
      menu={menu(props)}
      details={<Details items={details(props)} />}
    >
      <Standing endpoint={endpoint} />
      <Failed {...props} />
      <Log {...props} />
      <Panel title={t('change')} framed>
        <WebhookForm
          kind={ownerPage.owner.kind}
          action={addressOf(ownerPage.owner, 'one', { webhook: shown })}
          button={t('change.do')}
          endpoint={endpoint}
          wrong={wrong}
        />
      </Panel>
    </BelowWebhooks>
  )
}

/** Enabled, to try it; disabled, to enable it. */
function FirstAction({ ownerPage, endpoint }: EndpointPageProps) {
  const shown = show('webhook', endpoint.id)
  const on = endpoint.state === 'enabled'
  return (
    <Form
      layout="line"
      guard={false}
      action={
        on
          ? addressOf(ownerPage.owner, 'test', { webhook: shown })
          : addressOf(ownerPage.owner, 'enabling', { webhook: shown })
      }
    >
      <Button>{t(on ? 'test' : 'enable')}</Button>
    </Form>
  )
}

function menu({ ownerPage, endpoint }: EndpointPageProps): MenuItem[] {
  const shown = show('webhook', endpoint.id)
  return [
    {
      label: t('rotate.title'),
      href: addressOf(ownerPage.owner, 'secret', { webhook: shown }),
      icon: 'key',
    },
    ...(endpoint.state === 'enabled'
      ? [
          {
            label: t('disable'),
            action: addressOf(ownerPage.owner, 'disabling', { webhook: shown }),
            icon: 'lock' as const,
          },
        ]
      : []),
    {
      label: t('remove.do'),
      href: addressOf(ownerPage.owner, 'removal', { webhook: shown }),
      icon: 'cross',
      danger: true,
    },
  ]
}

/** Why nothing arrives, where nothing does. */
function Standing({ endpoint }: Pick<EndpointPageProps, 'endpoint'>) {
  const { language, zone } = useRequestContext()
  if (endpoint.state === 'disabled')
    return (
      <Alert tone={endpoint.disabledWhy === 'by_hand' ? 'grey' : 'red'} title={t('is.disabled')}>
        {t(`is.${endpoint.disabledWhy ?? 'by_hand'}`)}
      </Alert>
    )
  if (endpoint.failingSince)
    return (
      <Alert tone="amber" title={t('failing.title')}>
        {t('failing.text', { time: exactTime(language, endpoint.failingSince, zone) })}
      </Alert>
    )
  return null
}

/** Sends again what has been given up, once the receiver is mended. */
function Failed({ ownerPage, endpoint, failed, failedWrong }: EndpointPageProps) {
  if ((failed.count === 0 && !failedWrong) || endpoint.state === 'disabled') return null
  return (
    <Panel title={t('failed')} text={t('failed.text', { n: failed.count })} framed>
      <Form
        action={addressOf(ownerPage.owner, 'failed', { webhook: show('webhook', endpoint.id) })}
        errors={failedWrong?.errors}
        guard={false}
      >
        <TextField
          name="since"
          label={t('failed.since')}
          value={failedWrong?.typed ?? failed.since?.toString({ smallestUnit: 'second' })}
          error={failedWrong?.errors['since']}
          width="medium"
          maxlength={60}
          autocomplete="off"
        />
        <Actions>
          <Button look="plain">{t('failed.do')}</Button>
        </Actions>
      </Form>
    </Panel>
  )
}

function Log({ ownerPage, endpoint, log, state }: EndpointPageProps) {
  const ctx = useRequestContext()
  const shown = show('webhook', endpoint.id)
  return (
    <Panel title={t('log')} text={t('log.text')}>
      <ListPage
        action={addressOf(ownerPage.owner, 'one', { webhook: shown })}
        filters={[
          {
            name: 'state',
            label: t('state'),
            value: state,
            options: DELIVERY_STATES.map((value) => ({ value, label: t(`delivery.${value}`) })),
          },
        ]}
        hasRows={log.deliveries.length > 0}
        empty={<Empty icon="list" title={t('log.empty')} text={t('log.empty.text')} />}
        pager={
          log.next
            ? {
                next: addressOf(
                  ownerPage.owner,
                  'one',
                  { webhook: shown },
                  { state, cursor: show('delivery', log.next) },
                ),
              }
            : {}
        }
      >
        <DataTable
          caption={t('log.caption')}
          rows={log.deliveries}
          columns={columns(ctx)}
          rowHref={({ id }) =>
            addressOf(ownerPage.owner, 'delivery', {
              webhook: shown,
              delivery: show('delivery', id),
            })
          }
        />
      </ListPage>
    </Panel>
  )
}

function columns({ language }: RequestContext): Column<DeliveryLine>[] {
  return [
    { key: 'event', header: t('event'), cell: ({ event }) => <code>{event}</code> },
    {
      key: 'state',
      header: t('state'),
      nowrap: true,
      cell: ({ state, attempts }) => <DeliveryBadge state={state} attempts={attempts} />,
    },
    {
      key: 'answer',
      header: t('answer'),
      cell: ({ lastStatus: status, lastError: error }) =>
        answerWords(language, { status, error }) ?? <span class="muted">{t('answer.none')}</span>,
    },
    { key: 'attempts', header: t('attempts'), align: 'end', cell: ({ attempts }) => attempts },
    {
      key: 'when',
      header: t('when'),
      nowrap: true,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ]
}

function details({ endpoint, oldSecretUntil }: EndpointPageProps): Detail[] {
  const { language, zone } = useRequestContext()
  return [
    {
      label: t('events'),
      value:
        endpoint.events === null
          ? t('events.all')
          : endpoint.events.map((name) => (
              <>
                <code>{name}</code>
                <br />
              </>
            )),
    },
    {
      label: t('secret'),
      value: <code>whsec_…</code>,
      note: oldSecretUntil && t('secret.old', { time: exactTime(language, oldSecretUntil, zone) }),
    },
    {
      label: t('made'),
      value: <Time at={endpoint.createdAt} show="date" />,
    },
  ]
}
