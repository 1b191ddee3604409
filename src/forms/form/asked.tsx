import type { Child } from 'hono/jsx'
import { inUnits, largestOf } from '../../files/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import {
  CheckboxField,
  CheckboxList,
  EmailField,
  FileField,
  RadioList,
  SelectField,
  TextArea,
  TextField,
  UploadField,
  type BegunFiles,
  type Errors,
} from '../../ui/index.ts'
import { useRequestContext } from '../../web/index.ts'
import { nameOn, type Answers } from './answers.ts'
import { LARGEST_FILE, MOST_FILES, said, type FormField } from './form.ts'
import { t } from './texts.ts'

interface AskedProps {
  fields: readonly FormField[]
  /** What was typed or chosen so far; names and e-mail by their own names. */
  who?: Partial<Record<'firstName' | 'lastName' | 'email', string>>
  answers?: Answers
  errors?: Errors
  /** What was sent before, by the field’s key. */
  files?: Readonly<Record<string, BegunFiles>>
  /** Files are sent while the rest is filled in, as only somebody with a session can. */
  sendsAtOnce?: boolean
}

/** More than so many are picked from a list that opens. */
const FEW = 6

/** All that a form asks for: what every form does, then its own fields in their order. */
export function Asked({ fields, who = {}, answers = {}, errors = {}, ...sends }: AskedProps) {
  const of = (name: 'firstName' | 'lastName' | 'email') => ({
    name,
    value: who[name],
    error: errors[name],
  })
  return (
    <>
      <TextField
        {...of('firstName')}
        label={t('asked.first_name')}
        autocomplete="given-name"
        maxlength={59}
      />
      <TextField
        {...of('lastName')}
        label={t('asked.last_name')}
        autocomplete="family-name"
        maxlength={59}
      />
      <EmailField {...of('email')} label={t('asked.email')} maxlength={254} />
      {fields.map((field) => (
        <Condition field={field} fields={fields}>
          {field.kind === 'file' ? (
            <Files field={field} error={errors[nameOn(field)]} {...sends} />
          ) : (
            <One field={field} answer={answers[field.key]} error={errors[nameOn(field)]} />
          )}
        </Condition>
      ))}
    </>
  )
}

/** Hidden by the page's script where it is not asked for; without it, the server leaves out what was not. */
function Condition({
  field: { shownIf },
  fields,
  children,
}: {
  field: FormField
  fields: readonly FormField[]
  children?: Child
}) {
  if (!shownIf) return <>{children}</>
  const above = fields.find(({ key }) => key === shownIf.field)
  const name = above && nameOn(above)
  return (
    <div class="asked-if" data-shown-if={name} data-is={shownIf.is}>
      {children}
    </div>
  )
}

/** Whatever people have; where pictures are named, a phone offers its camera. */
const ANYTHING = 'image/*,*/*'

interface FilesProps extends Pick<AskedProps, 'files' | 'sendsAtOnce'> {
  field: FormField
  error: string | undefined
}

function Files({ field, error, files = {}, sendsAtOnce }: FilesProps) {
  const language = useLanguage()
  const largest = Math.min(largestOf(useRequestContext().portal), LARGEST_FILE)
  const limits = { most: MOST_FILES, size: inUnits(largest, language) }
  const common = {
    name: nameOn(field),
    label: said(field.label, language),
    help: [said(field.help, language), t('asked.files', limits)].filter(Boolean).join(' '),
    error,
    accept: ANYTHING,
    optional: !field.required,
  }
  const begun = files[field.key]
  return sendsAtOnce ? (
    <UploadField {...common} begun={begun} />
  ) : (
    <FileField
      {...common}
      multiple
      arrived={begun?.arrived}
      limits={{ most: MOST_FILES, largest, said: t('asked.files.over', limits) }}
    />
  )
}

interface OneProps {
  field: FormField
  answer: Answers[string] | undefined
  error: string | undefined
}

function One({ field, answer, error }: OneProps) {
  const language = useLanguage()
  const { kind, required, choices } = field
  const label = said(field.label, language)
  const help = said(field.help, language) || undefined
  const value = typeof answer === 'string' ? answer : undefined
  const common = { name: nameOn(field), label, help, error, value, optional: !required }
  const options = choices.map((choice) => ({ value: choice.en, label: said(choice, language) }))
  if (kind === 'section')
    return (
      <div class="asked-section">
        <h2>{label}</h2>
        {help ? <p class="muted">{help}</p> : null}
      </div>
    )
  if (kind === 'long_text') return <TextArea {...common} rows={5} maxlength={5000} />
  if (kind === 'address')
    return <TextArea {...common} rows={3} maxlength={500} autocomplete="street-address" />
  if (kind === 'consent')
    return <CheckboxField {...common} checked={value === 'on'} value="on" required={required} />
  if (kind === 'choice')
    return options.length > FEW ? (
      <SelectField {...common} options={options} blank={t('asked.choose')} />
    ) : (
      <RadioList {...common} options={options} />
    )
  if (kind === 'many_choices')
    return (
      <CheckboxList
        {...common}
        options={options}
        values={typeof answer === 'object' ? [...answer] : []}
      />
    )
  if (kind === 'email') return <EmailField {...common} maxlength={254} />
  if (kind === 'phone')
    return <TextField {...common} type="tel" autocomplete="tel" inputmode="tel" maxlength={40} />
  if (kind === 'date') return <TextField {...common} type="date" width="short" />
  if (kind === 'number')
    return <TextField {...common} inputmode="decimal" width="short" maxlength={20} />
  return <TextField {...common} maxlength={500} />
}
