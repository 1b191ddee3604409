import { routes } from '../../../routes.ts'
import { Actions, Button, Form, TextField, type Errors } from '../../../ui/index.ts'
import { Layout } from '../../../web/index.ts'
import type { Factors } from '../../factor-state/factor.ts'
import { PasskeyForm, passkeyScripts } from '../passkeys/passkey-form.tsx'
import { words as baseWords } from '../../texts.ts'
import { t } from '../texts.ts'

export interface SecondStepProps {
  /** Where to afterwards. */
  to?: string
  factors: Factors
  /** A code was mailed, which stands in for a passkey of a host that the portal has left. */
  mailed: boolean
  /** What the browser is asked where there is a passkey. */
  passkey: object | null
  recovery: boolean
  /** Whom to ask where nothing of it is to be had; no name where that is whoever runs the installation. */
  ask: { name: string | null; email: string | null }
  errors?: Errors
}

const LABELS = {
  app: 'step.code',
  mailed: 'step.mailed.code',
  recovery: 'step.recovery.code',
  moved: 'step.recovery.code',
  passkey: 'passkey.use',
} as const

/** What is asked for first. `moved`: a recovery code, since the passkey is for a host that the portal has left. */
const wayOf = ({ factors, passkey, mailed }: SecondStepProps) =>
  factors.app ? 'app' : passkey ? 'passkey' : mailed ? 'mailed' : 'moved'

/** Asks for the second factor: a code, a passkey, or a recovery code, one question at a time. */
export function SecondStepPage(props: SecondStepProps) {
  const { to, factors, mailed, passkey, recovery, ask, errors } = props
  const { app } = factors
  const way = recovery ? 'recovery' : wayOf(props)
  // Nothing else can be asked for.
  const isOnly = way === 'moved' || (way === 'mailed' && factors.codes === 0)
  const noDigits = way === 'recovery' || way === 'moved'
  return (
    <Layout
      title={t('step.title')}
      lead={t(`step.${way}`)}
      scripts={passkey ? passkeyScripts() : []}
      address={routes.signIn.secondStep({}, { to, recovery: recovery ? 1 : undefined })}
    >
      {way === 'passkey' ? null : (
        <Form
          action={routes.signIn.secondStep()}
          hidden={{ to, recovery: recovery ? '1' : undefined }}
          errors={errors}
          guard={false}
        >
          <TextField
            name="code"
            label={t(LABELS[way])}
            error={errors?.['code']}
            inputmode={noDigits ? 'text' : 'numeric'}
            autocomplete={noDigits ? 'off' : 'one-time-code'}
            width={noDigits ? 'medium' : 'short'}
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
            kind="get"
            options={passkey}
            action={routes.signIn.secondStep.passkey()}
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
          <a href={routes.signIn.secondStep({}, { to })}>
            {t(mailed ? 'step.use_mailed' : app ? 'step.use_app' : 'step.use_other')}
          </a>
        ) : null}
        {recovery || isOnly ? null : (
          <a href={routes.signIn.secondStep({}, { to, recovery: 1 })}>{t('step.use_recovery')}</a>
        )}
        {isOnly ? null : ' · '}
        <a href={routes.signIn({}, { to })}>{t('step.back')}</a>
      </p>
      <p class="muted">
        {t('step.ask', { name: ask.name ?? baseWords.t('no.provider') })}{' '}
        {ask.email ? <a href={`mailto:${ask.email}`}>{ask.email}</a> : null}
      </p>
    </Layout>
  )
}
