import { routes } from '../../routes.ts'
import { Actions, Button, Form, TextField, type Errors } from '../../ui/index.ts'
import { LoginField } from '../sessions/login-field.tsx'
import { Room, type Visit } from '../../web/index.ts'
import { words } from './texts.ts'

interface CodeProps {
  visit: Visit
  to?: string
  email?: string
  errors?: Errors
}

export function CodeRequestPage({ visit, to, email, errors }: CodeProps) {
  const { language } = visit
  const t = words(language)
  return (
    <Room visit={visit} title={t('title')} lead={t('lead')}>
      <Form
        language={language}
        action={routes.codeRequest()}
        hidden={{ to }}
        errors={errors}
        guard={false}
      >
        <LoginField visit={visit} value={email} error={errors?.['email']} autofocus={!email} />
        <Actions>
          <Button>{t('ask')}</Button>
          <a href={routes.signIn({}, { to })}>{t('password')}</a>
        </Actions>
      </Form>
    </Room>
  )
}

/** The same whether or not anybody was found. */
export function CodeEntryPage({ visit, to, errors }: CodeProps) {
  const { language } = visit
  const t = words(language)
  return (
    <Room visit={visit} title={t('enter.title')} lead={t('enter.lead')}>
      <Form
        language={language}
        action={routes.codeEntry()}
        hidden={{ to }}
        errors={errors}
        guard={false}
      >
        <TextField
          language={language}
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
          <a href={routes.codeRequest({}, { to })}>{t('again')}</a>
        </Actions>
      </Form>
    </Room>
  )
}
