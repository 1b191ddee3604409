import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Badge,
  Button,
  ButtonLink,
  DataTable,
  Form,
  Panel,
  TextField,
  Time,
  type Column,
  type Errors,
} from '../../ui/index.ts'
import { ProfileLayout } from '../profile-layout.tsx'
import { Layout, useSignedInContext } from '../../web/index.ts'
import type { Qr } from './apps/qr.ts'
import { hasFactor, hasSetUp, type Factors } from '../factor-state/factor.ts'
import { PasskeyForm, passkeyScripts } from './passkeys/passkey-form.tsx'
import { t } from './texts.ts'

export interface PasskeyLine {
  id: string
  name: string
  created_at: Temporal.Instant
  used_at: Temporal.Instant | null
  host: string
  /** It is for the portal's current host, and so can be used. */
  here: boolean
}

interface FactorsProps {
  factors: Factors
  passkeys: PasskeyLine[]
  required: boolean
}

/** How somebody signs in, beside the password. */
export function FactorsPage({ factors, passkeys, required }: FactorsProps) {
  const { portal } = useSignedInContext()
  const has = hasFactor(factors)
  return (
    <ProfileLayout current="factors" lead={t('lead')}>
      {required && !has ? (
        <Alert tone="amber">{t('required', { portal: portal.name })}</Alert>
      ) : null}
      <Panel
        framed
        title={t('passkeys')}
        text={t('passkeys.what')}
        action={passkeys.length > 0 ? undefined : <Badge tone="grey">{t('app.off')}</Badge>}
      >
        {passkeys.length > 0 ? (
          <DataTable caption={t('passkeys.caption')} columns={columns()} rows={passkeys} />
        ) : null}
        <div class="actions">
          <ButtonLink
            href={routes.profile.factors.passkeys()}
            look={has ? 'plain' : 'primary'}
            icon="plus"
          >
            {t('passkeys.add')}
          </ButtonLink>
        </div>
      </Panel>
      <Panel
        framed
        title={t('app')}
        text={t('app.what')}
        action={
          <Badge tone={factors.app ? 'green' : 'grey'}>
            {t(factors.app ? 'app.on' : 'app.off')}
          </Badge>
        }
      >
        {factors.app ? (
          <div class="actions">
            <ButtonLink href={routes.profile.factors.app.removal()}>{t('app.remove')}</ButtonLink>
          </div>
        ) : (
          <div class="actions">
            <ButtonLink href={routes.profile.factors.app()}>{t('app.set_up')}</ButtonLink>
          </div>
        )}
      </Panel>
      {hasSetUp(factors) ? (
        <Panel framed title={t('codes')} text={t('codes.what')}>
          <p>{t('codes.left', { count: factors.codes })}</p>
          <div class="actions">
            <ButtonLink href={routes.profile.factors.recoveryCodes()}>
              {t('codes.renew')}
            </ButtonLink>
          </div>
        </Panel>
      ) : null}
    </ProfileLayout>
  )
}

function columns(): Column<PasskeyLine>[] {
  const time = (at: Temporal.Instant) => <Time at={at} />
  return [
    {
      key: 'name',
      header: t('passkeys.name'),
      cell: ({ name, host, here }) => (
        <>
          <strong>{name}</strong>
          {here ? null : <div class="muted">{t('passkeys.for_host', { host })}</div>}
        </>
      ),
    },
    { key: 'added', header: t('passkeys.added'), cell: ({ created_at }) => time(created_at) },
    {
      key: 'used',
      header: t('passkeys.used'),
      cell: ({ used_at }) => (used_at ? time(used_at) : t('passkeys.never')),
    },
    {
      key: 'remove',
      header: t('passkeys.action'),
      align: 'end',
      cell: ({ id, name }) => (
        <ButtonLink
          small
          href={routes.profile.factors.passkeys.one.removal({ passkey: show('passkey', id) })}
          label={t('passkeys.remove.label', { name })}
        >
          {t('passkeys.remove')}
        </ButtonLink>
      ),
    },
  ]
}

interface AppProps {
  secret: string
  qr: Qr
  errors?: Errors
}

/** Shares the secret with an app, and asks for a code as a sign that it has arrived. */
export function AppPage({ secret, qr, errors = {} }: AppProps) {
  return (
    <ProfileLayout current="factors" heading={t('app.title')} lead={t('app.scan')}>
      <svg
        class="qr"
        role="img"
        aria-label={t('app.qr')}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        shape-rendering="crispEdges"
      >
        <path fill="#fff" d={`M0 0h${qr.size}v${qr.size}H0z`} />
        <path fill="#000" d={qr.path} />
      </svg>
      <p>
        {t('app.by_hand')} <code>{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <Form action={routes.profile.factors.app.confirmation()} errors={errors} guard={false}>
        <TextField
          name="code"
          label={t('step.code')}
          error={errors['code']}
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
          maxlength={60}
        />
        <Actions>
          <Button>{t('app.confirm')}</Button>
          <a class="btn btn-quiet" href={routes.profile.factors()}>
            {t('again.back')}
          </a>
        </Actions>
      </Form>
    </ProfileLayout>
  )
}

interface NewPasskeyProps {
  options: object
  name: string
  moved?: Moved
}

/** The portal has moved since the visitor made a passkey. */
export interface Moved {
  /** That it was made for. */
  host: string
  /** Where they were headed. */
  to: string
  /** Nothing else opens before there is one. */
  required: boolean
}

export function NewPasskeyPage({ options, name, moved }: NewPasskeyProps) {
  const { portal } = useSignedInContext()
  const back = moved ? moved.to : routes.profile.factors()
  return (
    <ProfileLayout
      current="factors"
      heading={t(moved ? 'passkeys.moved' : 'passkeys.add')}
      lead={
        moved
          ? t('passkeys.moved.lead', { portal: portal.name, here: portal.host, host: moved.host })
          : t('passkeys.lead')
      }
      scripts={passkeyScripts()}
    >
      <PasskeyForm
        kind="create"
        options={options}
        action={routes.profile.factors.passkeys()}
        hidden={{ to: moved?.to }}
        button={t('passkeys.make')}
        look="primary"
        back={
          moved?.required ? null : (
            <a class="btn btn-quiet" href={back}>
              {t(moved ? 'passkeys.moved.later' : 'again.back')}
            </a>
          )
        }
      >
        <TextField
          name="name"
          label={t('passkeys.name')}
          help={t('passkeys.name.help')}
          value={name}
          maxlength={60}
          autocomplete="off"
        />
      </PasskeyForm>
      <noscript>
        <p>{t('passkey.needs_script')}</p>
      </noscript>
    </ProfileLayout>
  )
}

/** Shown once, right after they were made. */
export function CodesPage({ codes, to }: CodesProps & {}) {
  return (
    <ProfileLayout current="factors" heading={t('codes.title')} lead={t('codes.lead')}>
      <CodesToKeep codes={codes} to={to} />
    </ProfileLayout>
  )
}

/** The same for somebody who has just registered with a passkey and is not signed in yet. */
export function FirstCodesPage(props: CodesProps) {
  return (
    <Layout title={t('codes.title')} lead={t('codes.lead')} address={props.to}>
      <CodesToKeep {...props} />
    </Layout>
  )
}

interface CodesProps {
  codes: readonly string[]
  /** Where to once they are kept. */
  to: string
}

function CodesToKeep({ codes, to }: CodesProps) {
  return (
    <>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="actions">
        <ButtonLink look="primary" href={to}>
          {t('codes.kept')}
        </ButtonLink>
      </div>
    </>
  )
}
