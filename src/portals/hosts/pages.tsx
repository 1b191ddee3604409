import { Layout, useRequestContext, type RoutePattern } from '../../web/index.ts'
import { type OwnerPage } from '../../identity/index.ts'
import { addressOn } from '../../kit/installation.ts'
import { hrefOf } from '../../routes.ts'
import {
  Actions,
  Badge,
  Button,
  ButtonLink,
  Confirm,
  DataTable,
  Form,
  Panel,
  TextField,
  Time,
  type Column,
  type Errors,
} from '../../ui/index.ts'
import type { Portal } from '../portal.ts'
import type { HostClaim, HostLine } from './queries.ts'
import { t } from './texts.ts'

/** Where a portal's hosts are listed and added, another becomes the current one, and its short name changes. */
export interface HostsAt {
  list: RoutePattern
  current: RoutePattern
  slug: RoutePattern
}

interface Props {
  ownerPage: OwnerPage
  at: HostsAt
}

interface HostsProps extends Props {
  portal: Pick<Portal, 'slug' | 'status'>
  hosts: HostLine[]
  /** Hosts that a DNS record has still to prove. */
  claims: HostClaim[]
  typed?: Record<string, string>
  errors?: Errors
}

/** A move to another host that is asked for, and not made yet. */
export interface Move {
  /** The host that would be the current one. */
  to: string
  /** The one that is. */
  from: HostLine
  /** How many would have to sign in anew: a session holds for one host. */
  signedIn: number
  /** What is sent to make it. */
  sends: Record<string, string>
}

/** Says what a move does to whoever signs in, before it does. */
export function MovingPage({ ownerPage, at, move }: Props & { move: Move }) {
  const { to, from, signedIn, sends } = move
  const { people, withoutPassword } = from.passkeys
  const { host } = from
  const { names } = ownerPage
  return (
    <ownerPage.Tab tab="hosts" title={t('list')}>
      <h2>{t('move.title', { to })}</h2>
      <Confirm
        action={hrefOf('slug' in sends ? at.slug : at.current, names)}
        hidden={sends}
        consequences={[
          t('slug.text', { host }),
          t('sign_in_again', { n: signedIn }),
          people > 0 ? t('passkeys_stop', { n: people, host, to }) : t('no_passkeys', { host }),
          ...(withoutPassword > 0 ? [t('no_password', { n: withoutPassword })] : []),
        ]}
        reassurance={t('move.kept', { host })}
        button={t('move.do')}
        cancelHref={hrefOf(at.list, names)}
      />
    </ownerPage.Tab>
  )
}

/** A portal's addresses; of a cancelled one nothing can be changed any more. */
export function HostsPage(props: HostsProps) {
  const { ownerPage, at, portal, hosts, typed = {}, errors = {} } = props
  const { names } = ownerPage
  const cancelled = portal.status === 'cancelled'
  const { installation } = useRequestContext()
  const [current] = hosts
  return (
    <ownerPage.Tab tab="hosts" title={t('list')}>
      <Panel title={t('list')} text={t(cancelled ? 'list.cancelled' : 'list.text')}>
        <DataTable caption={t('list')} rows={hosts} columns={columns(props)} />
      </Panel>
      {props.claims.length > 0 ? <Claims claims={props.claims} /> : null}
      {cancelled ? null : (
        <>
          <Panel framed title={t('slug')} text={t('slug.text', { host: current?.host ?? '' })}>
            <Form
              method="get"
              action={hrefOf(at.slug, names)}
              errors={errors['slug'] ? errors : undefined}
            >
              <TextField
                name="slug"
                label={t('slug.label')}
                help={t('slug.help', { host: installation.url.hostname })}
                value={typed['slug'] ?? portal.slug}
                error={errors['slug']}
                maxlength={40}
                width="medium"
                autocomplete="off"
              />
              <Actions>
                <Button look="plain">{t('slug.do')}</Button>
              </Actions>
            </Form>
          </Panel>
          <Panel framed title={t('own')} text={t('own.text')}>
            <Form action={hrefOf(at.list, names)} errors={errors['host'] ? errors : undefined}>
              <TextField
                name="host"
                label={t('own.label')}
                help={t('own.help')}
                value={typed['host']}
                error={errors['host']}
                maxlength={253}
                inputmode="url"
                width="medium"
                autocomplete="off"
              />
              <Actions>
                <Button look="plain">{t('own.do')}</Button>
              </Actions>
            </Form>
          </Panel>
        </>
      )}
    </ownerPage.Tab>
  )
}

const Claims = ({ claims }: Pick<HostsProps, 'claims'>) => (
  <Panel title={t('claims')} text={t('claims.text')}>
    <DataTable
      caption={t('claims')}
      rows={claims}
      columns={[
        {
          key: 'host',
          header: t('host'),
          cell: ({ host }) => <strong>{host}</strong>,
        },
        {
          key: 'record',
          header: t('claims.record'),
          cell: ({ record: { type, name, value } }) => (
            <>
              <code>
                {name} {type}
              </code>
              <br />
              <code>{value}</code>
            </>
          ),
        },
        {
          key: 'until',
          header: t('claims.until'),
          nowrap: true,
          cell: ({ until }) => <Time at={until} />,
        },
      ]}
    />
  </Panel>
)

function columns({ ownerPage, at, hosts, portal }: HostsProps): Column<HostLine>[] {
  const cancelled = portal.status === 'cancelled'
  const date = (at: Temporal.Instant) => <Time at={at} show="date" />
  const change: Column<HostLine> = {
    key: 'change',
    header: t('make.header'),
    align: 'end',
    cell: ({ host, current }) =>
      current ? null : (
        <ButtonLink
          small
          href={hrefOf(at.current, ownerPage.names, { host })}
          label={t('make.long', { host })}
        >
          {t('make')}
        </ButtonLink>
      ),
  }
  return [
    { key: 'host', header: t('host'), cell: ({ host }) => <strong>{host}</strong> },
    {
      key: 'state',
      header: t(cancelled ? 'state.kept' : 'state'),
      nowrap: true,
      cell: ({ current, quarantinedUntil }) => {
        if (quarantinedUntil) return date(quarantinedUntil)
        return (
          <Badge tone={current ? 'green' : 'grey'}>
            {t(current ? 'state.current' : 'state.redirects')}
          </Badge>
        )
      },
    },
    { key: 'added', header: t('added'), nowrap: true, cell: ({ addedAt }) => date(addedAt) },
    ...(cancelled || hosts.length < 2 ? [] : [change]),
  ]
}

/**
 * Says on the old host where the portal is now. A link and no redirect: a form's answer may not lead to
 * another host.
 */
export function MovedPage({ host }: { host: string }) {
  const ctx = useRequestContext()
  return (
    <Layout title={t('moved.title')} width="form">
      <p>{t('moved.text', { host })}</p>
      <p>{t('moved.sign_in')}</p>
      <Actions>
        <ButtonLink look="primary" href={addressOn(ctx.installation, host)}>
          {t('moved.go', { host })}
        </ButtonLink>
      </Actions>
    </Layout>
  )
}
