import { SCOPES } from '../../gate/index.ts'
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
import { t } from './texts.ts'

/** What was sent for a key that could not be made. */
export interface WrongKey {
  typed?: Record<string, string>
  scopes: string[]
  errors?: Errors
}

interface NewKeyProps extends Partial<WrongKey> {
  /** Where the form goes. */
  action: string
  /** Whom it can be for; left out where that is settled. */
  partners?: { id: string; name: string }[]
}

/** The form that makes a key. */
export function NewKey({
  action,
  partners,
  typed = {},
  scopes = ['read'],
  errors = {},
}: NewKeyProps) {
  return (
    <Form action={action} errors={errors}>
      <TextField
        name="name"
        label={t('name')}
        help={t('name.help')}
        value={typed['name']}
        error={errors['name']}
        maxlength={80}
        autocomplete="off"
      />
      <CheckboxList
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
          name="partner"
          label={t('partner')}
          help={t('partner.help')}
          value={typed['partner']}
          error={errors['partner']}
          optional
          width="medium"
          blank={t('partner.all')}
          options={partners.map(({ id, name }) => ({ value: show('partner', id), label: name }))}
        />
      )}
      <TextField
        name="days"
        type="number"
        inputmode="numeric"
        label={t('days')}
        value={typed['days'] ?? '365'}
        error={errors['days']}
        width="short"
      />
      <Actions>
        <Button>{t('new.do')}</Button>
      </Actions>
    </Form>
  )
}
