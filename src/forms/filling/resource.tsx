import { begunFiles } from '../../files/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { contactById } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import type { BegunFiles } from '../../ui/index.ts'
import { errorsOf, resourceOf, type SignedInContext } from '../../web/index.ts'
import { nameOn } from '../form/answers.ts'
import type { FormRow } from '../form/form.ts'
import { formById } from '../form/queries.ts'
import { readSubmission } from '../submissions/reading.ts'
import { showSubmission, submissionView } from '../submissions/view.ts'
import { fillForm } from './filling.ts'
import { FillPage, type Typed } from './pages.tsx'
import { asOnPage, FILLING, typedIn } from './sent-form.ts'
import { words } from './texts.ts'

const named = async ({ read, param }: SignedInContext) => {
  const id = parseId('form', param('form'))
  const form = id === null ? null : await read((tx) => formById(tx, id))
  return form?.state === 'archived' ? null : form
}

/** Filled in with whose card one comes from. */
async function aboutContact(ctx: SignedInContext): Promise<Typed> {
  const id = parseId('person', ctx.query('contact') ?? '')
  const contact = id && (await ctx.read((tx) => contactById(tx, id, ctx.now)))
  if (!contact) return { answers: {} }
  const [firstName = '', ...last] = contact.name.split(' ')
  return { firstName, lastName: last.join(' '), email: contact.email ?? '', answers: {} }
}

async function fillPage(ctx: SignedInContext, form: FormRow, refusal?: Refusal): Promise<Response> {
  const at = { form: show('form', form.id) }
  const typed = refusal ? typedIn(ctx.form) : await aboutContact(ctx)
  const errors = refusal && errorsOf(asOnPage(refusal, typed), ctx.language)
  const files: Record<string, BegunFiles> = {}
  for (const field of form.definition.fields)
    if (field.kind === 'file') files[field.key] = await begunFiles(ctx, nameOn(field))
  const [action, back] = [routes.forms.one.filling(at), routes.forms.one(at)]
  return ctx.page(<FillPage {...{ form, action, typed, files, errors, back }} />, refusal?.status)
}

export const fillResource = resourceOf(
  { feature: 'forms', right: 'people:manage', words } as const,
  named,
)
  .page(routes.forms.one.filling, fillPage)
  .change(fillForm, {
    page: routes.forms.one.filling,
    fields: FILLING,
    input: (_, { form, language }) => ({ ...typedIn(form), language }),
    again: fillPage,
    to: ({ submission }) => routes.submissions.one({ submission }),
    said: 'fill.done',
  })
  .change(fillForm, {
    api: routes.api.forms.one.submissions,
    status: 201,
    answer: submissionView,
    show: async ({ read, installation, portal }, { submission }) => {
      const id = parseId('submission', submission)!
      const row = await read((tx) => readSubmission(tx, installation, portal.id, id))
      return row && showSubmission(row)
    },
    location: ({ submission }) => routes.api.submissions.one({ submission }),
  })
