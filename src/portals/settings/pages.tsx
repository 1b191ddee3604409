import { z } from 'zod'
import { FEATURE_NAMES, FEATURES, REMOVABLE } from '../../gate/index.ts'
import { listOf, typed, useRequestContext, type SentForm } from '../../web/index.ts'
import type { Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckboxField,
  CheckboxList,
  FieldGroup,
  Form,
  SelectField,
  TextArea,
  TextField,
  timeZoneOptions,
  type Errors,
  type Option,
} from '../../ui/index.ts'
import { currencyOptions, languageOptions } from '../console/choices.ts'
import { PortalLayout, type PortalInPath } from '../console/portal-page.tsx'
import { capital, featureList } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'
import type { PortalDetail } from '../console/portal-queries.ts'
import { SettingsLayout } from './layout.tsx'
import { QuotaMeter } from '../console/quota-meter.tsx'
import {
  SETTINGS,
  settingsIn,
  type Setting,
  type SettingForm,
  type SettingName,
} from '../setting/setting.ts'
import { t } from './texts.ts'

interface SettingsProps {
  portal: PortalDetail
  /** What was sent and refused. */
  sent?: SentForm
  errors?: Errors
}

export const SettingsOfPortal = (props: SettingsProps & { portal: PortalInPath }) => (
  <PortalLayout portal={props.portal} tab="settings">
    <SettingsForm
      {...props}
      form="provider"
      action={routes.console.portals.one.settings({ portal: props.portal.id })}
    />
  </PortalLayout>
)

export const OwnSettings = (props: SettingsProps) => (
  <SettingsLayout tab="settings">
    <SettingsForm {...props} form="own" action={routes.settings()} />
  </SettingsLayout>
)

/** One part of them, on a page of its own. */
export const SettingsPart = (props: SettingsProps & Pick<FormProps, 'form' | 'action'>) => (
  <SettingsForm {...props} />
)

/** The settings of files that are the staff's own. */
export const FilesSettings = (props: SettingsProps) => (
  <SettingsForm {...props} form="files" action={routes.settings.files()} />
)

interface FormProps extends SettingsProps {
  action: string
  form: SettingForm
}

function SettingsForm(props: FormProps) {
  const { portal, action, form, sent, errors = {} } = props
  const groups = Map.groupBy(settingsIn(form), ([, { group }]) => group)
  return (
    <Form
      action={action}
      hidden={{ version: typed(sent ?? {})['version'] ?? portal.version }}
      errors={errors}
    >
      {[...groups].map(([group, members]) =>
        group === undefined ? null : (
          <FieldGroup legend={t(group)}>
            {group === 'files' ? <QuotaMeter portal={portal} /> : null}
            {members.map(([name]) => (
              <SettingField {...props} name={name} />
            ))}
          </FieldGroup>
        ),
      )}
      {form === 'own' || form === 'provider' ? <AfterTrial {...props} /> : null}
      <Actions>
        <Button>{shared.t('save')}</Button>
        {errors[''] ? <ButtonLink href={action}>{shared.t('load.again')}</ButtonLink> : null}
      </Actions>
    </Form>
  )
}

/** What there is to choose from, where rows of the table do not say it. */
const OPTIONS: Partial<Record<SettingName, (reader: Language, value: string) => Option[]>> = {
  language: languageOptions,
  timeZone: (_, value) => timeZoneOptions(value),
  invoiceCurrency: currencyOptions,
}

function SettingField({ name, portal, sent, errors = {} }: FormProps & { name: SettingName }) {
  const { language } = useRequestContext()
  const { input, label, help, choices, width, maxlength, rows }: Setting = SETTINGS[name]
  const common = { name, label: label[language], help: help?.[language], error: errors[name] }
  const now = portal[name]
  if (typeof now === 'boolean' && !choices)
    return <CheckboxField {...common} checked={sent ? sent[name] !== undefined : now} />
  const kept = typeof now === 'boolean' ? (now ? 'yes' : 'no') : String(now ?? '')
  const value = typed(sent ?? {})[name] ?? kept
  const options =
    OPTIONS[name]?.(language, value) ??
    (choices &&
      Object.entries(choices).map(([choice, said]) => ({ value: choice, label: said[language] })))
  if (options) return <SelectField {...{ ...common, value, options, width }} />
  const optional = input instanceof z.ZodNullable
  if (rows !== undefined) return <TextArea {...{ ...common, value, maxlength, rows, optional }} />
  const number = { inputmode: 'numeric', width: 'short' } as const
  return (
    <TextField
      {...{ ...common, value, maxlength, optional }}
      {...(isNumber(input) ? number : { width })}
      autocomplete="off"
    />
  )
}

const isNumber = (input: z.ZodType): boolean =>
  input instanceof z.ZodNullable
    ? isNumber(input.unwrap() as z.ZodType)
    : input instanceof z.ZodNumber

/** What goes when the trial ends: chosen by whoever provides the portal, read by its staff. */
function AfterTrial({ portal, form, sent, errors = {} }: FormProps) {
  const { language, holds } = useRequestContext()
  const floor = t('after_trial.floor', {
    features: featureList(
      language,
      FEATURE_NAMES.filter((name) => FEATURES[name].floor),
    ),
  })
  if (form === 'own' || !holds('portals:provision'))
    return (
      <FieldGroup legend={t('after_trial')} help={t('after_trial.own')}>
        <p>
          {portal.afterTrial.length > 0
            ? t('after_trial.list', { features: featureList(language, portal.afterTrial) })
            : t('after_trial.none')}
        </p>
        <p>{floor}</p>
      </FieldGroup>
    )
  return (
    <FieldGroup legend={t('after_trial')} help={floor}>
      <CheckboxList
        name="afterTrial"
        scroll
        label={SETTINGS.afterTrial.label[language]}
        help={t('after_trial.help')}
        values={sent ? listOf(sent, 'afterTrial') : portal.afterTrial}
        error={errors['afterTrial']}
        options={REMOVABLE.map((name) => ({
          value: name,
          label: capital(shared.t(`feature.${name}`)),
        }))}
      />
    </FieldGroup>
  )
}
