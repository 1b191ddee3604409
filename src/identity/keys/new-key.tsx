import { show } from '../../kit/ids.ts'
import {
  Actions,
  Button,
  CheckboxList,
  Form,
  SelectField,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { SCOPES } from '../../gate/index.ts'
import type { SignedInVisit } from '../../web/index.ts'
import { words } from './texts.ts'

export interface NewKeyProps {
  visit: SignedInVisit
  /** Where the form goes. */
  action: string
  /** Whom it can be for; left out where that is settled. */
  partners?: { id: string; name: string }[]
  /** What was typed, where something was wrong with it. */
  values?: Record<string, string>
  scopes?: string[]
  errors?: Errors
}

/** The form that makes a key. */
export function NewKey({
  visit: { language },
  action,
  partners,
  values = {},
  scopes = ['read'],
  errors = {},
}: NewKeyProps) {
  const t = words(language)
  return (
    <Form language={language} action={action} errors={errors}>
      <TextField
        language={language}
        name="name"
        label={t('name')}
        help={t('name.help')}
        value={values['name']}
        error={errors['name']}
        maxlength={80}
        autocomplete="off"
      />
      <CheckboxList
        language={language}
        name="scopes"
        label={t('scopes')}
        values={scopes}
        error={errors['scopes']}
        options={SCOPES.filter((scope) => partners !== undefined || scope !== 'operate').map(
          (scope) => ({
            value: scope,
            label: t(`scope.${scope}`),
            help: t(`scope.${scope}.help`),
          }),
        )}
      />
      {partners === undefined ? null : (
        <SelectField
          language={language}
          name="partner"
          label={t('partner')}
          help={t('partner.help')}
          value={values['partner']}
          error={errors['partner']}
          optional
          width="medium"
          blank={t('partner.all')}
          options={partners.map(({ id, name }) => ({ value: show('partner', id), label: name }))}
        />
      )}
      <TextField
        language={language}
        name="days"
        type="number"
        inputmode="numeric"
        label={t('days')}
        value={values['days'] ?? '365'}
        error={errors['days']}
        width="short"
      />
      <Actions>
        <Button>{t('new.do')}</Button>
      </Actions>
    </Form>
  )
}
