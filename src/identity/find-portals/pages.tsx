import { routes } from '../../routes.ts'
import { Actions, Button, ButtonLink, EmailField, Form, type Errors } from '../../ui/index.ts'
import { Room, type Visit } from '../../web/index.ts'
import { words } from './texts.ts'

interface FindPortalsProps {
  visit: Visit
  email?: string
  errors?: Errors
}

export function FindPortalsPage({ visit, email, errors }: FindPortalsProps) {
  const { language } = visit
  const t = words(language)
  return (
    <Room visit={visit} title={t('title')} lead={t('lead')}>
      <Form language={language} action={routes.findPortals()} errors={errors} guard={false}>
        <EmailField
          language={language}
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
    </Room>
  )
}

/** The same whatever is known of the address. */
export function PortalsSentPage({ visit, email }: { visit: Visit; email: string }) {
  const t = words(visit.language)
  return (
    <Room visit={visit} title={t('sent.title')} lead={t('sent', { email })}>
      <ButtonLink href={routes.signIn()}>{t('back')}</ButtonLink>
    </Room>
  )
}
