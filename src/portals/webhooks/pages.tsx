import type { LayoutProps } from '../../web/index.ts'
import { BelowTab, type OwnerPage } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import {
  Actions,
  Alert,
  ButtonLink,
  Confirm,
  DataTable,
  Empty,
  Panel,
  Time,
  type Column,
  type Crumb,
} from '../../ui/index.ts'
import { addressOf } from './addresses.ts'
import { DeliveryBadge, EndpointBadge } from './badges.tsx'
import { WebhookForm, type Wrong } from './form.tsx'
import type { Endpoint, EndpointLine } from './queries.ts'
import { t } from './texts.ts'

interface Props {
  ownerPage: OwnerPage
}

/** A page below the list, or below a page of it. */
export const BelowWebhooks = (props: LayoutProps & Props & { under?: Crumb }) => (
  <BelowTab
    list={{
      label: t('title'),
      href: addressOf(props.ownerPage.owner, 'list'),
    }}
    {...props}
  />
)

export const hostOf = ({ url }: Pick<Endpoint, 'url'>): string =>
  URL.canParse(url) ? new URL(url).host : url

export function WebhooksPage({ ownerPage, rows }: Props & { rows: EndpointLine[] }) {
  const { owner, Tab } = ownerPage
  const add = (
    <ButtonLink look="primary" icon="plus" href={addressOf(owner, 'new')}>
      {t('new')}
    </ButtonLink>
  )
  return (
    <Tab tab="webhooks" title={t('title')} action={rows.length > 0 ? add : undefined}>
      {rows.length === 0 ? (
        <Empty icon="link" title={t('empty')} text={t('empty.text')} action={add} />
      ) : (
        <>
          <p class="muted">{t('about')}</p>
          <DataTable
            caption={t('caption')}
            rows={rows}
            columns={columns()}
            rowHref={({ id }) => addressOf(owner, 'one', { webhook: show('webhook', id) })}
          />
        </>
      )}
    </Tab>
  )
}

function columns(): Column<EndpointLine>[] {
  return [
    {
      key: 'url',
      header: t('url'),
      cell: ({ url, description }) => (
        <>
          <strong>{description || hostOf({ url })}</strong>
          <br />
          <span class="muted">{url}</span>
        </>
      ),
    },
    {
      key: 'state',
      header: t('state'),
      nowrap: true,
      cell: (endpoint) => <EndpointBadge endpoint={endpoint} />,
    },
    {
      key: 'events',
      header: t('events'),
      nowrap: true,
      cell: ({ events }) =>
        events === null ? t('events.all') : t('events.some', { n: events.length }),
    },
    {
      key: 'last',
      header: t('last'),
      nowrap: true,
      cell: ({ last }) =>
        last ? (
          <span>
            <DeliveryBadge state={last.state} /> <Time at={last.at} />
          </span>
        ) : (
          <span class="muted">{t('last.none')}</span>
        ),
    },
  ]
}

export function NewWebhookPage({ ownerPage, wrong }: Props & { wrong?: Wrong }) {
  const { owner, name } = ownerPage
  return (
    <BelowWebhooks ownerPage={ownerPage} title={t('new')} subtitle={name} width="form">
      <WebhookForm
        kind={owner.kind}
        action={addressOf(owner, 'list')}
        button={t('new.do')}
        wrong={wrong}
      />
    </BelowWebhooks>
  )
}

/** The one showing of a secret: in the answer to its making, and nowhere else. */
export function SecretPage(
  props: Props & { webhook: string; secret: string; title: 'made.title' | 'rotated.title' },
) {
  const { ownerPage, webhook, secret, title } = props
  return (
    <BelowWebhooks ownerPage={ownerPage} title={t(title)} width="form">
      <Alert tone="amber" title={t('secret.once')}>
        {t('secret.once.text')}
      </Alert>
      <Panel title={t('secret')} framed>
        <code>{secret}</code>
      </Panel>
      <p>{t('secret.how')}</p>
      <Actions>
        <ButtonLink look="primary" href={addressOf(ownerPage.owner, 'one', { webhook })}>
          {t('secret.back')}
        </ButtonLink>
      </Actions>
    </BelowWebhooks>
  )
}

/** Asks before a change that receivers feel: another secret, or no webhook any more. */
export function SurePage({
  ownerPage,
  endpoint,
  change,
}: Props & { endpoint: Endpoint; change: 'secret' | 'removal' }) {
  const about = { webhook: show('webhook', endpoint.id) }
  const said =
    change === 'secret'
      ? {
          title: t('rotate.title'),
          consequences: [t('rotate.effect'), t('rotate.both'), t('rotate.after')],
          button: t('rotate.do'),
        }
      : {
          title: t('remove.title'),
          consequences: [t('remove.effect', { url: endpoint.url }), t('remove.log')],
          reassurance: t('remove.final'),
          button: t('remove.do'),
          danger: true,
        }
  const { title, ...confirm } = said
  return (
    <BelowWebhooks ownerPage={ownerPage} title={title} subtitle={endpoint.url} width="form">
      <Confirm
        action={addressOf(ownerPage.owner, change, about)}
        cancelHref={addressOf(ownerPage.owner, 'one', about)}
        {...confirm}
      />
    </BelowWebhooks>
  )
}
