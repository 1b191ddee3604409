import { CAPS } from '../../kit/caps.ts'
import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { anyDay } from '../../kit/day.ts'
import { parseId, show } from '../../kit/ids.ts'
import { nameOf } from '../../kit/placeholders/placeholder.ts'
import { because, type Wrong } from '../../kit/validation.ts'

export const FIELD_KINDS = ['text', 'number', 'date', 'choice'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** A field that a portal's staff added to its cards. */
export interface Field {
  id: string
  /** In placeholders: made of the first label, and stays when that changes. */
  name: string
  label: string
  kind: FieldKind
  /** Of a choice, in the order they are offered; of others none. */
  choices: readonly string[]
}

/** What a new field is called in placeholders: as its label, unless another is. */
export function freeName(label: string, fields: readonly { name: string }[]): string {
  const name = nameOf(label) || 'field'
  const names = new Set(fields.map((one) => one.name))
  let free = name
  for (let next = 2; names.has(free); next++) free = `${name}_${next}`
  return free
}

/** Most fields a portal adds: each is one more on every form. */
export const MAX_FIELDS = CAPS.fields
export const MAX_CHOICES = 100

export const fieldLabel = line(60)
export const choices = z
  .array(line(120))
  .max(MAX_CHOICES)
  .refine((all) => new Set(all).size === all.length, because('different'))

/** A value as it is kept and shown: a number as a number, everything else as text. */
export type Value = string | number
/** Values by the field's row id. */
export type Values = Readonly<Record<string, Value>>

/** Largest number that is kept to the last decimal it was typed with. */
const MOST = 1e15

const READ: Record<FieldKind, (field: Field) => z.ZodType<Value>> = {
  text: () => line(1000),
  number: () =>
    z
      .union([z.number(), z.string()])
      .transform((typed) => (typeof typed === 'string' ? decimal(typed) : typed))
      .refine((value) => Math.abs(value) <= MOST, because('number')),
  date: () => anyDay,
  choice: ({ choices }) => z.enum([...choices]),
}

/** Typed with a point; NaN where it is no number. */
const decimal = (typed: string): number =>
  /^[+-]?\d{1,16}(\.\d{1,10})?$/.test(typed.trim()) ? Number(typed) : Number.NaN

/** What was sent for fields, each by its shown id; null takes a value away. */
export const sentValues = z
  .record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.null()]))
  .refine((sent) => Object.keys(sent).length <= MAX_FIELDS, {
    params: { text: 'too_many', maximum: MAX_FIELDS },
  })
  .meta({ maxProperties: MAX_FIELDS })
  .describe('By the field’s id; null takes a value away, what is left out stays')

const WRONG: Record<FieldKind, Pick<Wrong, 'text'>> = {
  text: { text: 'too_long' },
  number: { text: 'number' },
  date: { text: 'day' },
  choice: { text: 'choice' },
}

/**
 * Values after a change, by the portal's fields as they are now.
 * @returns every field at fault where one is, named `fields.` and its shown id as it was sent
 */
export function changedValues(
  fields: readonly Field[],
  before: Values,
  sent: Readonly<Record<string, unknown>>,
): { values: Values } | { wrong: Wrong[] } {
  const byId = new Map(fields.map((field) => [field.id, field]))
  const values: Record<string, Value> = { ...before }
  const wrong: Wrong[] = []
  for (const [shown, value] of Object.entries(sent)) {
    const name = `fields.${shown}`
    const field = byId.get(parseId('field', shown) ?? '')
    if (!field) wrong.push({ field: name, text: 'unknown_field' })
    else if (value === null) delete values[field.id]
    else {
      const read = READ[field.kind](field).safeParse(value)
      if (read.success) values[field.id] = read.data
      else wrong.push({ field: name, ...sentence(field) })
    }
  }
  return wrong.length > 0 ? { wrong } : { values }
}

const sentence = ({ kind, choices }: Field): Omit<Wrong, 'field'> => ({
  ...WRONG[kind],
  values: { maximum: 1000, allowed: choices.join(', ') },
})

/** What is kept, of fields that there still are, by the shown id. */
export const shownValues = (fields: readonly Field[], values: Values): Record<string, Value> =>
  Object.fromEntries(
    fields
      .filter(({ id }) => Object.hasOwn(values, id))
      .map(({ id }) => [show('field', id), values[id]!]),
  )
