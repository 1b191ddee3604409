import type { Child } from 'hono/jsx'
import { Button, Actions, Form, Hidden, PasswordField, type Errors } from '../../ui/index.ts'
import { useSignedInContext } from '../../web/index.ts'
import { PasskeyForm } from './passkeys/passkey-form.tsx'
import { t } from './texts.ts'

export interface AgainProps {
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
  const { action, button, danger, backHref, passkey, consequences, errors = {} } = props
  const { shows, leaves, hidden } = props
  const { person } = useSignedInContext()
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
      <Form action={action} errors={errors} guard={false} leaves={leaves}>
        <Hidden values={hidden} />
        {shows ? <PasswordAgain email={person.email} error={errors['current']} /> : null}
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
  email: string | null
  error?: string
}

const PasswordAgain = ({ email, error }: PasswordProps) => (
  <>
    {/* Lets a password manager know whose password this is. */}
    <input type="email" hidden value={email ?? ''} autocomplete="username" />
    <PasswordField
      name="current"
      label={t('again.password')}
      error={error}
      autocomplete="current-password"
    />
  </>
)
