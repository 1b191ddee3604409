import { z } from 'zod'
import { id, parseId } from '../../kit/ids.ts'
import { operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { fieldsOf } from '../../people/index.ts'
import { refuse } from '../refusals.ts'
import {
  canDecide,
  FIELD_KINDS,
  fieldKey,
  fits,
  hasChoices,
  longWords,
  mapsTo,
  MOST_CHOICES,
  MOST_FIELDS,
  MOST_FILE_FIELDS,
  shortWords,
  type Definition,
  type FieldKind,
  type FormField,
  type MapsTo,
} from './form.ts'
import { changing, versionInput } from './forms.ts'

const right = 'people:manage' as const
const onField = z.strictObject({ form: id('form'), formField: fieldKey, version: versionInput })

/** What a new field says until somebody writes something else. */
const FIRST: Record<FieldKind, Pick<FormField, 'label' | 'choices'>> = {
  text: { label: { en: 'Text', es: 'Texto' }, choices: [] },
  long_text: { label: { en: 'Your message', es: 'Su mensaje' }, choices: [] },
  email: { label: { en: 'Another e-mail', es: 'Otro correo' }, choices: [] },
  phone: { label: { en: 'Phone', es: 'Teléfono' }, choices: [] },
  choice: {
    label: { en: 'Choose one', es: 'Elija una opción' },
    choices: [
      { en: 'Yes', es: 'Sí' },
      { en: 'No', es: 'No' },
    ],
  },
  many_choices: {
    label: { en: 'Choose any', es: 'Elija las que quiera' },
    choices: [
      { en: 'One', es: 'Una' },
      { en: 'Another', es: 'Otra' },
    ],
  },
  date: { label: { en: 'Date', es: 'Fecha' }, choices: [] },
  number: { label: { en: 'Number', es: 'Número' }, choices: [] },
  address: { label: { en: 'Address', es: 'Dirección' }, choices: [] },
  file: { label: { en: 'Documents', es: 'Documentos' }, choices: [] },
  consent: { label: { en: 'I agree', es: 'Estoy de acuerdo' }, choices: [] },
  section: { label: { en: 'Section', es: 'Sección' }, choices: [] },
}

/** A new field's key, which none of the others has. */
function freeKey({ fields }: Definition): string {
  const last = Math.max(0, ...fields.map(({ key }) => Number(/^f(\d+)$/.exec(key)?.[1] ?? 0)))
  return `f${last + 1}`
}

export const addFormField = operation({
  name: 'form.add_field',
  done: { en: 'Added a field to a form', es: 'Añadió un campo a un formulario' },
  summary: 'Adds a field to a form, at its end',
  input: z.strictObject({ form: id('form'), kind: z.enum(FIELD_KINDS), version: versionInput }),
  right,
  async run(op, { kind, ...on }) {
    let key = ''
    const result = await changing(op, on, ({ definition }) => {
      if (definition.fields.length >= MOST_FIELDS)
        return refuse('too_many_form_fields', { values: { most: MOST_FIELDS } })
      const files = definition.fields.filter((one) => one.kind === 'file')
      if (kind === 'file' && files.length >= MOST_FILE_FIELDS)
        return refuse('too_many_file_fields', {
          field: 'kind',
          values: { most: MOST_FILE_FIELDS },
        })
      key = freeKey(definition)
      const field: FormField = { key, kind, required: false, maps: 'kept', ...FIRST[kind] }
      return { definition: { ...definition, fields: [...definition.fields, field] } }
    })
    return result.ok ? { ok: true, value: { ...result.value, formField: key } } : result
  },
})

/** Changes one field of a form; the others stay. */
const onOne = (
  op: OperationContext,
  { formField: key, ...on }: z.output<typeof onField>,
  change: (
    fields: readonly FormField[],
    at: number,
  ) => Promise<FormField[] | Refusal> | FormField[] | Refusal,
) =>
  changing(op, on, async ({ definition }) => {
    const at = definition.fields.findIndex((one) => one.key === key)
    if (at < 0) return kitRefuse('not_found')
    const fields = await change(definition.fields, at)
    return 'say' in fields ? fields : { definition: { ...definition, fields } }
  })

export const changeFormField = operation({
  name: 'form.change_field',
  done: { en: 'Changed a field of a form', es: 'Cambió un campo de un formulario' },
  summary: 'Changes what a field of a form asks, of whom, and where its answers go',
  input: onField.extend({
    label: shortWords.optional(),
    help: longWords.nullable().optional(),
    required: z.boolean().optional(),
    choices: z
      .array(shortWords)
      .max(MOST_CHOICES)
      .optional()
      .describe('Kept by their English words'),
    maps: mapsTo.optional(),
    shownIf: z
      .strictObject({ field: fieldKey, is: z.string().trim().min(1).max(500) })
      .nullable()
      .optional()
      .describe('Asked only where a field above it is answered so'),
  }),
  right,
  run: (op, { form, formField, version, ...change }) =>
    onOne(op, { form, formField, version }, async (fields, at) => {
      const changed = Object.fromEntries(
        Object.entries({ ...fields[at]!, ...change }).filter(
          ([, value]) => value !== undefined && value !== null,
        ),
      ) as unknown as FormField
      const no = await wrongWith(op, changed, fields, at)
      return no ?? fields.with(at, changed)
    }),
})

async function wrongWith(
  { tx }: OperationContext,
  field: FormField,
  fields: readonly FormField[],
  at: number,
): Promise<Refusal | null> {
  const { kind, choices, maps, shownIf } = field
  const english = new Set(choices.map(({ en }) => en))
  if (hasChoices(kind) ? choices.length === 0 || english.size < choices.length : choices.length > 0)
    return refuse('choices_differ', { field: 'choices' })
  if (maps !== 'kept' && fields.some((one, n) => n !== at && one.maps === maps))
    return refuse('mapped_twice', { field: 'maps' })
  if (!fits(kind, maps, await kindOfOwn(tx, maps))) return refuse('does_not_fit', { field: 'maps' })
  if (!shownIf) return null
  const other = fields.slice(0, at).find(({ key }) => key === shownIf.field)
  if (!other || !canDecide(other)) return refuse('shown_if_above', { field: 'shownIf.field' })
  const values =
    other.kind === 'consent'
      ? ['on']
      : hasChoices(other.kind)
        ? other.choices.map(({ en }) => en)
        : null
  return values && !values.includes(shownIf.is)
    ? refuse('shown_if_choice', { field: 'shownIf.is' })
    : null
}

async function kindOfOwn(tx: OperationContext['tx'], maps: MapsTo): Promise<string | undefined> {
  if (!maps.startsWith('field:')) return undefined
  const id = parseId('field', maps.slice('field:'.length))
  return (await fieldsOf(tx)).find((one) => one.id === id)?.kind
}

export const moveFormField = operation({
  name: 'form.move_field',
  done: { en: 'Moved a field of a form', es: 'Movió un campo de un formulario' },
  summary: 'Moves a field of a form to another place',
  input: onField.extend({
    position: z.int().min(0).max(MOST_FIELDS).describe('From 0; the others make room'),
  }),
  right,
  run: (op, { position, ...on }) =>
    onOne(op, on, (fields, at) => {
      const moved = fields.toSpliced(at, 1).toSpliced(position, 0, fields[at]!)
      const lost = moved.some(
        ({ shownIf }, n) => shownIf && !moved.slice(0, n).some(({ key }) => key === shownIf.field),
      )
      return lost ? refuse('shown_if_above', { field: 'position' }) : moved
    }),
})

export const removeFormField = operation({
  name: 'form.remove_field',
  done: { en: 'Removed a field from a form', es: 'Quitó un campo de un formulario' },
  summary: 'Takes a field off a form; what was sent with it keeps its answers',
  input: onField,
  right,
  run: (op, on) =>
    onOne(op, on, (fields, at) =>
      fields.some(({ shownIf }) => shownIf?.field === on.formField)
        ? refuse('field_in_use')
        : fields.toSpliced(at, 1),
    ),
})
