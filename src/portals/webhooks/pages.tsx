import type { Visit } from '../../identity/index.ts'
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
} from '../../ui/index.ts'
import { addressesOf } from './addresses.ts'
import { DeliveryBadge, EndpointBadge } from './badges.tsx'
import { WebhookForm, type Wrong } from './form.tsx'
import { Frame, ListFrame, type Whose } from './frame.tsx'
import type { Endpoint, EndpointLine } from './queries.ts'
import { words } from './texts.ts'

interface Props {
  visit: Visit
  whose: Whose
}

export const hostOf = ({ url }: Pick<Endpoint, 'url'>): string =>
  URL.canParse(url) ? new URL(url).host : url

export function WebhooksPage({ visit, whose, rows }: Props & { rows: EndpointLine[] }) {
  const { language } = visit
  const t = words(language)
  const addresses = addressesOf(whose.owner)
  const add = (
    <ButtonLink look="primary" icon="plus" href={addresses.fresh}>
      {t('new')}
    </ButtonLink>
  )
  return (
    <ListFrame visit={visit} whose={whose} action={rows.length > 0 ? add : undefined}>
      {rows.length === 0 ? (
        <Empty icon="link" title={t('empty')} text={t('empty.text')} action={add} />
      ) : (
        <>
          <p class="muted">{t('about')}</p>
          <DataTable
            language={language}
            caption={t('caption')}
            rows={rows}
            columns={columns(visit)}
            rowHref={({ id }) => addresses.one(show('webhook', id))}
          />
        </>
      )}
    </ListFrame>
  )
}

function columns({ language, now, zone }: Visit): Column<EndpointLine>[] {
  const t = words(language)
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
      cell: (endpoint) => <EndpointBadge language={language} endpoint={endpoint} />,
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
            <DeliveryBadge language={language} state={last.state} />{' '}
            <Time language={language} at={last.at} now={now} zone={zone} />
          </span>
        ) : (
          <span class="muted">{t('last.none')}</span>
        ),
    },
  ]
}

export function NewWebhookPage({ visit, whose, wrong }: Props & { wrong?: Wrong }) {
  const t = words(visit.language)
  const { kind } = whose.owner
  return (
    <Frame visit={visit} whose={whose} title={t('new')} subtitle={whose.name} width="form">
      <WebhookForm
        visit={visit}
        kind={kind}
        action={addressesOf(whose.owner).list}
        button={t('new.do')}
        wrong={wrong}
      />
    </Frame>
  )
}

/** The one showing of a secret: in the answer to its making, and nowhere else. */
export function SecretPage(
  props: Props & { webhook: string; secret: string; title: 'made.title' | 'rotated.title' },
) {
  const { visit, whose, webhook, secret, title } = props
  const t = words(visit.language)
  return (
    <Frame visit={visit} whose={whose} title={t(title)} width="form">
      <Alert tone="amber" title={t('secret.once')}>
        {t('secret.once.text')}
      </Alert>
      <Panel title={t('secret')} framed>
        <code>{secret}</code>
      </Panel>
      <p>{t('secret.how')}</p>
      <Actions>
        <ButtonLink look="primary" href={addressesOf(whose.owner).one(webhook)}>
          {t('secret.back')}
        </ButtonLink>
      </Actions>
    </Frame>
  )
}

export function RotatingPage({ visit, whose, endpoint }: Props & { endpoint: Endpoint }) {
  const t = words(visit.language)
  const addresses = addressesOf(whose.owner)
  const shown = show('webhook', endpoint.id)
  return (
    <Frame
      visit={visit}
      whose={whose}
      title={t('rotate.title')}
      subtitle={endpoint.url}
      width="form"
    >
      <Confirm
        language={visit.language}
        action={addresses.secret(shown)}
        consequences={[t('rotate.effect'), t('rotate.both'), t('rotate.after')]}
        button={t('rotate.do')}
        cancelHref={addresses.one(shown)}
      />
    </Frame>
  )
}

export function RemovingPage({ visit, whose, endpoint }: Props & { endpoint: Endpoint }) {
  const t = words(visit.language)
  const addresses = addressesOf(whose.owner)
  const shown = show('webhook', endpoint.id)
  return (
    <Frame
      visit={visit}
      whose={whose}
      title={t('remove.title')}
      subtitle={endpoint.url}
      width="form"
    >
      <Confirm
        language={visit.language}
        action={addresses.removal(shown)}
        consequences={[t('remove.effect', { url: endpoint.url }), t('remove.log')]}
        reassurance={t('remove.final')}
        button={t('remove.do')}
        danger
        cancelHref={addresses.one(shown)}
      />
    </Frame>
  )
}
