import { Layout, type SentForm } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import type { Field } from '../../people/index.ts'
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
  uiTexts,
  type Errors,
} from '../../ui/index.ts'
import { choicesText } from './form-input.ts'
import {
  canDecide,
  fits,
  hasChoices,
  said,
  type FormField,
  type FormRow,
  type MapsTo,
} from './form.ts'
import { t } from './texts.ts'

interface FieldPageProps {
  form: FormRow
  field: FormField
  own: readonly Field[]
  sent: SentForm
  typed?: Record<string, string>
  errors?: Errors
}

const PLACES = ['phone', 'birth_date', 'digits', 'company'] as const

/** One field of a form: what it asks, of whom, and where the answer goes. */
export function FieldPage({ form, field, own, typed, errors = {} }: FieldPageProps) {
  const language = useLanguage()
  const at = { form: show('form', form.id), formField: field.key }
  const { fields } = form.definition
  const above = fields.slice(0, fields.indexOf(field)).filter(canDecide)
  const of = (name: string, now: string | undefined) => ({
    name,
    value: typed ? (typed[name] ?? '') : now,
    error: errors[name],
  })
  const isSection = field.kind === 'section'
  return (
    <Layout
      title={said(field.label, language)}
      subtitle={t(`kind.${field.kind}`)}
      crumbs={[
        { label: t('title'), href: routes.forms() },
        { label: form.name, href: routes.forms.one(at) },
      ]}
      width="form"
    >
      <Form
        action={routes.forms.one.fields.one(at)}
        hidden={{ version: form.version }}
        errors={errors}
      >
        <TextField {...of('label.en', field.label.en)} label={t('label')} maxlength={200} />
        <TextField
          {...of('label.es', field.label.es)}
          label={t('label_es')}
          maxlength={200}
          optional
        />
        <TextArea
          {...of('help.en', field.help?.en)}
          label={t('help')}
          rows={2}
          maxlength={2000}
          optional
        />
        <TextArea
          {...of('help.es', field.help?.es)}
          label={t('help_es')}
          rows={2}
          maxlength={2000}
          optional
        />
        {hasChoices(field.kind) ? (
          <TextArea
            {...of('choices', choicesText(field.choices))}
            label={t('choices')}
            help={t('choices.help')}
            rows={6}
          />
        ) : null}
        {isSection ? null : (
          <CheckboxField
            name="required"
            label={t('required.field')}
            checked={typed ? typed['required'] === 'on' : field.required}
          />
        )}
        {field.kind === 'file' ? <p class="help">{t('file.text')}</p> : null}
        {isSection || field.kind === 'file' ? null : (
          <SelectField
            {...of('maps', field.maps)}
            label={t('maps')}
            help={t('maps.help')}
            options={[
              { value: 'kept', label: t('maps.kept') },
              ...PLACES.filter((place) => fits(field.kind, place)).map((place) => ({
                value: place,
                label: t(`maps.${place}`),
              })),
              ...own
                .map(({ id, kind, label }) => ({
                  value: `field:${show('field', id)}` as MapsTo,
                  kind,
                  label,
                }))
                .filter(({ value, kind }) => fits(field.kind, value, kind)),
            ]}
          />
        )}
        {above.length === 0 ? null : (
          <FieldGroup legend={t('shown_if')}>
            <SelectField
              {...of('shownIf.field', field.shownIf?.field)}
              label={t('shown_if.field')}
              blank={t('shown_if.always')}
              options={above.map((other) => ({
                value: other.key,
                label: said(other.label, language),
              }))}
              optional
            />
            <TextField
              {...of('shownIf.is', field.shownIf?.is)}
              label={t('shown_if.is')}
              help={t('shown_if.help')}
              suggestions={[
                ...new Set(above.flatMap(({ choices }) => choices.map(({ en }) => en))),
              ]}
              optional
            />
          </FieldGroup>
        )}
        <Actions>
          <Button>{t('field.do')}</Button>
          <ButtonLink look="quiet" href={routes.forms.one(at)}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}
