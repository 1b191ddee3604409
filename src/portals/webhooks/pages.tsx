import type { Visit } from '../../web/index.ts'
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
    <ButtonLink look="primary" icon="plus" href={addresses.fresh()}>
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
            rowHref={({ id }) => addresses.one({ webhook: show('webhook', id) })}
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
        action={addressesOf(whose.owner).list()}
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
        <ButtonLink look="primary" href={addressesOf(whose.owner).one({ webhook })}>
          {t('secret.back')}
        </ButtonLink>
      </Actions>
    </Frame>
  )
}

/** Asks before a change that receivers feel: another secret, or no webhook any more. */
export function SurePage({
  visit,
  whose,
  endpoint,
  change,
}: Props & { endpoint: Endpoint; change: 'secret' | 'removal' }) {
  const t = words(visit.language)
  const addresses = addressesOf(whose.owner)
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
    <Frame visit={visit} whose={whose} title={title} subtitle={endpoint.url} width="form">
      <Confirm
        language={visit.language}
        action={addresses[change](about)}
        cancelHref={addresses.one(about)}
        {...confirm}
      />
    </Frame>
  )
}
