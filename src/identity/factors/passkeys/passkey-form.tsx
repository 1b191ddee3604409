import { asset, Button, Form, Hidden, type ButtonLook, type Errors } from '../../../ui/index.ts'
import type { Child } from 'hono/jsx'
import { t } from '../texts.ts'

interface PasskeyProps {
  /** Makes a passkey, or uses one. */
  kind: 'create' | 'get'
  /** What the browser is asked; see `options.ts`. */
  options: object
  action: string
  button: string
  look?: ButtonLook
  hidden?: Record<string, string | undefined>
  errors?: Errors
  /** What is said where the browser has none that fits, or it was stopped. */
  failed?: string
  /** Also among what the browser fills in: once a page, where there is a field with `webauthn`. */
  offer?: boolean
  /** Beside the button: where to when one thinks better of it. */
  back?: Child
  /** It leads to another host. */
  leaves?: boolean
  children?: Child
}

/** The script that such a form needs; give it to the page's frame. */
export const passkeyScripts = (): string[] => [asset('passkeys.js')]

/**
 * A form whose button makes or uses a passkey and sends what came of it as `credential`, in JSON. Hidden where
 * the browser has no passkeys. The page needs `passkeyScripts`.
 */
export function PasskeyForm(props: PasskeyProps) {
  const { kind, options, hidden, errors, look = 'plain' } = props
  const { failed = t('passkey.failed') } = props
  return (
    <pass-key
      hidden
      data-kind={kind}
      data-options={JSON.stringify(options)}
      data-failed={failed}
      data-offer={props.offer ? '' : undefined}
    >
      <Form action={props.action} errors={errors} guard={false} leaves={props.leaves}>
        <Hidden values={hidden} />
        <input type="hidden" name="credential" value="" />
        {props.children}
        <div class="actions">
          <Button look={look} icon="key">
            {props.button}
          </Button>
          {props.back}
        </div>
        <p role="status" class="muted" />
      </Form>
    </pass-key>
  )
}

/**
 * Inside another form: a button that makes a passkey and sends it as `credential` with the form's other fields,
 * instead of the password among them.
 */
export function PasskeyChoice({ options }: { options: object }) {
  return (
    <pass-key
      hidden
      data-kind="create"
      data-options={JSON.stringify(options)}
      data-failed={t('passkey.failed')}
    >
      <input type="hidden" name="credential" value="" />
      <p class="muted">{t('passkey.instead')}</p>
      <div class="actions">
        <Button look="plain" icon="key">
          {t('passkey.register')}
        </Button>
      </div>
      <p role="status" class="muted" />
    </pass-key>
  )
}
