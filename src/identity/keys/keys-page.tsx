import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Badge,
  DataTable,
  Empty,
  Panel,
  Time,
  type Column,
  type Tone,
  RowButton,
} from '../../ui/index.ts'
import type { KeyScope } from '../../gate/index.ts'
import { Room, type SignedInVisit } from '../../web/index.ts'
import { keyState, type KeyState } from './key.ts'
import { NewKey, type NewKeyProps } from './new-key.tsx'
import type { KeyRow } from './queries.ts'
import { words } from './texts.ts'

interface KeysProps extends Omit<NewKeyProps, 'action'> {
  keys: KeyRow[]
}

export function KeysPage({ visit, keys, ...form }: KeysProps) {
  const t = words(visit.language)
  return (
    <Room visit={visit} title={t('title')} subtitle={t('about')}>
      <KeysAndNew
        visit={visit}
        keys={keys}
        action={routes.keys()}
        revocation={(key) => routes.keyRevocation({ key })}
        {...form}
      />
    </Room>
  )
}

export interface KeysAndNewProps extends NewKeyProps {
  keys: KeyRow[]
  /** Where a key, by its shown id, is revoked. */
  revocation: (key: string) => string
}

/** Keys and the form that makes one, for a room of the caller's own. */
export function KeysAndNew({ visit, keys, revocation, ...form }: KeysAndNewProps) {
  const { language } = visit
  const t = words(language)
  return (
    <>
      {keys.length > 0 ? (
        <DataTable
          language={language}
          caption={t('caption')}
          columns={columns(visit, revocation, form.partners !== undefined)}
          rows={keys}
        />
      ) : (
        <Empty icon="key" title={t('empty')} text={t('empty.text')} />
      )}
      <Panel title={t('new')} framed>
        <NewKey visit={visit} {...form} />
      </Panel>
    </>
  )
}

const TONES: Record<KeyState, Tone> = { active: 'green', expired: 'amber', revoked: 'grey' }

function columns(
  { language, now, zone }: SignedInVisit,
  revocation: KeysAndNewProps['revocation'],
  withPartner: boolean,
): Column<KeyRow>[] {
  const t = words(language)
  const time = (at: Temporal.Instant) => <Time language={language} at={at} now={now} zone={zone} />
  return [
    { key: 'name', header: t('name'), cell: ({ name }) => <strong>{name}</strong> },
    {
      key: 'state',
      header: t('state'),
      cell: (key) => {
        const state = keyState(key, now)
        return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
      },
    },
    {
      key: 'scopes',
      header: t('scopes'),
      cell: ({ scopes }) => scopes.map((scope) => t(`scope.${scope as KeyScope}`)).join(', '),
    },
    ...(withPartner
      ? [
          {
            key: 'partner',
            header: t('partner'),
            cell: ({ partner }: KeyRow) => partner ?? <span class="muted">–</span>,
          },
        ]
      : []),
    {
      key: 'used',
      header: t('used'),
      nowrap: true,
      cell: ({ last_used_at: at }) => (at ? time(at) : <span class="muted">{t('never')}</span>),
    },
    {
      key: 'expires',
      header: t('expires'),
      nowrap: true,
      cell: ({ expires_at }) => time(expires_at),
    },
    {
      key: 'revoke',
      header: t('action'),
      align: 'end',
      cell: (key) =>
        keyState(key, now) === 'active' ? (
          <RowButton
            action={revocation(show('key', key.id))}
            text={t('revoke')}
            label={t('revoke.label', { name: key.name })}
          />
        ) : null,
    },
  ]
}
