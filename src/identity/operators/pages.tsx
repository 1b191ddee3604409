import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  EmailField,
  Form,
  PasswordField,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { t } from './texts.ts'

interface SetUpProps {
  values?: Record<string, string>
  errors?: Errors
}

export function SetUpPage({ values = {}, errors = {} }: SetUpProps) {
  return (
    <Layout title={t('title')} lead={t('lead')}>
      <Form action={routes.console.setUp()} errors={errors} guard={false}>
        <TextField
          name="code"
          label={t('code')}
          help={t('code.help')}
          value={values['code']}
          error={errors['code']}
          autocomplete="off"
          autofocus
        />
        <TextField
          name="name"
          label={t('name')}
          value={values['name']}
          error={errors['name']}
          autocomplete="name"
          maxlength={120}
        />
        <EmailField
          name="email"
          label={t('email')}
          help={t('email.help')}
          value={values['email']}
          error={errors['email']}
          autocomplete="username"
        />
        <PasswordField
          name="password"
          label={t('password')}
          help={t('password.help')}
          error={errors['password']}
          autocomplete="new-password"
        />
        <Actions>
          <Button>{t('do')}</Button>
        </Actions>
      </Form>
    </Layout>
  )
}
