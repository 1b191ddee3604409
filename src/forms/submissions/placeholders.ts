import type { Placeholder, PlaceholderSource, Value } from '../../kit/placeholders/placeholder.ts'
import type { FormField, FormRow } from '../form/form.ts'
import { definitionOf, submissionById } from './queries.ts'
import { openSent } from './submission.ts'

const nameIn = ({ key }: FormField) => `form.field_${key}`

/** What was answered, in texts that come of a completed form. What may stand there is each form's own. */
export const ofSubmissions: PlaceholderSource = {
  of: 'submission',
  placeholders: [],
  async values(tx, id, { keys, log }) {
    const row = await submissionById(tx, id)
    if (!row) return {}
    const [key, { fields }] = await Promise.all([
      keys.of(tx, tx.portal),
      definitionOf(tx, row.form_id, row.version),
    ])
    const answers = openSent(key, tx.portal, row, log)?.answers ?? {}
    const values = fields.map((field): [string, Value] => {
      const answer = answers[field.key]
      if (answer === undefined) return [nameIn(field), null]
      if (typeof answer !== 'string') return [nameIn(field), answer.join(', ')]
      return [nameIn(field), field.kind === 'date' ? Temporal.PlainDate.from(answer) : answer]
    })
    return Object.fromEntries(values)
  },
}

/** What may stand in texts that come of one form, such as the title of its invoice. */
export const placeholdersOf = ({ definition: { fields } }: FormRow): Placeholder[] =>
  fields
    .filter(({ kind, maps }) => kind !== 'section' && maps !== 'digits')
    .map((field) => ({
      name: nameIn(field),
      label: { en: field.label.en, es: field.label.es ?? field.label.en },
      example: field.kind === 'date' ? Temporal.PlainDate.from('2026-01-31') : field.label.en,
      mayBeEmpty: !field.required || field.shownIf !== undefined,
    }))
