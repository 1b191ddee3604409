import { routes } from '../../routes.ts'
import { Actions, Button, ButtonLink, EmailField, Form, type Errors } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { t } from './texts.ts'

interface FindPortalsProps {
  email?: string
  errors?: Errors
}

export function FindPortalsPage({ email, errors }: FindPortalsProps) {
  return (
    <Layout title={t('title')} lead={t('lead')}>
      <Form action={routes.console.findMyPortals()} errors={errors} guard={false}>
        <EmailField
          name="email"
          label={t('email')}
          help={t('email.help')}
          value={email}
          error={errors?.['email']}
          autofocus={!email}
        />
        <Actions>
          <Button>{t('do')}</Button>
          <a href={routes.signIn()}>{t('back')}</a>
        </Actions>
      </Form>
    </Layout>
  )
}

/** Looks the same whatever is known of the address. */
export function PortalsSentPage({ email }: { email: string }) {
  return (
    <Layout title={t('sent.title')} lead={t('sent', { email })}>
      <ButtonLink href={routes.signIn()}>{t('back')}</ButtonLink>
    </Layout>
  )
}
