import type { Child } from 'hono/jsx'
import { useLanguage } from '../kit/reader.ts'
import { sayOfChoices } from '../kit/validation.ts'
import { Field, type FieldProps, HelpAndError, controlAttributes } from './fields.tsx'
import { fieldId } from './form.tsx'
import { t } from './texts.ts'

export interface Option {
  value: string
  label: string
  /** A line under the label; not shown in a select. */
  help?: Child
  disabled?: boolean
  /** In a list of boxes: the heading it stands under, with the options around it that have the same. */
  group?: string
}

/** One of many, in the system's own picker. Use RadioList when there are few. */
export const SelectField = (props: FieldProps & { options: Option[]; blank?: string }) => (
  <Field {...props}>
    <select
      {...controlAttributes(props)}
      autocomplete={props.autocomplete}
      autofocus={props.autofocus}
    >
      {props.blank === undefined ? null : <option value="">{props.blank}</option>}
      {props.options.map((option) => (
        <option
          value={option.value}
          selected={option.value === props.value}
          disabled={option.disabled}
        >
          {option.label}
        </option>
      ))}
    </select>
  </Field>
)

interface ChoiceProps {
  type: 'checkbox' | 'radio'
  id: string
  name: string
  option: Option
  checked?: boolean
  required?: boolean
  error?: string
}

const Choice = ({ type, id, name, option, checked, required, error }: ChoiceProps) => (
  <div class="choice">
    <input
      type={type}
      id={id}
      name={name}
      value={option.value}
      checked={checked}
      required={required}
      disabled={option.disabled}
      aria-invalid={error ? 'true' : undefined}
      aria-describedby={option.help ? `${id}-help` : undefined}
    />
    <div>
      <label for={id}>{option.label}</label>
      <HelpAndError id={id} help={option.help} error={error} />
    </div>
  </div>
)

type CheckboxProps = Pick<FieldProps, 'name' | 'label' | 'help' | 'error' | 'disabled' | 'id'> & {
  checked?: boolean
  value?: string
  required?: boolean
}

/** A single yes or no. Sends `value` ("on" unless told otherwise) when ticked, nothing when not. */
export const CheckboxField = (props: CheckboxProps) => (
  <Choice
    type="checkbox"
    id={props.id ?? fieldId(props.name)}
    name={props.name}
    checked={props.checked}
    required={props.required}
    error={props.error}
    option={{
      value: props.value ?? 'on',
      label: props.label,
      help: props.help,
      disabled: props.disabled,
    }}
  />
)

type ListProps = Pick<FieldProps, 'name' | 'label' | 'help' | 'error' | 'optional'> & {
  options: Option[]
  /** For many: the boxes stand in a frame that scrolls. */
  scroll?: boolean
}

/** Any number of several. The first box carries the field's id, for the error summary. */
export const CheckboxList = ({ values = [], ...props }: ListProps & { values?: string[] }) => (
  <ChoiceList {...props} type="checkbox" isChecked={(value) => values.includes(value)} />
)

/** One of a few, all in sight. */
export const RadioList = ({ value: chosen, ...props }: ListProps & { value?: string }) => (
  <ChoiceList {...props} type="radio" isChecked={(value) => value === chosen} />
)

function ChoiceList(
  props: ListProps & { type: 'checkbox' | 'radio'; isChecked: (value: string) => boolean },
) {
  const id = fieldId(props.name)
  const language = useLanguage()
  const described = [props.help && `${id}-list-help`, props.error && `${id}-list-error`].filter(
    Boolean,
  )
  const choices = props.options.map((option, index) => (
    <>
      {option.group !== undefined && option.group !== props.options[index - 1]?.group ? (
        <p class="choices-group">{option.group}</p>
      ) : null}
      <Choice
        type={props.type}
        id={index === 0 ? id : `${id}-${index}`}
        name={props.name}
        option={option}
        checked={props.isChecked(option.value)}
      />
    </>
  ))
  return (
    <fieldset
      class="field choices"
      role={props.type === 'radio' ? 'radiogroup' : undefined}
      aria-invalid={props.error && props.type === 'radio' ? 'true' : undefined}
      aria-describedby={described.join(' ') || undefined}
    >
      <legend data-for={id} data-of={props.type}>
        {props.label}
        {props.optional ? <span class="muted"> ({t('optional')})</span> : null}
      </legend>
      <HelpAndError
        id={`${id}-list`}
        help={props.help}
        error={props.error && sayOfChoices(props.error, props.type, language)}
      />
      {props.scroll ? <div class="choices-frame">{choices}</div> : choices}
    </fieldset>
  )
}
