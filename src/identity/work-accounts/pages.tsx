import { routes } from '../../routes.ts'
import { Button, ButtonLink, Form, Refusal } from '../../ui/index.ts'
import { AgainForms, type AgainProps } from '../factors/again-forms.tsx'
import { passkeyScripts } from '../factors/passkeys/passkey-form.tsx'
import { ProfileLayout } from '../profile-layout.tsx'
import { Layout, useRequestContext } from '../../web/index.ts'
import { t } from './texts.ts'

interface ButtonProps {
  /** What stands on it. */
  label: string
  to?: string
  /** Of an invitation. */
  token?: string
}

/** Sets out to the provider; leaves this host, so it is sent the plain way. */
export const WorkAccountButton = ({ label, to, token }: ButtonProps) => (
  <Form action={routes.signIn.workAccount()} hidden={{ to, token }} guard={false} leaves>
    <Button look="plain">{label}</Button>
  </Form>
)

/**
 * Stands for a moment before the browser goes on by itself: a form may lead to no other host, and this one
 * was sent from one.
 */
export function OnTheWayPage({ url }: { url: string }) {
  return (
    <Layout title={t('out.title')} lead={t('out.lead')} address={routes.signIn()}>
      <ButtonLink look="primary" href={url}>
        {t('out.go', { host: new URL(url).hostname })}
      </ButtonLink>
    </Layout>
  )
}

export function WorkAccountFailedPage({ why }: { why: string }) {
  const ctx = useRequestContext()
  const back = ctx.person ? routes.profile.workAccount() : routes.signIn()
  return (
    <Layout title={t('failed.title')} address={routes.signIn()} ownHeading>
      <Refusal
        icon="key"
        title={t('failed.title')}
        why={why}
        remedy=""
        action={
          <ButtonLink look="primary" href={back}>
            {t(ctx.person ? 'failed.profile' : 'failed.back')}
          </ButtonLink>
        }
      />
    </Layout>
  )
}

/** One's own connection. @param issuer null while there is none */
export function OwnWorkAccountPage({
  issuer,
  ...proof
}: {
  issuer: string | null
} & Pick<AgainProps, 'passkey' | 'shows' | 'errors'>) {
  return (
    <ProfileLayout
      current="ownWorkAccount"
      lead={issuer === null ? t('none.lead') : t('is.lead', { issuer })}
      scripts={proof.passkey ? passkeyScripts() : []}
    >
      <AgainForms
        action={routes.profile.workAccount()}
        button={t(issuer === null ? 'none.do' : 'is.again')}
        backHref={routes.profile()}
        consequences={[]}
        leaves
        {...proof}
      />
      {issuer === null ? null : (
        <Form action={routes.profile.workAccount.end()} guard={false}>
          <Button look="plain">{t('is.end')}</Button>
        </Form>
      )}
    </ProfileLayout>
  )
}
