import { Room, textOf, type SentForm, type SignedInVisit } from '../../web/index.ts'
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
import { ConditionRows, KnownValues } from './condition-rows.tsx'
import { MAX_DAYS, TRIGGER_KINDS } from './trigger.ts'
import type { Mentioned, ProcedureRow } from './queries.ts'
import { words } from './texts.ts'

export interface FormPageProps {
  visit: SignedInVisit
  known: Mentioned
  /** What it changes; without it, it writes one. */
  procedure?: Pick<ProcedureRow, 'id' | 'name'>
  /** What the form is filled in with. */
  form: SentForm
  errors?: Errors
}

/** When, if, then: a plain form. */
export function FormPage(props: FormPageProps) {
  const { visit, known, procedure, form, errors = {} } = props
  const { language } = visit
  const t = words(language)
  const named = procedure && { procedure: show('procedure', procedure.id) }
  return (
    <Room
      visit={visit}
      title={procedure ? t('change.title') : t('write')}
      crumbs={[
        { label: t('title'), href: routes.procedures() },
        ...(procedure && named ? [{ label: procedure.name, href: routes.procedure(named) }] : []),
      ]}
      width="form"
    >
      <Form
        language={language}
        action={named ? routes.procedureRules(named) : routes.procedures()}
        errors={errors}
        hidden={{ version: textOf(form, 'version') || undefined }}
      >
        <TextField
          language={language}
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
          <KnownValues known={known} />
          <ConditionRows language={language} known={known} form={form} errors={errors} />
        </FieldGroup>
        <Then {...props} />
        <Actions>
          <Button>{procedure ? t('save') : t('create')}</Button>
          <ButtonLink look="quiet" href={named ? routes.procedure(named) : routes.procedures()}>
            {t('back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Room>
  )
}

const named = (names: readonly string[]) => names.map((value) => ({ value, label: value }))

function When({ visit: { language }, known, form, errors = {} }: FormPageProps) {
  const t = words(language)
  return (
    <FieldGroup legend={t('when')}>
      <SelectField
        language={language}
        name="on"
        label={t('happens')}
        value={textOf(form, 'on')}
        error={errors['on']}
        options={TRIGGER_KINDS.map((value) => ({ value, label: t(`on.${value}`) }))}
      />
      <div class="when-stage-entered">
        <SelectField
          language={language}
          name="entered"
          label={t('entered')}
          help={t('entered.help')}
          value={textOf(form, 'entered')}
          error={errors['entered']}
          options={named(known.stages)}
          blank="–"
        />
      </div>
      <TextField
        language={language}
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

function Then({ visit: { language }, known, form, errors = {} }: FormPageProps) {
  const t = words(language)
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
          language={language}
          name="subject"
          label={t('subject')}
          value={textOf(form, 'subject')}
          error={errors['subject']}
          maxlength={200}
          autocomplete="off"
        />
        <TextArea
          language={language}
          name="body"
          label={t('body')}
          value={textOf(form, 'body')}
          error={errors['body']}
          rows={5}
          maxlength={20_000}
        />
      </div>
      <SelectField
        language={language}
        name="stage"
        label={t('do.change_stage')}
        value={textOf(form, 'stage')}
        error={errors['stage']}
        options={named(known.stages)}
        blank={t('do.change_stage.none')}
        optional
      />
    </FieldGroup>
  )
}
