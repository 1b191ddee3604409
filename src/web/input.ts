import type { z } from 'zod'
import type { FieldKind, FormFields, SentForm } from './request-context.ts'

/** What a form's field means to the operation that takes it. */
interface Field {
  readonly kind: FieldKind
  readonly isNumber: boolean
  /** What a field says that is left empty. */
  readonly empty: Empty
}

/** Nothing, that there is none, or a text that is empty. */
type Empty = 'nothing' | 'none' | 'text'

interface Definition {
  readonly type: string
  readonly innerType?: z.ZodType
  readonly in?: z.ZodType
}

const definitionOf = (schema: z.ZodType) => schema.def as unknown as Definition

const KINDS: Readonly<Record<string, FieldKind>> = { array: 'list', boolean: 'box', file: 'file' }

function fieldOf(schema: z.ZodType, empty: Empty = 'text'): Field {
  const { type, innerType, in: input } = definitionOf(schema)
  if (type === 'nullable') return fieldOf(innerType!, 'none')
  if (innerType) return fieldOf(innerType, empty === 'none' ? 'none' : 'nothing')
  if (input) return fieldOf(input, empty)
  return { kind: KINDS[type] ?? 'text', isNumber: type === 'number', empty }
}

type Shape = Readonly<Record<string, z.ZodType>>

/** The fields of an operation's input by name; none where it is no plain object. */
const shapeOf = (input: z.ZodType): Shape => (input as { shape?: Shape }).shape ?? {}

/** Names of an operation's inputs. */
export const inputsOf = (input: z.ZodType): string[] => Object.keys(shapeOf(input))

/** Whether an operation's input has a field of this name. */
export const hasInput = (input: z.ZodType, name: string): boolean =>
  Object.hasOwn(shapeOf(input), name)

/**
 * The form that an operation's input asks for, and how to read what it sends.
 * @param wanted the fields that the form has, by name or each with how it is sent; a yes or no that is sent as
 * text is chosen rather than ticked. The input's others are settled elsewhere, and what is none is not read
 * @param filled what may be left out comes filled in: an empty text is one, rather than nothing
 */
export function formOf(
  input: z.ZodType,
  wanted: readonly string[] | FormFields,
  filled = false,
): { fields: FormFields; read: (form: SentForm) => Record<string, unknown> } {
  const shape = shapeOf(input)
  const names: readonly string[] = isNames(wanted) ? wanted : Object.keys(wanted)
  const fields = names
    .filter((name) => isNames(wanted) || Object.hasOwn(shape, name))
    .map((name) => {
      const { type, innerType } = definitionOf(shape[name]!)
      const mayBeLeftOut = type === 'optional' || type === 'default'
      const field = fieldOf(filled && mayBeLeftOut ? innerType! : shape[name]!)
      const kind = isNames(wanted) ? field.kind : wanted[name]!
      return { ...field, name, kind, isChosen: field.kind === 'box' && kind === 'text' }
    })
  return {
    fields: isNames(wanted)
      ? Object.fromEntries(fields.map(({ name, kind }) => [name, kind]))
      : wanted,
    read: (form) =>
      Object.fromEntries(
        fields.map(({ name, isChosen, ...field }) => [
          name,
          isChosen ? chosen(form[name]) : read(form[name], field),
        ]),
      ),
  }
}

const isNames = (wanted: readonly string[] | FormFields): wanted is readonly string[] =>
  Array.isArray(wanted)

/** Of the words `yes` and `no`; what is neither is left to be refused. */
const chosen = (sent: SentForm[string] | undefined): unknown =>
  sent === undefined || sent === '' ? undefined : sent === 'yes' || (sent === 'no' ? false : sent)

function read(sent: SentForm[string] | undefined, { kind, isNumber, empty }: Field): unknown {
  // What is not ticked, or chosen from a list, is not sent.
  if (kind === 'box') return sent !== undefined
  if (kind === 'list' || kind === 'upload') return sent ?? []
  const isEmpty = typeof sent === 'string' && sent.trim() === ''
  if (isEmpty && empty === 'none') return null
  // A number that may be none is left as it is by a form that has no field for it.
  if (isNumber && sent === undefined && empty === 'none') return undefined
  if (isNumber) return numberIn(typeof sent === 'string' ? sent : '')
  return isEmpty && empty === 'nothing' ? undefined : sent
}

/** A whole number as it was typed; what is none, or is missing, is left to be refused as that. */
const numberIn = (text: string): number | string =>
  /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : text
