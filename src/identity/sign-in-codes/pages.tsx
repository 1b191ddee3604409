import { routes } from '../../routes.ts'
import { Actions, Button, Form, TextField, type Errors } from '../../ui/index.ts'
import { LoginField } from '../persons/login-field.tsx'
import { Layout } from '../../web/index.ts'
import { t } from '../mailed-code/texts.ts'

interface CodeProps {
  to?: string
  email?: string
  errors?: Errors
}

export function CodeRequestPage({ to, email, errors }: CodeProps) {
  return (
    <Layout title={t('title')} lead={t('lead')}>
      <Form action={routes.signIn.code()} hidden={{ to }} errors={errors} guard={false}>
        <LoginField value={email} error={errors?.['email']} autofocus={!email} />
        <Actions>
          <Button>{t('ask')}</Button>
          <a href={routes.signIn({}, { to })}>{t('password')}</a>
        </Actions>
      </Form>
    </Layout>
  )
}

/** Looks the same whether or not the person exists. */
export function CodeEntryPage({ to, errors }: CodeProps) {
  return (
    <Layout title={t('enter.title')} lead={t('enter.lead')}>
      <Form action={routes.signIn.code.enter()} hidden={{ to }} errors={errors} guard={false}>
        <TextField
          name="code"
          label={t('code')}
          help={t('code.help')}
          error={errors?.['code']}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={20}
          width="short"
          autofocus
        />
        <Actions>
          <Button>{t('enter.do')}</Button>
          <a href={routes.signIn.code({}, { to })}>{t('again')}</a>
        </Actions>
      </Form>
    </Layout>
  )
}
