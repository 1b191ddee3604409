import { routes } from '../../../routes.ts'
import { Actions, Button, Form, TextField, type Errors } from '../../../ui/index.ts'
import { Room } from '../../visits/rooms.tsx'
import type { Visit } from '../../visits/visit.ts'
import { PasskeyForm, passkeyScripts } from '../passkeys/passkey-form.tsx'
import { words } from '../texts.ts'

export interface SecondStepProps {
  visit: Visit
  /** Where to afterwards. */
  to?: string
  app: boolean
  /** What the browser is asked where there is a passkey. */
  passkey: object | null
  recovery: boolean
  errors?: Errors
}

/** Asks for the second factor: a code, a passkey, or a recovery code, one question at a time. */
export function SecondStepPage({ visit, to, app, passkey, recovery, errors }: SecondStepProps) {
  const { language } = visit
  const t = words(language)
  const way = recovery ? 'recovery' : app ? 'app' : 'passkey'
  return (
    <Room
      visit={visit}
      title={t('step.title')}
      lead={t(`step.${way}`)}
      scripts={passkey ? passkeyScripts() : []}
      address={routes.secondStep({}, { to, recovery: recovery ? 1 : undefined })}
    >
      {way === 'passkey' ? null : (
        <Form
          language={language}
          action={routes.secondStep()}
          hidden={{ to, recovery: recovery ? '1' : undefined }}
          errors={errors}
          guard={false}
        >
          <TextField
            language={language}
            name="code"
            label={t(recovery ? 'step.recovery.code' : 'step.code')}
            error={errors?.['code']}
            inputmode={recovery ? 'text' : 'numeric'}
            autocomplete={recovery ? 'off' : 'one-time-code'}
            width={recovery ? 'medium' : 'short'}
            maxlength={60}
            autofocus
          />
          <Actions>
            <Button>{t('step.do')}</Button>
          </Actions>
        </Form>
      )}
      {passkey && !recovery ? (
        <>
          <PasskeyForm
            language={language}
            kind="get"
            options={passkey}
            action={routes.secondStepPasskey()}
            hidden={{ to }}
            errors={way === 'passkey' ? errors : undefined}
            button={t('passkey.use')}
            look={way === 'passkey' ? 'primary' : 'plain'}
          />
          <noscript>
            <p>{t('passkey.needs_script')}</p>
          </noscript>
        </>
      ) : null}
      <p class="links">
        {recovery ? (
          <a href={routes.secondStep({}, { to })}>{t(app ? 'step.use_app' : 'step.use_other')}</a>
        ) : (
          <a href={routes.secondStep({}, { to, recovery: 1 })}>{t('step.use_recovery')}</a>
        )}{' '}
        · <a href={routes.signIn({}, { to })}>{t('step.back')}</a>
      </p>
    </Room>
  )
}
