import { useSignedInContext, type RequestContext } from '../../web/index.ts'
import type { KeyScope } from '../../gate/index.ts'
import { show } from '../../kit/ids.ts'
import { hrefOf } from '../../routes.ts'
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
import { type OwnerPage } from '../owners/owner.ts'
import type { KeysAt } from './resource.tsx'
import { keyState, type KeyState } from './key.ts'
import { NewKey, type WrongKey } from './new-key.tsx'
import type { KeyRow } from './queries.ts'
import { t } from './texts.ts'

interface KeysProps {
  ownerPage: OwnerPage
  at: KeysAt
  keys: KeyRow[]
  /** Whom one can be made for; left out where that is settled. */
  partners: { id: string; name: string }[] | undefined
  wrong: WrongKey | undefined
}

/** An owner's keys, and the form that makes one. */
export function KeysPage({ ownerPage, at, keys, partners, wrong }: KeysProps) {
  const ctx = useSignedInContext()
  const { names } = ownerPage
  const [name, state, used] = keyColumns(ctx)
  return (
    <ownerPage.Tab tab="keys" title={t('title')} subtitle={t('about')}>
      {keys.length > 0 ? (
        <DataTable
          caption={t('caption')}
          columns={[
            name!,
            state!,
            {
              key: 'scopes',
              header: t('scopes'),
              cell: ({ scopes }) =>
                scopes.map((scope) => t(`scope.${scope as KeyScope}`)).join(', '),
            },
            ...(partners
              ? [
                  {
                    key: 'partner',
                    header: t('partner'),
                    cell: ({ partner }: KeyRow) => partner ?? <span class="muted">–</span>,
                  },
                ]
              : []),
            used!,
            ...endColumns(ctx, (key) => hrefOf(at.revocation, { ...names, key })),
          ]}
          rows={keys}
        />
      ) : (
        <Empty icon="key" title={t('empty')} text={t('empty.text')} />
      )}
      <Panel title={t('new')} framed>
        <NewKey action={hrefOf(at.list, names)} partners={partners} {...wrong} />
      </Panel>
    </ownerPage.Tab>
  )
}

const TONES: Record<KeyState, Tone> = { active: 'green', expired: 'amber', revoked: 'grey' }

/** What any list of keys tells of each: its name, how it stands, when it was used. */
export function keyColumns({ now }: RequestContext): Column<KeyRow>[] {
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
      key: 'used',
      header: t('used'),
      nowrap: true,
      cell: ({ last_used_at: at }) =>
        at ? <Time at={at} /> : <span class="muted">{t('never')}</span>,
    },
  ]
}

/** When each ends, and how to end it now. @param revocation address by the key's shown id */
function endColumns(
  { now }: RequestContext,
  revocation: (key: string) => string,
): Column<KeyRow>[] {
  return [
    {
      key: 'expires',
      header: t('expires'),
      nowrap: true,
      cell: ({ expires_at }) => <Time at={expires_at} />,
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
