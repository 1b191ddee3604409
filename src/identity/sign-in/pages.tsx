import { CONSOLE } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Actions, Button, Form, PasswordField, type Errors } from '../../ui/index.ts'
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
          <a href={routes.reset()}>{t('sign_in.trouble')}</a>
        </Actions>
        {byCode ? (
          <p>
            <a href={routes.signIn.code({}, { to })}>{t('sign_in.by_code')}</a>
          </p>
        ) : null}
      </Form>
      <PasskeyForm
        kind="get"
        options={passkey}
        action={routes.signIn.passkey()}
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
          <a href={routes.console.findMyPortals()}>{t('sign_in.find')}</a>
        </p>
      ) : null}
      {portal.id === CONSOLE && installation.openToVisitors ? (
        <p class="muted">
          {t('sign_in.new_here')} <a href={routes.console.try()}>{t('sign_in.try')}</a>
        </p>
      ) : (
        <p class="muted">{t('sign_in.no_account', { portal: portal.name })}</p>
      )}
    </Layout>
  )
}
