import { z } from 'zod'
import { violatedKey } from '../../kit/db/unique-violation.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { refuse } from '../refusals.ts'
import { choices, FIELD_KINDS, fieldLabel, freeName, MAX_FIELDS, type FieldKind } from './field.ts'
import {
  cardsWith,
  changeField,
  deleteField,
  insertField,
  lockFields,
  orderFields,
} from './queries.ts'

const right = 'people:manage' as const

/** Choices belong to a choice, and it needs some. */
const fits = (kind: FieldKind, choices: readonly string[]) =>
  kind === 'choice'
    ? choices.length > 0
      ? null
      : invalidField('choices', 'required')
    : choices.length === 0
      ? null
      : invalidField('choices', 'unknown_field')

export const createField = operation({
  name: 'field.create',
  done: { en: 'Added a contact field', es: 'Añadió un campo de contacto' },
  summary: 'Adds a field to the cards of the portal’s contacts',
  input: z.strictObject({
    label: fieldLabel,
    kind: z.enum(FIELD_KINDS),
    choices: choices.default([]).describe('Of a choice, in the order they are offered'),
  }),
  right,
  async run({ tx, note, installation }, { label, kind, choices }) {
    const no = fits(kind, choices)
    if (no) return no
    const there = await lockFields(tx)
    const most = installation.caps.fields
    if (there.length >= most) return refuse('too_many_fields', { values: { most } })
    const field = { id: newId(), name: freeName(label, there), label, kind, choices }
    const keyInUse = await violatedKey(tx, () => insertField(tx, field, there.length))
    if (keyInUse !== null) return refuse('label_taken', { field: 'label' })
    const shown = show('field', field.id)
    note({ subject: shown, details: { label, kind } })
    return done({ field: shown })
  },
})

export const updateField = operation({
  name: 'field.update',
  done: { en: 'Changed a contact field', es: 'Cambió un campo de contacto' },
  details: {
    choices: { en: 'Choices', es: 'Opciones' },
  },
  summary: 'Changes a field’s label, its choices or its place; its kind stays',
  input: z.strictObject({
    field: id('field'),
    label: fieldLabel.optional(),
    choices: choices.optional(),
    position: z.int().min(0).max(MAX_FIELDS).optional().describe('From 0; the others make room'),
  }),
  right,
  async run({ tx, note }, { field: id, label, choices, position }) {
    const there = await lockFields(tx)
    const field = there.find((one) => one.id === id)
    if (!field) return kitRefuse('not_found')
    const no = choices && fits(field.kind, choices)
    if (no) return no
    const gone = choices ? field.choices.filter((one) => !choices.includes(one)) : []
    if (gone.length > 0 && (await cardsWith(tx, id, gone)) > 0)
      return refuse('choice_in_use', { field: 'choices' })
    const keyInUse = await violatedKey(tx, () => changeField(tx, id, { label, choices }))
    if (keyInUse !== null) return refuse('label_taken', { field: 'label' })
    if (position !== undefined) {
      const others = there.map((one) => one.id).filter((one) => one !== id)
      await orderFields(tx, others.toSpliced(position, 0, id))
    }
    const changed = Object.entries({ label, choices, position })
      .filter(([, value]) => value !== undefined)
      .map(([name]) => name)
    note({ subject: show('field', id), details: { label: label ?? field.label, changed } })
    return done({ field: show('field', id) })
  },
})

export const removeField = operation({
  name: 'field.remove',
  done: { en: 'Removed a contact field', es: 'Quitó un campo de contacto' },
  details: {
    cards: { en: 'Cards', es: 'Fichas' },
  },
  summary: 'Takes a field, and what was entered in it, off every card',
  input: z.strictObject({ field: id('field') }),
  right,
  async run({ tx, note }, { field: id }) {
    const field = (await lockFields(tx)).find((one) => one.id === id)
    if (!field) return kitRefuse('not_found')
    const cards = await deleteField(tx, id)
    note({ subject: show('field', id), details: { label: field.label, cards } })
    return done({ field: show('field', id) })
  },
})
