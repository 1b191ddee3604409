import { useLanguage } from '../../kit/reader.ts'
import {
  EmailField,
  FieldGroup,
  SelectField,
  TextField,
  timeZoneOptions,
  type Errors,
} from '../../ui/index.ts'
import { languageOptions } from '../console/choices.ts'
import { t } from './texts.ts'

interface FieldsProps {
  values: Record<string, string>
  errors: Errors
}

const field = ({ values, errors }: FieldsProps, name: string) => ({
  name,
  value: values[name],
  error: errors[name],
})

/** What a partner is called, by itself and in the operator's books. */
export function IdentityFields(props: FieldsProps) {
  return (
    <FieldGroup legend={t('fields.partner')}>
      <TextField {...field(props, 'name')} label={t('name')} maxlength={120} autocomplete="off" />
      <TextField
        {...field(props, 'reference')}
        label={t('reference')}
        help={t('reference.help')}
        maxlength={120}
        width="medium"
        autocomplete="off"
        optional
      />
    </FieldGroup>
  )
}

/** Whom its bills go to. */
export function BillingFields(props: FieldsProps) {
  return (
    <FieldGroup legend={t('contact')} help={t('contact.help')}>
      <TextField
        {...field(props, 'billingName')}
        label={t('contact.name')}
        maxlength={120}
        autocomplete="off"
        optional
      />
      <EmailField
        {...field(props, 'billingEmail')}
        label={t('contact.email')}
        maxlength={254}
        autocomplete="off"
        optional
      />
    </FieldGroup>
  )
}

/** Which language it is written to in, and where its months begin. @param props.zone left out for those who may not say */
export function PlaceFields({ zone, ...props }: FieldsProps & { zone: boolean }) {
  const language = useLanguage()
  const { values } = props
  return (
    <FieldGroup legend={t('fields.bills')}>
      <SelectField
        {...field(props, 'language')}
        label={t('language')}
        help={t('language.help')}
        options={languageOptions(language)}
        width="medium"
      />
      {zone ? (
        <SelectField
          {...field(props, 'timeZone')}
          label={t('time_zone')}
          help={t('time_zone.help')}
          options={timeZoneOptions(values['timeZone'])}
          width="medium"
        />
      ) : null}
    </FieldGroup>
  )
}
