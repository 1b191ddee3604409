import { z } from 'zod'
import { CONTACT_ROLES } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { FIELD_KINDS, type FormRow } from './form.ts'

const wordsView = shape('Words', { en: z.string(), es: z.string().optional() })

export const formFieldView = shape('FormField', {
  formField: z.string().describe('Its key, which stays'),
  kind: z.enum(FIELD_KINDS),
  label: wordsView,
  help: wordsView.optional(),
  required: z.boolean(),
  choices: z.array(wordsView),
  maps: z.string(),
  shownIf: z.object({ field: z.string(), is: z.string() }).optional(),
})

export const formView = shape('Form', {
  id: z.string(),
  name: z.string(),
  link: z.string().describe('Opened at `/f/` and this'),
  state: z.enum(['draft', 'open', 'archived']),
  role: z.enum(CONTACT_ROLES),
  invites: z.boolean(),
  title: wordsView,
  intro: wordsView.nullable(),
  confirmation: wordsView.nullable(),
  goTo: z.string().nullable(),
  origins: z.array(z.string()),
  notifies: z.array(z.string()),
  fields: z.array(formFieldView),
  version: z.int(),
})

export const showForm = (row: FormRow): z.output<typeof formView> => {
  const { definition, notifies, origins } = row
  return {
    id: show('form', row.id),
    name: row.name,
    link: row.link,
    state: row.state,
    role: row.role,
    invites: row.invites,
    title: definition.title,
    intro: definition.intro ?? null,
    confirmation: definition.confirmation ?? null,
    goTo: definition.goTo ?? null,
    origins: [...origins],
    notifies: notifies.map((id) => show('person', id)),
    fields: definition.fields.map(({ key, ...field }) => ({
      ...field,
      formField: key,
      choices: [...field.choices],
    })),
    version: row.version,
  }
}
