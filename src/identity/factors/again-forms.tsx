import type { Child } from 'hono/jsx'
import type { Language } from '../../kit/texts.ts'
import { Button, Actions, Form, Hidden, PasswordField, type Errors } from '../../ui/index.ts'
import type { SignedInVisit } from '../../web/index.ts'
import { PasskeyForm } from './passkeys/passkey-form.tsx'
import { words } from './texts.ts'

export interface AgainProps {
  visit: SignedInVisit
  action: string
  button: string
  danger?: boolean
  hidden?: Record<string, string | undefined>
  /** Where to when one thinks better of it. */
  backHref: string
  /** What leads there, where that is not back; null where nothing does. */
  back?: string | null
  /** What the browser is asked where there is a passkey; null where there is none. */
  passkey: object | null
  /** False of somebody who has neither password nor passkey: that they signed in just now is enough. */
  shows: boolean
  /** What will happen. */
  consequences: Child[]
  errors?: Errors
  /** It leads to another host. */
  leaves?: boolean
}

/** Says what will happen, and asks for the password or a passkey once more. */
export function AgainForms(props: AgainProps) {
  const { visit, action, button, danger, backHref, passkey, consequences, errors = {} } = props
  const { shows, leaves, hidden } = props
  const { language, person } = visit
  const t = words(language)
  const back = props.back === undefined ? t('again.back') : props.back
  return (
    <div class="confirm">
      {consequences.length > 0 ? (
        <ul class="consequences">
          {consequences.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {shows ? <p>{t('again.lead')}</p> : null}
      <Form language={language} action={action} errors={errors} guard={false} leaves={leaves}>
        <Hidden values={hidden} />
        {shows ? (
          <PasswordAgain language={language} email={person.email} error={errors['current']} />
        ) : null}
        <Actions>
          <Button look={danger ? 'danger' : 'primary'}>{button}</Button>
          {back === null ? null : (
            <a class="btn btn-quiet" href={backHref}>
              {back}
            </a>
          )}
        </Actions>
      </Form>
      {passkey ? (
        <PasskeyForm
          language={language}
          kind="get"
          options={passkey}
          action={action}
          hidden={hidden}
          button={t('again.passkey')}
          leaves={leaves}
        />
      ) : null}
    </div>
  )
}

interface PasswordProps {
  language: Language
  email: string | null
  error?: string
}

const PasswordAgain = ({ language, email, error }: PasswordProps) => (
  <>
    {/* Lets a password manager know whose password this is. */}
    <input type="email" hidden value={email ?? ''} autocomplete="username" />
    <PasswordField
      language={language}
      name="current"
      label={words(language)('again.password')}
      error={error}
      autocomplete="current-password"
    />
  </>
)
