import { Room, type Mount, type Visit } from '../../web/index.ts'
import { type FoundOwner } from '../../identity/index.ts'
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
import { words } from './texts.ts'

/** Where a portal's hosts are listed and added, another becomes the current one, and its short name changes. */
export interface HostsAt {
  list: Mount
  current: Mount
  slug: Mount
}

interface Props {
  visit: Visit
  found: FoundOwner
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
export function MovingPage({ visit, found, at, move }: Props & { move: Move }) {
  const { language } = visit
  const { to, from, signedIn, sends } = move
  const { people, withoutPassword } = from.passkeys
  const { host } = from
  const t = words(language)
  const { names } = found
  return (
    <found.Tab tab="hosts" title={t('list')}>
      <h2>{t('move.title', { to })}</h2>
      <Confirm
        language={language}
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
    </found.Tab>
  )
}

/** A portal's addresses; of a cancelled one nothing can be changed any more. */
export function HostsPage(props: HostsProps) {
  const { visit, found, at, portal, hosts, typed = {}, errors = {} } = props
  const { names } = found
  const cancelled = portal.status === 'cancelled'
  const { language, installation } = visit
  const t = words(language)
  const [current] = hosts
  return (
    <found.Tab tab="hosts" title={t('list')}>
      <Panel title={t('list')} text={t(cancelled ? 'list.cancelled' : 'list.text')}>
        <DataTable language={language} caption={t('list')} rows={hosts} columns={columns(props)} />
      </Panel>
      {props.claims.length > 0 ? <Claims visit={visit} claims={props.claims} /> : null}
      {cancelled ? null : (
        <>
          <Panel framed title={t('slug')} text={t('slug.text', { host: current?.host ?? '' })}>
            <Form
              language={language}
              method="get"
              action={hrefOf(at.slug, names)}
              errors={errors['slug'] ? errors : undefined}
            >
              <TextField
                language={language}
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
            <Form
              language={language}
              action={hrefOf(at.list, names)}
              errors={errors['host'] ? errors : undefined}
            >
              <TextField
                language={language}
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
    </found.Tab>
  )
}

const Claims = ({
  visit: { language, now, zone },
  claims,
}: Pick<HostsProps, 'visit' | 'claims'>) => (
  <Panel title={words(language)('claims')} text={words(language)('claims.text')}>
    <DataTable
      language={language}
      caption={words(language)('claims')}
      rows={claims}
      columns={[
        {
          key: 'host',
          header: words(language)('host'),
          cell: ({ host }) => <strong>{host}</strong>,
        },
        {
          key: 'record',
          header: words(language)('claims.record'),
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
          header: words(language)('claims.until'),
          nowrap: true,
          cell: ({ until }) => <Time language={language} at={until} now={now} zone={zone} />,
        },
      ]}
    />
  </Panel>
)

function columns({ visit, found, at, hosts, portal }: HostsProps): Column<HostLine>[] {
  const cancelled = portal.status === 'cancelled'
  const { language, now, zone } = visit
  const t = words(language)
  const date = (at: Temporal.Instant) => (
    <Time language={language} at={at} now={now} zone={zone} show="date" />
  )
  const change: Column<HostLine> = {
    key: 'change',
    header: t('make.header'),
    align: 'end',
    cell: ({ host, current }) =>
      current ? null : (
        <ButtonLink
          small
          href={hrefOf(at.current, found.names, { host })}
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
export function MovedPage({ visit, host }: { visit: Visit; host: string }) {
  const t = words(visit.language)
  return (
    <Room visit={visit} title={t('moved.title')} width="form">
      <p>{t('moved.text', { host })}</p>
      <p>{t('moved.sign_in')}</p>
      <Actions>
        <ButtonLink look="primary" href={addressOn(visit.installation, host)}>
          {t('moved.go', { host })}
        </ButtonLink>
      </Actions>
    </Room>
  )
}
