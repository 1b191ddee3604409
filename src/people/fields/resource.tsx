import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { asTyped, resource, resourceOf, type SignedInContext } from '../../web/index.ts'
import { FIELD_KINDS, MAX_CHOICES, type Field } from './field.ts'
import { createField, removeField, updateField } from './fields.ts'
import { FieldFormPage, FieldRemovalPage, FieldsPage } from './pages.tsx'
import { cardsWith, fieldsOf } from './queries.ts'
import { words } from './texts.ts'

const fieldView = shape('Field', {
  id: z.string(),
  name: z.string().describe('In placeholders, as in `{{contact.field_name}}`'),
  label: z.string(),
  kind: z.enum(FIELD_KINDS),
  choices: z.array(z.string()),
})

const showField = ({ id, name, label, kind, choices }: Field) => ({
  id: show('field', id),
  name,
  label,
  kind,
  choices,
})

const all = ({ read }: SignedInContext) => read((tx) => fieldsOf(tx))

const named = async (ctx: SignedInContext, field: string) =>
  (await all(ctx)).find(({ id }) => id === parseId('field', field))

/** One choice a line; an empty line is none. Beyond what may be chosen from no more is taken apart. */
const choicesIn = (text = ''): string[] =>
  text
    .split(/\r\n?|\n/, 10 * MAX_CHOICES)
    .flatMap((one) => one.trim() || [])
    .slice(0, MAX_CHOICES + 1)

const newPage = (ctx: SignedInContext, refusal?: Refusal) =>
  ctx.page(<FieldFormPage {...asTyped(ctx, refusal)} />, refusal?.status)

const editPage = (ctx: SignedInContext, field: Field, refusal?: Refusal) =>
  ctx.page(<FieldFormPage {...{ field, ...asTyped(ctx, refusal) }} />, refusal?.status)

/** Every change leads back to the list. */
const to = () => routes.settings.fields()

const common = {
  feature: 'people',
  right: 'people:manage',
  words,
  answer: fieldView,
  show: async (ctx: SignedInContext, { field }: { field: string }) => {
    const data = await named(ctx, field)
    return data ? showField(data) : null
  },
} as const

export const fieldsResource = resource(common)
  .page(routes.settings.fields, async (ctx) => ctx.page(<FieldsPage fields={await all(ctx)} />))
  .read(routes.api.fields, {
    name: 'field.list',
    summary: 'Lists the fields that the portal added to its contacts’ cards, in their order',
    answer: shape('FieldList', { fields: z.array(fieldView) }),
    show: async (ctx) => ({ fields: (await all(ctx)).map(showField) }),
  })
  .page(routes.settings.fields.new, newPage)
  .change(createField, {
    page: routes.settings.fields,
    api: routes.api.fields,
    status: 201,
    fields: { label: 'text', kind: 'text', choices: 'text' },
    input: ({ choices, ...form }) => ({ ...form, choices: choicesIn(choices) }),
    again: newPage,
    said: 'new.done',
    to,
  })

export const fieldResource = resourceOf(common, (ctx) => named(ctx, ctx.param('field')))
  .page(routes.settings.fields.one, editPage)
  .change(updateField, {
    page: routes.settings.fields.one,
    api: routes.api.fields.one,
    method: 'PATCH',
    fields: { label: 'text', choices: 'text' },
    input: ({ label = '', choices }) => ({
      label,
      choices: choices === undefined ? undefined : choicesIn(choices),
    }),
    again: editPage,
    said: 'edit.done',
    to,
  })
  .change(updateField, { page: routes.settings.fields.one.position, fields: ['position'], to })
  .page(routes.settings.fields.one.removal, async (ctx, field) => {
    const cards = await ctx.read((tx) => cardsWith(tx, field.id))
    return ctx.page(<FieldRemovalPage field={field} cards={cards} />)
  })
  .change(removeField, {
    page: routes.settings.fields.one.removal,
    api: routes.api.fields.one,
    method: 'DELETE',
    show: null,
    said: 'remove.done',
    to,
  })
