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
import type { Fact } from '../facts/fact.ts'
import { PasskeyChoice, passkeyScripts } from '../factors/passkeys/passkey-form.tsx'
import { words as shared } from '../texts.ts'
import { Room, type Visit } from '../../web/index.ts'
import { WorkAccountButton } from '../work-accounts/pages.tsx'
import { FactField } from './fact-field.tsx'
import { words } from './texts.ts'

interface RegistrationPageProps {
  visit: Visit
  token: string
  holder: { name: string; email: string | null }
  /** What they state; null for those who state nothing. */
  fact: Fact | null
  /** What the browser is asked for a passkey instead of a password. */
  passkey: object
  /** As on the page for signing in, for staff who are invited; null where there is none. */
  workAccount: string | null
  errors?: Errors
}

/** Opened from the mail: what only the client knows, and a password of their own. */
export function RegistrationPage(props: RegistrationPageProps) {
  const { visit, token, holder, fact, passkey, workAccount, errors } = props
  const { language, portal } = visit
  const t = words(language)
  return (
    <Room
      visit={visit}
      title={t('title', { name: holder.name })}
      lead={t(fact ? 'lead' : 'lead.password', {
        email: holder.email ?? '',
        portal: portal.name,
      })}
      address={routes.registration({}, { token })}
      scripts={passkeyScripts()}
    >
      <div data-opened={routes.registrationOpened()}>
        <Form
          language={language}
          action={routes.registration()}
          hidden={{ token, email: holder.email ?? '' }}
          errors={errors}
          guard={false}
        >
          {fact ? (
            <FactField
              language={language}
              fact={fact}
              portal={portal.name}
              error={errors?.['fact']}
            />
          ) : null}
          <NewPassword visit={visit} error={errors?.['password']} />
          <Actions>
            <Button>{t('do')}</Button>
          </Actions>
          <PasskeyChoice language={language} options={passkey} />
        </Form>
        {workAccount === null ? null : (
          <WorkAccountButton visit={visit} label={workAccount} token={token} />
        )}
      </div>
    </Room>
  )
}

const NewPassword = ({ visit: { language }, error }: { visit: Visit; error?: string }) => (
  <PasswordField
    language={language}
    name="password"
    label={shared(language)('choose.password')}
    help={shared(language)('choose.help')}
    error={error}
    autocomplete="new-password"
  />
)

interface CodePageProps {
  visit: Visit
  fact: Fact
  values?: Record<string, string>
  errors?: Errors
}

/** For whoever was told a code over the phone. */
export function CodePage({ visit, fact, values = {}, errors = {} }: CodePageProps) {
  const { language, portal } = visit
  const t = words(language)
  return (
    <Room visit={visit} title={t('code.title')} lead={t('code.lead', { portal: portal.name })}>
      <Form language={language} action={routes.registrationCode()} errors={errors} guard={false}>
        <TextField
          language={language}
          name="name"
          label={t('code.name')}
          value={values['name']}
          error={errors['name']}
          autocomplete="username"
          maxlength={254}
        />
        <TextField
          language={language}
          name="code"
          label={t('code')}
          help={t('code.help')}
          error={errors['code']}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={20}
          width="medium"
        />
        <FactField language={language} fact={fact} portal={portal.name} error={errors['fact']} />
        <NewPassword visit={visit} error={errors['password']} />
        <Actions>
          <Button>{t('code.do')}</Button>
        </Actions>
      </Form>
    </Room>
  )
}

/** One page for a link that is used, expired, retired or was never any. */
export function DeadLinkPage({ visit, token }: { visit: Visit; token: string }) {
  const t = shared(visit.language)
  return (
    <Room visit={visit} title={t('token.dead')} address={routes.registration()} ownHeading>
      <Refusal
        icon="link"
        title={t('token.dead')}
        why={t('token.dead.why')}
        remedy={words(visit.language)('dead.remedy', { portal: visit.portal.name })}
        action={<NewLink visit={visit} token={token} />}
      />
    </Room>
  )
}

/** One page for a wrong fact and for a link that is dead: it does not say which. */
export function RefusedPage({ visit, token }: { visit: Visit; token: string }) {
  const t = words(visit.language)
  return (
    <Room visit={visit} title={t('refused')} address={routes.registration()} ownHeading>
      <Refusal
        title={t('refused')}
        why={t('refused.why', { portal: visit.portal.name })}
        remedy={t('refused.remedy')}
        action={
          <>
            <ButtonLink look="primary" href={routes.registration({}, { token })}>
              {t('refused.again')}
            </ButtonLink>
            <NewLink visit={visit} token={token} plain />
          </>
        }
      />
    </Room>
  )
}

function NewLink({ visit, token, plain }: { visit: Visit; token: string; plain?: boolean }) {
  const { language } = visit
  return (
    <>
      <Form
        language={language}
        action={routes.registrationLink()}
        layout="line"
        guard={false}
        hidden={{ token }}
      >
        <Button look={plain ? 'plain' : 'primary'}>{words(language)('link.do')}</Button>
      </Form>
      <ButtonLink look={plain ? 'quiet' : 'plain'} href={routes.signIn()}>
        {shared(language)('sign_in')}
      </ButtonLink>
    </>
  )
}

/** The same whatever the link was, and whether or not anything was mailed. */
export function LinkSentPage({ visit }: { visit: Visit }) {
  const t = words(visit.language)
  return (
    <Room
      visit={visit}
      title={shared(visit.language)('reset.sent.title')}
      lead={t('link.sent', { portal: visit.portal.name })}
      address={routes.signIn()}
    >
      <ButtonLink href={routes.signIn()}>{shared(visit.language)('reset.back')}</ButtonLink>
    </Room>
  )
}
