import type { Child } from 'hono/jsx'
import { Button, Actions, Form, PasswordField, type Errors } from '../../ui/index.ts'
import type { SignedInVisit } from '../visits/visit.ts'
import { PasskeyForm } from './passkeys/passkey-form.tsx'
import { words } from './texts.ts'

interface AgainProps {
  visit: SignedInVisit
  action: string
  button: string
  danger?: boolean
  /** Where to when one thinks better of it. */
  backHref: string
  /** What the browser is asked where there is a passkey; null where there is none. */
  passkey: object | null
  /** What will happen. */
  consequences: Child[]
  errors?: Errors
}

/** Says what will happen, and asks for the password or a passkey once more. */
export function AgainForms(props: AgainProps) {
  const { visit, action, button, danger, backHref, passkey, consequences, errors = {} } = props
  const { language, person } = visit
  const t = words(language)
  return (
    <div class="confirm">
      <ul class="consequences">
        {consequences.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <p>{t('again.lead')}</p>
      <Form language={language} action={action} errors={errors} guard={false}>
        {/* Lets a password manager know whose password this is. */}
        <input type="email" hidden value={person.email ?? ''} autocomplete="username" />
        <PasswordField
          language={language}
          name="current"
          label={t('again.password')}
          error={errors['current']}
          autocomplete="current-password"
        />
        <Actions>
          <Button look={danger ? 'danger' : 'primary'}>{button}</Button>
          <a class="btn btn-quiet" href={backHref}>
            {t('again.back')}
          </a>
        </Actions>
      </Form>
      {passkey ? (
        <PasskeyForm
          language={language}
          kind="get"
          options={passkey}
          action={action}
          button={t('again.passkey')}
        />
      ) : null}
    </div>
  )
}
