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
import { Room, type Visit } from '../../web/index.ts'
import { words } from './texts.ts'

interface SetUpProps {
  visit: Visit
  values?: Record<string, string>
  errors?: Errors
}

export function SetUpPage({ visit, values = {}, errors = {} }: SetUpProps) {
  const { language } = visit
  const t = words(language)
  return (
    <Room visit={visit} title={t('title')} lead={t('lead')}>
      <Form language={language} action={routes.setUp()} errors={errors} guard={false}>
        <TextField
          language={language}
          name="code"
          label={t('code')}
          help={t('code.help')}
          value={values['code']}
          error={errors['code']}
          autocomplete="off"
          autofocus
        />
        <TextField
          language={language}
          name="name"
          label={t('name')}
          value={values['name']}
          error={errors['name']}
          autocomplete="name"
          maxlength={120}
        />
        <EmailField
          language={language}
          name="email"
          label={t('email')}
          help={t('email.help')}
          value={values['email']}
          error={errors['email']}
          autocomplete="username"
        />
        <PasswordField
          language={language}
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
    </Room>
  )
}
