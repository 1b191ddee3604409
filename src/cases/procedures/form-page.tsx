import { saidIn } from '../../flows/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import { Layout, textOf, type SentForm } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckboxField,
  FieldGroup,
  Form,
  SelectField,
  TextArea,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { ConditionRows, ChoiceLists } from './condition-rows.tsx'
import { MAX_DAYS, TRIGGER_KINDS } from './trigger.ts'
import type { Mentioned, ProcedureRow } from './queries.ts'
import { t } from './texts.ts'

export interface FormPageProps {
  choices: Mentioned
  /** What it changes; without it, it writes one. */
  procedure?: Pick<ProcedureRow, 'id' | 'name'>
  /** What the form is filled in with. */
  form: SentForm
  errors?: Errors
}

/** When, if, then: a plain form. */
export function FormPage(props: FormPageProps) {
  const { choices: existing, procedure, form, errors = {} } = props
  const named = procedure && { procedure: show('procedure', procedure.id) }
  return (
    <Layout
      title={procedure ? t('change.title') : t('write')}
      crumbs={[
        { label: t('title'), href: routes.procedures() },
        ...(procedure && named
          ? [{ label: procedure.name, href: routes.procedures.one(named) }]
          : []),
      ]}
      width="form"
    >
      <Form
        action={named ? routes.procedures.one.rules(named) : routes.procedures()}
        errors={errors}
        hidden={{ version: textOf(form, 'version') || undefined }}
      >
        <TextField
          name="name"
          label={t('name')}
          help={t('name.help')}
          value={textOf(form, 'name')}
          error={errors['name']}
          maxlength={120}
          autocomplete="off"
        />
        <When {...props} />
        <FieldGroup legend={t('if')} help={t('if.help')}>
          <ChoiceLists choices={existing} />
          <ConditionRows choices={existing} form={form} errors={errors} />
        </FieldGroup>
        <Then {...props} />
        <Actions>
          <Button>{procedure ? t('save') : t('create')}</Button>
          <ButtonLink
            look="quiet"
            href={named ? routes.procedures.one(named) : routes.procedures()}
          >
            {t('back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

const named = (names: readonly string[]) => names.map((value) => ({ value, label: value }))

function When({ choices: existing, form, errors = {} }: FormPageProps) {
  return (
    <FieldGroup legend={t('when')}>
      <SelectField
        name="on"
        label={t('happens')}
        value={textOf(form, 'on')}
        error={errors['on']}
        options={TRIGGER_KINDS.map((value) => ({ value, label: t(`on.${value}`) }))}
      />
      <div class="when-stage-entered">
        <SelectField
          name="entered"
          label={t('entered')}
          help={t('entered.help')}
          value={textOf(form, 'entered')}
          error={errors['entered']}
          options={named(existing.stages)}
          blank="–"
        />
      </div>
      <TextField
        name="days"
        label={t('days')}
        help={t('days.help')}
        value={textOf(form, 'days') || '0'}
        error={errors['days']}
        inputmode="numeric"
        maxlength={String(MAX_DAYS).length}
        width="short"
      />
    </FieldGroup>
  )
}

function Then({ choices: existing, form, errors = {} }: FormPageProps) {
  const language = useLanguage()
  return (
    <FieldGroup legend={t('rule.then')} help={t('rule.then.help')}>
      {(['invite', 'remind', 'message'] as const).map((name) => (
        <CheckboxField
          name={name}
          label={t(`do.${name}`)}
          help={t(`do.${name}.help`)}
          checked={form[name] !== undefined}
          error={errors[name]}
        />
      ))}
      <div class="when-message">
        <TextField
          name="subject"
          label={t('subject')}
          value={textOf(form, 'subject')}
          error={errors['subject']}
          maxlength={200}
          autocomplete="off"
        />
        <TextArea
          name="body"
          label={t('body')}
          value={textOf(form, 'body')}
          error={errors['body']}
          rows={5}
          maxlength={20_000}
        />
      </div>
      {existing.flows.length > 0 ? (
        <SelectField
          name="flow"
          label={t('do.start_flow')}
          value={textOf(form, 'flow')}
          error={errors['flow']}
          options={existing.flows.map(({ id, name }) => ({
            value: show('flow', id),
            label: saidIn(name, language),
          }))}
          blank={t('do.start_flow.none')}
          optional
        />
      ) : null}
      <SelectField
        name="stage"
        label={t('do.change_stage')}
        value={textOf(form, 'stage')}
        error={errors['stage']}
        options={named(existing.stages)}
        blank={t('do.change_stage.none')}
        optional
      />
    </FieldGroup>
  )
}
