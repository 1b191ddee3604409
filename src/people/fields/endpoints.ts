import { z } from 'zod'
import { reads, writes, type Served, type SignedInVisit } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { FIELD_KINDS, type Field } from './field.ts'
import { createField, removeField, updateField } from './fields.ts'
import { fieldsOf } from './queries.ts'

const gated = { feature: 'people', right: 'people:manage' } as const

const fieldView = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(FIELD_KINDS),
  choices: z.array(z.string()),
})

const showField = ({ id, label, kind, choices }: Field) => ({
  id: show('field', id),
  label,
  kind,
  choices,
})

const present = async (visit: SignedInVisit, { field }: { field: string }) => {
  const fields = await visit.read((tx) => fieldsOf(tx, visit.portal.id))
  const found = fields.find(({ id }) => id === parseId('field', field))
  return found ? showField(found) : null
}

export const fieldEndpoints: readonly Served[] = [
  reads(routes.api.fields, {
    ...gated,
    name: 'field.list',
    summary: 'Lists the fields that the portal added to its contacts’ cards, in their order',
    answer: z.object({ fields: z.array(fieldView) }),
    show: async ({ read, portal }) => ({
      fields: (await read((tx) => fieldsOf(tx, portal.id))).map(showField),
    }),
  }),
  writes(routes.api.fields, 'POST', {
    ...gated,
    operation: createField,
    status: 201,
    answer: fieldView,
    show: present,
  }),
  writes(routes.api.field, 'PATCH', {
    ...gated,
    operation: updateField,
    path: { field: 'field' },
    answer: fieldView,
    show: present,
  }),
  writes(routes.api.field, 'DELETE', {
    ...gated,
    operation: removeField,
    path: { field: 'field' },
  }),
]
