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
import { Layout, useRequestContext } from '../../web/index.ts'
import { LoginField } from '../persons/login-field.tsx'
import { t } from '../texts.ts'

export function ResetRequestPage({ errors, email }: { errors?: Errors; email?: string }) {
  const ctx = useRequestContext()
  return (
    <Layout title={t('reset.title')} lead={t('reset.lead')}>
      <Form action={routes.reset()} errors={errors} guard={false}>
        <LoginField value={email} error={errors?.['email']} />
        <Actions>
          <Button>{t('reset.do')}</Button>
          <a href={routes.signIn()}>{t('reset.back')}</a>
        </Actions>
      </Form>
      {ctx.portal.id === CONSOLE ? null : (
        <p class="muted">
          {t('reset.by_code', { portal: ctx.portal.name })}{' '}
          <a href={routes.registration.code()}>{t('reset.by_code.do')}</a>
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
      address={routes.reset.password({}, { token })}
    >
      <Form
        action={routes.reset.password()}
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
    <Layout title={t('token.dead')} address={routes.reset.password()} ownHeading>
      <Refusal
        icon="link"
        title={t('token.dead')}
        why={t('token.dead.why')}
        remedy={t('token.dead.reset')}
        action={
          <ButtonLink look="primary" href={routes.reset()}>
            {t('reset.ask')}
          </ButtonLink>
        }
      />
    </Layout>
  )
}
