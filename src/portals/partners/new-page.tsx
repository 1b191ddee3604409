import { Room, type Visit } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { Actions, Button, ButtonLink, Form, uiTexts, type Errors } from '../../ui/index.ts'
import { BillingFields, IdentityFields, PlaceFields } from './fields.tsx'
import { words } from './texts.ts'

interface NewPartnerProps {
  visit: Visit
  typed?: Record<string, string>
  errors?: Errors
}

export function NewPartnerPage({ visit, typed = {}, errors = {} }: NewPartnerProps) {
  const { language } = visit
  const t = words(language)
  const values = { timeZone: visit.zone, language, ...typed }
  return (
    <Room
      visit={visit}
      title={t('new.title')}
      subtitle={t('new.lead')}
      crumbs={[{ label: t('title'), href: routes.partners() }]}
      width="form"
    >
      <Form language={language} action={routes.partners()} errors={errors}>
        <IdentityFields language={language} values={values} errors={errors} />
        <BillingFields language={language} values={values} errors={errors} />
        <PlaceFields language={language} values={values} errors={errors} zone />
        <Actions>
          <Button>{t('new.do')}</Button>
          <ButtonLink look="quiet" href={routes.partners()}>
            {uiTexts(language)('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Room>
  )
}
