import { LANGUAGES, type Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  EmailField,
  Form,
  RadioList,
  SelectField,
  TextField,
  uiTexts,
  type Errors,
  languageName,
} from '../../ui/index.ts'
import type { IdentityCheck } from '../identity-checks/identity-check.ts'
import { Layout } from '../../web/index.ts'
import { t } from '../persons/texts.ts'

interface NewPersonProps {
  portalLanguage: Language
  /** What the portal's clients state when they register. */
  fact: IdentityCheck
  values?: Record<string, string>
  errors?: Errors
}

export function NewPersonPage(props: NewPersonProps) {
  const { portalLanguage, fact, values = {}, errors = {} } = props
  return (
    <Layout
      title={t('invite')}
      subtitle={t('new.lead')}
      crumbs={[{ label: t('title'), href: routes.people() }]}
      width="form"
    >
      <Form action={routes.people()} errors={errors}>
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
        <RadioList
          name="kind"
          label={t('kind')}
          value={values['kind'] ?? 'contact'}
          error={errors['kind']}
          options={(['contact', 'staff'] as const).map((value) => ({
            value,
            label: t(`kind.${value}`),
            help: t(`kind.${value}.help`),
          }))}
        />
        {fact === 'case_number' ? null : (
          <TextField
            name={fact === 'digits' ? 'digits' : 'birthDate'}
            label={t('fact.of_contact', { fact: t(`fact.${fact}`) })}
            help={t('fact.help')}
            error={errors[fact === 'digits' ? 'digits' : 'birthDate']}
            type={fact === 'digits' ? 'text' : 'date'}
            inputmode={fact === 'digits' ? 'numeric' : undefined}
            maxlength={11}
            autocomplete="off"
            width="short"
          />
        )}
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
