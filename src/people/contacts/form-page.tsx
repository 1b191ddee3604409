import { CONTACT_ROLES, type IDENTITY_CHECKS } from '../../identity/index.ts'
import {
  languageName,
  Actions,
  Button,
  ButtonLink,
  CheckboxField,
  EmailField,
  FieldGroup,
  Form,
  RadioList,
  SelectField,
  TextField,
  uiTexts,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { LANGUAGES } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import type { Field } from '../fields/field.ts'
import { FieldInputs } from '../fields/inputs.tsx'
import type { Contact } from './contact.ts'
import { t } from './texts.ts'

interface ContactFormProps {
  /** Whom it changes; without it, it adds. */
  contact?: Contact
  fields: readonly Field[]
  companies: readonly string[]
  /** What clients state when they register. */
  check: (typeof IDENTITY_CHECKS)[number]
  /** Filled in beforehand, such as the company one comes from. */
  company?: string
  /** What was typed, where something was wrong with it; digits never come back. */
  typed?: Record<string, string>
  errors?: Errors
}

export function ContactFormPage(props: ContactFormProps) {
  const { contact, fields, typed, errors = {} } = props
  const back = contact
    ? routes.contacts.one({ person: show('person', contact.id) })
    : routes.contacts()
  return (
    <Layout
      title={contact ? t('edit.title', { name: contact.name }) : t('add')}
      subtitle={contact ? undefined : t('new.lead')}
      crumbs={[
        { label: t('title'), href: routes.contacts() },
        ...(contact ? [{ label: contact.name, href: back }] : []),
      ]}
      width="form"
    >
      <Form
        action={back}
        errors={errors}
        hidden={contact ? { version: typed?.['version'] ?? contact.version } : undefined}
      >
        <Basics {...props} />
        <FieldGroup legend={t('group.registering')} help={t('group.registering.help')}>
          <Stated {...props} />
        </FieldGroup>
        {fields.length > 0 ? (
          <FieldGroup legend={t('group.fields')}>
            <FieldInputs
              fields={fields}
              values={contact?.fields ?? {}}
              typed={typed}
              errors={errors}
            />
          </FieldGroup>
        ) : null}
        {contact ? null : <Inviting {...props} />}
        <Actions>
          <Button>{t(contact ? 'edit.do' : 'new.do')}</Button>
          <ButtonLink look="quiet" href={back}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

/** Who they are and how they are reached. */
function Basics({ contact, companies, company, typed, errors = {} }: ContactFormProps) {
  const field = (name: string, value?: string | null) => ({
    name,
    value: typed ? typed[name] : (value ?? undefined),
    error: errors[name],
  })
  return (
    <>
      <TextField
        {...field('name', contact?.name)}
        label={t('name')}
        autocomplete="off"
        maxlength={120}
        autofocus={!contact}
      />
      <RadioList
        {...field('role', contact?.role ?? 'client')}
        label={t('role')}
        options={CONTACT_ROLES.map((value) => ({
          value,
          label: t(`role.${value}`),
          help: t(`role.${value}.help`),
        }))}
      />
      <EmailField
        {...field('email', contact?.email)}
        label={t('email')}
        help={t(
          contact?.activated_at
            ? 'email.help.registered'
            : contact
              ? 'email.help'
              : 'email.help.new',
        )}
        autocomplete="off"
        optional
      />
      <TextField
        {...field('phone', contact?.phone)}
        label={t('phone')}
        type="tel"
        inputmode="tel"
        width="medium"
        autocomplete="off"
        maxlength={40}
        optional
      />
      <TextField
        {...field('company', contact ? contact.company : company)}
        label={t('company')}
        help={t('company.help')}
        suggestions={companies}
        autocomplete="off"
        maxlength={120}
        optional
      />
      <SelectField
        {...field('language', contact?.language)}
        label={t('language')}
        width="medium"
        optional
        blank={t('language.portal')}
        options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
      />
    </>
  )
}

/** What they are known by when they register and sign in. */
function Stated({ contact, typed, errors = {} }: ContactFormProps) {
  const isSet = contact?.digits_known
  return (
    <>
      <TextField
        name="digits"
        label={t(isSet ? 'digits.replace' : 'digits.label')}
        help={t(isSet ? 'digits.help.known' : 'digits.help')}
        error={errors['digits']}
        inputmode="numeric"
        width="short"
        autocomplete="off"
        maxlength={11}
        optional
      />
      {isSet ? (
        <CheckboxField
          name="forgetDigits"
          label={t('digits.forget')}
          checked={typed?.['forgetDigits'] === 'on'}
        />
      ) : null}
      <TextField
        name="birthDate"
        label={t('birth_date')}
        value={typed ? typed['birthDate'] : (contact?.birth_date ?? undefined)}
        error={errors['birthDate']}
        type="date"
        width="medium"
        autocomplete="off"
        optional
      />
      <TextField
        name="userName"
        label={t('user_name')}
        help={t('user_name.help')}
        value={typed ? typed['userName'] : (contact?.user_name ?? undefined)}
        error={errors['userName']}
        width="medium"
        autocomplete="off"
        maxlength={60}
        optional
      />
    </>
  )
}

/** Whether they are written to at once: with their card there has to be what they will state then. */
const Inviting = ({ check, typed, errors = {} }: ContactFormProps) =>
  check === 'case_number' ? (
    <p class="muted">{t('invite.case_number')}</p>
  ) : (
    <CheckboxField
      name="invite"
      label={t('invite')}
      help={t(`invite.${check}`)}
      error={errors['invite']}
      checked={typed?.['invite'] === 'on'}
    />
  )
