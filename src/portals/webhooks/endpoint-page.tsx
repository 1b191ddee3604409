import { useVisit, type Visit } from '../../web/index.ts'
import type { FoundOwner } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import {
  Actions,
  Alert,
  Button,
  DataTable,
  Empty,
  exactTime,
  Facts,
  Form,
  ListPage,
  Panel,
  TextField,
  Time,
  type Column,
  type Errors,
  type Fact,
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
  found: FoundOwner
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
  const { found, endpoint, wrong } = props
  const shown = show('webhook', endpoint.id)
  return (
    <BelowWebhooks
      found={found}
      title={endpoint.description || hostOf(endpoint)}
      badge={<EndpointBadge endpoint={endpoint} />}
      subtitle={endpoint.url}
      action={<FirstAction {...props} />}
      menu={menu(props)}
      facts={<Facts items={facts(props)} />}
    >
      <Standing endpoint={endpoint} />
      <Failed {...props} />
      <Log {...props} />
      <Panel title={t('change')} framed>
        <WebhookForm
          kind={found.owner.kind}
          action={addressOf(found.owner, 'one', { webhook: shown })}
          button={t('change.do')}
          endpoint={endpoint}
          wrong={wrong}
        />
      </Panel>
    </BelowWebhooks>
  )
}

/** Enabled, to try it; disabled, to enable it. */
function FirstAction({ found, endpoint }: EndpointPageProps) {
  const shown = show('webhook', endpoint.id)
  const on = endpoint.state === 'enabled'
  return (
    <Form
      layout="line"
      guard={false}
      action={
        on
          ? addressOf(found.owner, 'test', { webhook: shown })
          : addressOf(found.owner, 'enabling', { webhook: shown })
      }
    >
      <Button>{t(on ? 'test' : 'enable')}</Button>
    </Form>
  )
}

function menu({ found, endpoint }: EndpointPageProps): MenuItem[] {
  const shown = show('webhook', endpoint.id)
  return [
    {
      label: t('rotate.title'),
      href: addressOf(found.owner, 'secret', { webhook: shown }),
      icon: 'key',
    },
    ...(endpoint.state === 'enabled'
      ? [
          {
            label: t('disable'),
            action: addressOf(found.owner, 'disabling', { webhook: shown }),
            icon: 'lock' as const,
          },
        ]
      : []),
    {
      label: t('remove.do'),
      href: addressOf(found.owner, 'removal', { webhook: shown }),
      icon: 'cross',
      danger: true,
    },
  ]
}

/** Why nothing arrives, where nothing does. */
function Standing({ endpoint }: Pick<EndpointPageProps, 'endpoint'>) {
  const { language, zone } = useVisit()
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
function Failed({ found, endpoint, failed, failedWrong }: EndpointPageProps) {
  if ((failed.count === 0 && !failedWrong) || endpoint.state === 'disabled') return null
  return (
    <Panel title={t('failed')} text={t('failed.text', { n: failed.count })} framed>
      <Form
        action={addressOf(found.owner, 'failed', { webhook: show('webhook', endpoint.id) })}
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

function Log({ found, endpoint, log, state }: EndpointPageProps) {
  const visit = useVisit()
  const shown = show('webhook', endpoint.id)
  return (
    <Panel title={t('log')} text={t('log.text')}>
      <ListPage
        action={addressOf(found.owner, 'one', { webhook: shown })}
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
                  found.owner,
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
          columns={columns(visit)}
          rowHref={({ id }) =>
            addressOf(found.owner, 'delivery', { webhook: shown, delivery: show('delivery', id) })
          }
        />
      </ListPage>
    </Panel>
  )
}

function columns({ language }: Visit): Column<DeliveryLine>[] {
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

function facts({ endpoint, oldSecretUntil }: EndpointPageProps): Fact[] {
  const { language, zone } = useVisit()
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
