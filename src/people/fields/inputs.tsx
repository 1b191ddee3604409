import { show } from '../../kit/ids.ts'
import { SelectField, TextField, type Errors } from '../../ui/index.ts'
import type { Field, FieldKind, Values } from './field.ts'
import { t } from './texts.ts'

/** How a field's control is called in a form. */
export const inputName = ({ id }: Pick<Field, 'id'>): string => `fields.${show('field', id)}`

const TYPES: Record<Exclude<FieldKind, 'choice'>, 'text' | 'date'> = {
  text: 'text',
  // A number's own control loses what it cannot read, and scrolls away what it can.
  number: 'text',
  date: 'date',
}

interface FieldInputsProps {
  fields: readonly Field[]
  values: Values
  /** What was typed, where something was wrong. */
  typed?: Record<string, string>
  errors: Errors
}

/** A control for each of the portal's own fields. */
export const FieldInputs = ({ fields, values, typed, errors }: FieldInputsProps) => (
  <>
    {fields.map((field) => {
      const name = inputName(field)
      const common = {
        name,
        label: field.label,
        value: typed ? typed[name] : values[field.id]?.toString(),
        error: errors[name],
        optional: true,
      }
      return field.kind === 'choice' ? (
        <SelectField
          {...common}
          width="medium"
          blank={t('input.none')}
          options={field.choices.map((value) => ({ value, label: value }))}
        />
      ) : (
        <TextField
          {...common}
          type={TYPES[field.kind]}
          inputmode={field.kind === 'number' ? 'decimal' : undefined}
          width={field.kind === 'text' ? undefined : 'medium'}
          autocomplete="off"
          maxlength={field.kind === 'text' ? 1000 : undefined}
        />
      )
    })}
  </>
)

/** What a form sent for fields, as an operation takes it: an emptied control takes the value away. */
export const valuesIn = (form: Record<string, string>): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(form)
      .filter(([name]) => name.startsWith('fields.'))
      .map(([name, value]) => [name.slice('fields.'.length), value === '' ? null : value]),
  )
