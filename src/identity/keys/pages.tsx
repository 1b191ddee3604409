import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Badge,
  Button,
  ButtonLink,
  CheckboxList,
  Confirm,
  DataTable,
  Empty,
  Form,
  Panel,
  SelectField,
  TextField,
  Time,
  type Column,
  type Errors,
  type Tone,
} from '../../ui/index.ts'
import { SCOPES, type KeyScope } from '../rights.ts'
import { Room } from '../visits/rooms.tsx'
import { RowButton } from '../visits/row-button.tsx'
import type { SignedInVisit } from '../visits/visit.ts'
import { keyState, type KeyState } from './key.ts'
import type { KeyRow } from './queries.ts'
import { words } from './texts.ts'

interface KeysProps {
  visit: SignedInVisit
  keys: KeyRow[]
  partners: { id: string; name: string }[]
  /** What was typed, where something was wrong with it. */
  values?: Record<string, string>
  scopes?: string[]
  errors?: Errors
}

export function KeysPage({ visit, keys, ...form }: KeysProps) {
  const { language } = visit
  const t = words(language)
  return (
    <Room visit={visit} title={t('title')} subtitle={t('about')}>
      {keys.length > 0 ? (
        <DataTable
          language={language}
          caption={t('caption')}
          columns={columns(visit)}
          rows={keys}
        />
      ) : (
        <Empty icon="key" title={t('empty')} text={t('empty.text')} />
      )}
      <Panel title={t('new')} framed>
        <NewKey visit={visit} {...form} />
      </Panel>
    </Room>
  )
}

const TONES: Record<KeyState, Tone> = { active: 'green', expired: 'amber', revoked: 'grey' }

function columns({ language, now, zone }: SignedInVisit): Column<KeyRow>[] {
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
    {
      key: 'partner',
      header: t('partner'),
      cell: ({ partner }) => partner ?? <span class="muted">–</span>,
    },
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
            action={routes.keyRevocation({ key: show('key', key.id) })}
            text={t('revoke')}
            label={t('revoke.label', { name: key.name })}
          />
        ) : null,
    },
  ]
}

function NewKey({
  visit: { language },
  partners,
  values = {},
  scopes = ['read'],
  errors = {},
}: Omit<KeysProps, 'keys'>) {
  const t = words(language)
  return (
    <Form language={language} action={routes.keys()} errors={errors}>
      <TextField
        language={language}
        name="name"
        label={t('name')}
        help={t('name.help')}
        value={values['name']}
        error={errors['name']}
        maxlength={80}
        autocomplete="off"
      />
      <CheckboxList
        language={language}
        name="scopes"
        label={t('scopes')}
        values={scopes}
        error={errors['scopes']}
        options={SCOPES.map((scope) => ({
          value: scope,
          label: t(`scope.${scope}`),
          help: t(`scope.${scope}.help`),
        }))}
      />
      <SelectField
        language={language}
        name="partner"
        label={t('partner')}
        help={t('partner.help')}
        value={values['partner']}
        error={errors['partner']}
        optional
        width="medium"
        blank={t('partner.all')}
        options={partners.map(({ id, name }) => ({ value: show('partner', id), label: name }))}
      />
      <TextField
        language={language}
        name="days"
        type="number"
        inputmode="numeric"
        label={t('days')}
        value={values['days'] ?? '365'}
        error={errors['days']}
        width="short"
      />
      <Actions>
        <Button>{t('new.do')}</Button>
      </Actions>
    </Form>
  )
}

/** The one showing of a key: in the answer to its making, and nowhere else. */
export function MadeKeyPage({
  visit,
  name,
  secret,
}: {
  visit: SignedInVisit
  name: string
  secret: string
}) {
  const { language } = visit
  const t = words(language)
  return (
    <Room
      visit={visit}
      title={t('made.title')}
      subtitle={name}
      crumbs={[{ label: t('title'), href: routes.keys() }]}
      width="form"
    >
      <Alert tone="amber" title={t('made.once')}>
        {t('made.once.text')}
      </Alert>
      <Panel title={t('made.secret')} framed>
        <code>{secret}</code>
      </Panel>
      <Actions>
        <ButtonLink look="primary" href={routes.keys()}>
          {t('made.back')}
        </ButtonLink>
      </Actions>
    </Room>
  )
}

export function RevokingPage({ visit, row }: { visit: SignedInVisit; row: KeyRow }) {
  const { language, now, zone } = visit
  const t = words(language)
  const { name, last_used_at: used } = row
  return (
    <Room
      visit={visit}
      title={t('revoke.title', { name })}
      crumbs={[{ label: t('title'), href: routes.keys() }]}
      width="form"
    >
      <Confirm
        language={language}
        action={routes.keyRevocation({ key: show('key', row.id) })}
        hidden={{ confirmed: 'yes' }}
        consequences={[
          t('revoke.effect'),
          used ? (
            <>
              {t('revoke.used')} <Time language={language} at={used} now={now} zone={zone} />.
            </>
          ) : (
            t('revoke.unused')
          ),
        ]}
        reassurance={t('revoke.final')}
        button={t('revoke.do')}
        danger
        cancelHref={routes.keys()}
      />
    </Room>
  )
}
