import { LANGUAGES, type Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  EmailField,
  Form,
  SelectField,
  TextField,
  uiTexts,
  type Errors,
  languageName,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { t } from '../persons/texts.ts'

interface NewColleagueProps {
  portalLanguage: Language
  values?: Record<string, string>
  errors?: Errors
}

/** Somebody who is to work in the portal; whom it serves is added among the contacts. */
export function NewColleaguePage(props: NewColleagueProps) {
  const { portalLanguage, values = {}, errors = {} } = props
  return (
    <Layout
      title={t('team.invite')}
      subtitle={t('team.new.lead')}
      crumbs={[{ label: t('team'), href: routes.people() }]}
      width="form"
    >
      <Form action={routes.people()} errors={errors} hidden={{ kind: 'staff' }}>
        <TextField
          name="name"
          label={t('name')}
          value={values['name']}
          error={errors['name']}
          autocomplete="off"
          maxlength={120}
          autofocus
        />
        <EmailField
          name="email"
          label={t('email')}
          value={values['email']}
          error={errors['email']}
          autocomplete="off"
        />
        <SelectField
          name="language"
          label={t('language')}
          value={values['language']}
          error={errors['language']}
          help={t('language.help')}
          width="medium"
          optional
          blank={t('language.portal', { language: languageName(portalLanguage) })}
          options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
        />
        <Actions>
          <Button>{t('new.do')}</Button>
          <ButtonLink look="quiet" href={routes.people()}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}
