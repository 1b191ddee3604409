import { CONSOLE } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Form,
  PasswordField,
  Refusal,
  type Errors,
} from '../../ui/index.ts'
import { PasskeyForm, passkeyScripts } from '../factors/passkeys/passkey-form.tsx'
import { words as factorWords } from '../factors/texts.ts'
import { t } from '../texts.ts'
import { WorkAccountButton } from '../work-accounts/pages.tsx'
import { LoginField } from '../persons/login-field.tsx'
import { Layout, useRequestContext } from '../../web/index.ts'

interface SignInProps {
  /** May a code be mailed. */
  byCode: boolean
  /** What stands on the button of work accounts; null where there are none. */
  workAccount: string | null
  /** Hosts that the portal has left, for which people have passkeys. */
  formerHosts: string[]
  to?: string
  email?: string
  errors?: Errors
  /** What the browser is asked where it has a passkey for here. */
  passkey: object
}

export function SignInPage(props: SignInProps) {
  const { byCode, workAccount, formerHosts, to, email, errors, passkey } = props
  const { portal, installation } = useRequestContext()
  return (
    <Layout title={t('sign_in.title')} scripts={passkeyScripts()}>
      <Form action={routes.signIn()} hidden={{ to }} errors={errors} guard={false}>
        <LoginField
          value={email}
          error={errors?.['email']}
          autocomplete="username webauthn"
          autofocus={!email}
        />
        <PasswordField
          name="password"
          label={t('sign_in.password')}
          error={errors?.['password']}
          autocomplete="current-password"
        />
        <Actions>
          <Button>{t('sign_in')}</Button>
          <a href={routes.resetRequest()}>{t('sign_in.forgot')}</a>
        </Actions>
        {byCode ? (
          <p>
            <a href={routes.codeRequest({}, { to })}>{t('sign_in.by_code')}</a>
          </p>
        ) : null}
      </Form>
      <PasskeyForm
        kind="get"
        options={passkey}
        action={routes.passkeySignIn()}
        hidden={{ to }}
        button={factorWords.t('passkey.sign_in')}
        failed={
          formerHosts.length > 0
            ? factorWords.t('passkey.failed.moved', { hosts: formerHosts.join(', ') })
            : undefined
        }
        // Not once more by itself after it has failed.
        offer={!errors}
      />
      {workAccount === null ? null : <WorkAccountButton label={workAccount} to={to} />}
      {portal.id === CONSOLE ? (
        <p>
          <a href={routes.findPortals()}>{t('sign_in.find')}</a>
        </p>
      ) : null}
      {portal.id === CONSOLE && installation.openToVisitors ? (
        <p class="muted">
          {t('sign_in.new_here')} <a href={routes.tryItNow()}>{t('sign_in.try')}</a>
        </p>
      ) : (
        <p class="muted">{t('sign_in.no_account', { portal: portal.name })}</p>
      )}
    </Layout>
  )
}

export function ResetRequestPage({ errors, email }: { errors?: Errors; email?: string }) {
  const ctx = useRequestContext()
  return (
    <Layout title={t('reset.title')} lead={t('reset.lead')}>
      <Form action={routes.resetRequest()} errors={errors} guard={false}>
        <LoginField value={email} error={errors?.['email']} />
        <Actions>
          <Button>{t('reset.do')}</Button>
          <a href={routes.signIn()}>{t('reset.back')}</a>
        </Actions>
      </Form>
      {ctx.portal.id === CONSOLE ? null : (
        <p class="muted">
          {t('reset.by_code', { portal: ctx.portal.name })}{' '}
          <a href={routes.registrationCode()}>{t('reset.by_code.do')}</a>
        </p>
      )}
    </Layout>
  )
}

/** Looks the same whether or not the address is known. */
export function ResetSentPage({ email }: { email: string }) {
  return (
    <Layout title={t('reset.sent.title')} lead={t('reset.sent', { email })}>
      <ButtonLink href={routes.signIn()}>{t('reset.back')}</ButtonLink>
    </Layout>
  )
}

interface ChooseProps {
  token: string
  holder: { name: string; email: string | null }
  /** They have a second factor, and so may have a shorter one. */
  beside: boolean
  errors?: Errors
}

export function ChoosePasswordPage({ token, holder, beside, errors }: ChooseProps) {
  return (
    <Layout
      title={t('reset.choose')}
      lead={t('choose.lead', { email: holder.email ?? '' })}
      address={routes.reset({}, { token })}
    >
      <Form
        action={routes.reset()}
        hidden={{ token, email: holder.email ?? '' }}
        errors={errors}
        guard={false}
      >
        <PasswordField
          name="password"
          label={t('choose.password')}
          help={t('choose.help')}
          error={errors?.['password']}
          autocomplete="new-password"
          beside={beside}
        />
        <Actions>
          <Button>{t('reset.choose.do')}</Button>
        </Actions>
      </Form>
    </Layout>
  )
}

/** The page of a token that is used, expired, retired or unknown; it does not say which. */
export function DeadTokenPage() {
  return (
    <Layout title={t('token.dead')} address={routes.reset()} ownHeading>
      <Refusal
        icon="link"
        title={t('token.dead')}
        why={t('token.dead.why')}
        remedy={t('token.dead.reset')}
        action={
          <ButtonLink look="primary" href={routes.resetRequest()}>
            {t('reset.ask')}
          </ButtonLink>
        }
      />
    </Layout>
  )
}
