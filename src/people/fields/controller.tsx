import { errorsOf, page, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { MAX_CHOICES, type Field } from './field.ts'
import { createField, removeField, updateField } from './fields.ts'
import { FieldFormPage, FieldRemovalPage, FieldsPage } from './pages.tsx'
import { cardsWith, fieldsOf } from './queries.ts'
import { words, type Text } from './texts.ts'

const right = 'people:manage' as const

/** One choice a line; an empty line is none. Beyond what may be chosen from no more is taken apart. */
const choicesIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/\r\n?|\n/, 10 * MAX_CHOICES)
    .flatMap((one) => one.trim() || [])
    .slice(0, MAX_CHOICES + 1)

async function found(
  visit: SignedInVisit,
  answer: (field: Field) => Promise<Response> | Response,
): Promise<Response> {
  const id = parseId('field', visit.param('field'))
  const fields = await visit.read((tx) => fieldsOf(tx, visit.portal.id))
  const field = fields.find((one) => one.id === id)
  return field ? answer(field) : visit.refuse(refuse('not_found'))
}

const wrong = (visit: SignedInVisit, refusal: Refusal, field?: Field) =>
  visit.page(
    <FieldFormPage
      visit={visit}
      field={field}
      typed={typed(visit.form)}
      errors={errorsOf(refusal, visit.language)}
    />,
    refusal.status,
  )

const done = (visit: SignedInVisit, text?: Text) =>
  visit.redirect(routes.fields(), text && { tone: 'green', text: words(visit.language)(text) })

export const fieldsController: readonly Served[] = [
  page(
    routes.fields,
    'GET',
    'people',
    async (visit) => {
      const fields = await visit.read((tx) => fieldsOf(tx, visit.portal.id))
      return visit.page(<FieldsPage visit={visit} fields={fields} />)
    },
    { right },
  ),

  page(routes.newField, 'GET', 'people', (visit) => visit.page(<FieldFormPage visit={visit} />), {
    right,
  }),

  page(
    routes.fields,
    'POST',
    'people',
    async (visit) => {
      const { choices, ...form } = typed(visit.form)
      const result = await visit.perform(createField, { ...form, choices: choicesIn(choices) })
      return result.ok ? done(visit, 'new.done') : wrong(visit, result)
    },
    { right, fields: { label: 'text', kind: 'text', choices: 'text' } },
  ),

  page(
    routes.field,
    'GET',
    'people',
    (visit) => found(visit, (field) => visit.page(<FieldFormPage visit={visit} field={field} />)),
    { right },
  ),

  page(
    routes.field,
    'POST',
    'people',
    (visit) =>
      found(visit, async (field) => {
        const { label = '', choices } = typed(visit.form)
        const result = await visit.perform(updateField, {
          field: show('field', field.id),
          label,
          choices: choices === undefined ? undefined : choicesIn(choices),
        })
        return result.ok ? done(visit, 'edit.done') : wrong(visit, result, field)
      }),
    { right, fields: { label: 'text', choices: 'text' } },
  ),

  page(
    routes.fieldPosition,
    'POST',
    'people',
    (visit) =>
      found(visit, async (field) => {
        const sent = typed(visit.form)['position'] ?? ''
        const position = /^\d{1,2}$/.test(sent) ? Number(sent) : sent
        const result = await visit.perform(updateField, {
          field: show('field', field.id),
          position,
        })
        return result.ok ? done(visit) : visit.refuse(result)
      }),
    { right, fields: { position: 'text' } },
  ),

  page(
    routes.fieldRemoval,
    'GET',
    'people',
    (visit) =>
      found(visit, async (field) => {
        const cards = await visit.read((tx) => cardsWith(tx, visit.portal.id, field.id))
        return visit.page(<FieldRemovalPage visit={visit} field={field} cards={cards} />)
      }),
    { right },
  ),

  page(
    routes.fieldRemoval,
    'POST',
    'people',
    async (visit) => {
      const field = visit.param('field')
      if (parseId('field', field) === null) return visit.refuse(refuse('not_found'))
      const result = await visit.perform(removeField, { field })
      return result.ok ? done(visit, 'remove.done') : visit.refuse(result)
    },
    { right },
  ),
]
