import { Layout, useRequestContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { Actions, Button, ButtonLink, Form, uiTexts, type Errors } from '../../ui/index.ts'
import { BillingFields, IdentityFields, PlaceFields } from './fields.tsx'
import { t } from './texts.ts'

interface NewPartnerProps {
  typed?: Record<string, string>
  errors?: Errors
}

export function NewPartnerPage({ typed = {}, errors = {} }: NewPartnerProps) {
  const ctx = useRequestContext()
  const { language } = ctx
  const values = { timeZone: ctx.zone, language, ...typed }
  return (
    <Layout
      title={t('new.title')}
      subtitle={t('new.lead')}
      crumbs={[{ label: t('title'), href: routes.console.partners() }]}
      width="form"
    >
      <Form action={routes.console.partners()} errors={errors}>
        <IdentityFields values={values} errors={errors} />
        <BillingFields values={values} errors={errors} />
        <PlaceFields values={values} errors={errors} zone />
        <Actions>
          <Button>{t('new.do')}</Button>
          <ButtonLink look="quiet" href={routes.console.partners()}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}
