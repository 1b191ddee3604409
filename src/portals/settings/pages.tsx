import { FEATURE_NAMES, FEATURES, REMOVABLE } from '../../gate/index.ts'
import { IDENTITY_CHECKS } from '../../identity/index.ts'
import { useRequestContext } from '../../web/index.ts'
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
  TextField,
  timeZoneOptions,
  type Errors,
} from '../../ui/index.ts'
import { languageOptions } from '../console/choices.ts'
import { PortalLayout, type PortalInPath } from '../console/portal-page.tsx'
import { capital, featureList } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'
import type { PortalDetail } from '../console/portal-queries.ts'
import { SettingsLayout } from './layout.tsx'
import { t } from './texts.ts'

export interface SettingsProps {
  portal: PortalDetail
  /** What was typed, where a form is shown once more. */
  typed?: Record<string, string>
  /** What was ticked. */
  afterTrial?: string[]
  staffSecondFactor?: boolean
  errors?: Errors
}

export const SettingsOfPortal = (props: SettingsProps & { portal: PortalInPath }) => (
  <PortalLayout portal={props.portal} tab="settings">
    <SettingsForm
      {...props}
      action={routes.portalSettings({ portal: props.portal.id })}
      provides={useRequestContext().holds('portals:provision')}
    />
  </PortalLayout>
)

export const OwnSettings = (props: SettingsProps) => (
  <SettingsLayout tab="settings">
    <SettingsForm {...props} action={routes.settings()} provides={false} own />
  </SettingsLayout>
)

interface FormProps extends SettingsProps {
  action: string
  /** May say what goes with the trial's end. */
  provides: boolean
  /** By the portal's own staff, whom it is to let look at more. */
  own?: boolean
}

function SettingsForm(props: FormProps) {
  const { portal, action, provides, typed = {}, errors = {} } = props
  const { language } = useRequestContext()
  const field = (name: string, value: string | number) => ({
    name,
    value: typed[name] ?? String(value),
    error: errors[name],
  })
  const number = (name: string, value: number) =>
    ({ ...field(name, value), inputmode: 'numeric', width: 'short', autocomplete: 'off' }) as const
  return (
    <Form action={action} hidden={{ version: typed['version'] ?? portal.version }} errors={errors}>
      <FieldGroup legend={t('general')}>
        <TextField
          {...field('name', portal.name)}
          label={t('name')}
          help={t('name.help')}
          maxlength={120}
          autocomplete="off"
        />
        <SelectField
          {...field('language', portal.language)}
          label={t('language')}
          help={t('language.help')}
          options={languageOptions(language)}
          width="medium"
        />
        <SelectField
          {...field('timeZone', portal.timeZone)}
          label={t('time_zone')}
          options={timeZoneOptions(typed['timeZone'] ?? portal.timeZone)}
          width="medium"
        />
      </FieldGroup>
      <FieldGroup legend={t('security')}>
        <SelectField
          {...field('registrationFact', portal.registrationFact)}
          label={t('registration_fact')}
          help={t('registration_fact.help')}
          options={IDENTITY_CHECKS.map((fact) => ({
            value: fact,
            label: t(`registration_fact.${fact}`),
          }))}
        />
        <TextField
          {...number('invitationHours', portal.invitationHours)}
          label={t('invitation_hours')}
          help={t('invitation_hours.help')}
          maxlength={4}
        />
        <TextField
          {...number('lockoutAttempts', portal.lockoutAttempts)}
          label={t('lockout')}
          help={t('lockout.help')}
          maxlength={4}
        />
        <SelectField
          {...field('signInByCode', portal.signInByCode ? 'yes' : 'no')}
          label={t('by_code')}
          help={t('by_code.help')}
          options={(['yes', 'no'] as const).map((value) => ({
            value,
            label: t(`by_code.${value}`),
          }))}
          width="medium"
        />
        <TextField
          {...number('mailsPerMinute', portal.mailsPerMinute)}
          label={t('mails_per_minute')}
          help={t('mails_per_minute.help')}
          maxlength={5}
        />
        <CheckboxField
          name="staffSecondFactor"
          label={t('second_factor')}
          help={t('second_factor.help')}
          checked={props.staffSecondFactor ?? portal.staffSecondFactor}
          error={errors['staffSecondFactor']}
        />
      </FieldGroup>
      {props.own ? (
        <FieldGroup legend={t('previews')}>
          <SelectField
            {...field('actOnBehalf', portal.actOnBehalf ? 'yes' : 'no')}
            label={t('behalf')}
            help={t('behalf.help')}
            options={(['no', 'yes'] as const).map((value) => ({
              value,
              label: t(`behalf.${value}`),
            }))}
          />
        </FieldGroup>
      ) : null}
      <AfterTrial {...props} provides={provides} />
      <Actions>
        <Button>{shared.t('save')}</Button>
        {errors[''] ? <ButtonLink href={action}>{shared.t('load.again')}</ButtonLink> : null}
      </Actions>
    </Form>
  )
}

/** What goes when the trial ends: chosen by whoever provides the portal, read by its staff. */
function AfterTrial({ portal, provides, afterTrial, errors = {} }: FormProps) {
  const { language } = useRequestContext()
  const floor = t('after_trial.floor', {
    features: featureList(
      language,
      FEATURE_NAMES.filter((name) => FEATURES[name].floor),
    ),
  })
  if (!provides)
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
        label={t('after_trial.label')}
        help={t('after_trial.help')}
        values={afterTrial ?? portal.afterTrial}
        error={errors['afterTrial']}
        options={REMOVABLE.map((name) => ({
          value: name,
          label: capital(shared.t(`feature.${name}`)),
        }))}
      />
    </FieldGroup>
  )
}
