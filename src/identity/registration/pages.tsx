import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Form,
  PasswordField,
  Refusal,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import type { IdentityCheck } from '../identity-checks/identity-check.ts'
import { PasskeyChoice, passkeyScripts } from '../factors/passkeys/passkey-form.tsx'
import { words as shared } from '../texts.ts'
import { Layout, useRequestContext } from '../../web/index.ts'
import { WorkAccountButton } from '../work-accounts/pages.tsx'
import { IdentityCheckField } from './identity-check-field.tsx'
import { t } from './texts.ts'

interface RegistrationPageProps {
  token: string
  holder: { name: string; email: string | null }
  /** What they state; null for those who state nothing. */
  fact: IdentityCheck | null
  /** What the browser is asked for a passkey instead of a password. */
  passkey: object
  /** As on the page for signing in, for staff who are invited; null where there is none. */
  workAccount: string | null
  errors?: Errors
}

/** Opened from the mail: what only the client knows, and a password of their own. */
export function RegistrationPage(props: RegistrationPageProps) {
  const { token, holder, fact, passkey, workAccount, errors } = props
  const { portal } = useRequestContext()
  return (
    <Layout
      title={t('title', { name: holder.name })}
      lead={t(fact ? 'lead' : 'lead.password', {
        email: holder.email ?? '',
        portal: portal.name,
      })}
      address={routes.registration({}, { token })}
      scripts={passkeyScripts()}
    >
      <div data-opened={routes.registration.opened()}>
        <Form
          action={routes.registration()}
          hidden={{ token, email: holder.email ?? '' }}
          errors={errors}
          guard={false}
        >
          {fact ? (
            <IdentityCheckField fact={fact} portal={portal.name} error={errors?.['fact']} />
          ) : null}
          <NewPassword error={errors?.['password']} />
          <Actions>
            <Button>{t('do')}</Button>
          </Actions>
          <PasskeyChoice options={passkey} />
        </Form>
        {workAccount === null ? null : <WorkAccountButton label={workAccount} token={token} />}
      </div>
    </Layout>
  )
}

const NewPassword = ({ error }: { error?: string }) => (
  <PasswordField
    name="password"
    label={shared.t('choose.password')}
    help={shared.t('choose.help')}
    error={error}
    autocomplete="new-password"
  />
)

interface CodePageProps {
  fact: IdentityCheck
  values?: Record<string, string>
  errors?: Errors
}

/** For whoever was told a code over the phone. */
export function CodePage({ fact, values = {}, errors = {} }: CodePageProps) {
  const { portal } = useRequestContext()
  return (
    <Layout title={t('code.title')} lead={t('code.lead', { portal: portal.name })}>
      <Form action={routes.registration.code()} errors={errors} guard={false}>
        <TextField
          name="name"
          label={t('code.name')}
          value={values['name']}
          error={errors['name']}
          autocomplete="username"
          maxlength={254}
        />
        <TextField
          name="code"
          label={t('code')}
          help={t('code.help')}
          error={errors['code']}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={20}
          width="medium"
        />
        <IdentityCheckField fact={fact} portal={portal.name} error={errors['fact']} />
        <NewPassword error={errors['password']} />
        <Actions>
          <Button>{t('code.do')}</Button>
        </Actions>
      </Form>
    </Layout>
  )
}

/** One page for a link that is used, expired, retired or was never any. */
export function DeadLinkPage({ token }: { token: string }) {
  const ctx = useRequestContext()
  return (
    <Layout title={shared.t('token.dead')} address={routes.registration()} ownHeading>
      <Refusal
        icon="link"
        title={shared.t('token.dead')}
        why={shared.t('token.dead.why')}
        remedy={t('dead.remedy', { portal: ctx.portal.name })}
        action={<NewLink token={token} />}
      />
    </Layout>
  )
}

/** One page for a failed identity check and for a link that is dead: it does not say which. */
export function RefusedPage({ token }: { token: string }) {
  const ctx = useRequestContext()
  return (
    <Layout title={t('refused')} address={routes.registration()} ownHeading>
      <Refusal
        title={t('refused')}
        why={t('refused.why', { portal: ctx.portal.name })}
        remedy={t('refused.remedy')}
        action={
          <>
            <ButtonLink look="primary" href={routes.registration({}, { token })}>
              {t('refused.again')}
            </ButtonLink>
            <NewLink token={token} plain />
          </>
        }
      />
    </Layout>
  )
}

function NewLink({ token, plain }: { token: string; plain?: boolean }) {
  return (
    <>
      <Form action={routes.registration.link()} layout="line" guard={false} hidden={{ token }}>
        <Button look={plain ? 'plain' : 'primary'}>{t('link.do')}</Button>
      </Form>
      <ButtonLink look={plain ? 'quiet' : 'plain'} href={routes.signIn()}>
        {shared.t('sign_in')}
      </ButtonLink>
    </>
  )
}

/** The same whatever the link was, and whether or not anything was mailed. */
export function LinkSentPage() {
  const ctx = useRequestContext()
  return (
    <Layout
      title={shared.t('reset.sent.title')}
      lead={t('link.sent', { portal: ctx.portal.name })}
      address={routes.signIn()}
    >
      <ButtonLink href={routes.signIn()}>{shared.t('reset.back')}</ButtonLink>
    </Layout>
  )
}
