import { z } from 'zod'
import { identityCheckOf } from '../../identity/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { fieldsOf } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import { asTyped, resource, resourceOf, saidThere, type SignedInContext } from '../../web/index.ts'
import { BuilderPage } from './builder-page.tsx'
import { FieldPage } from './field-page.tsx'
import type { FormRow } from './form.ts'
import { addFormField, changeFormField, moveFormField, removeFormField } from './form-fields.ts'
import { archiveForm, createForm, duplicateForm, openForm, updateForm } from './forms.ts'
import { FIELD_FORM, fieldInput, SETTINGS_FORM, settingsInput } from './form-input.ts'
import { FormsPage, NewFormPage } from './list-page.tsx'
import { ofClients, onFormSettings } from './places.ts'
import { formById, listForms, staffToChoose } from './queries.ts'
import { SettingsPage } from './settings-page.tsx'
import { words } from './texts.ts'
import { formView, showForm } from './view.ts'

const named = ({ read }: SignedInContext, form: string) => {
  const id = parseId('form', form)
  return id === null ? null : read((tx) => formById(tx, id))
}

const present = async (ctx: SignedInContext, { form }: { form: string }) => {
  const row = await named(ctx, form)
  return row ? showForm(row) : null
}

const newPage = (ctx: SignedInContext, refusal?: Refusal) =>
  ctx.page(<NewFormPage {...asTyped(ctx, refusal)} />, refusal?.status)

const common = {
  feature: 'forms',
  right: 'people:manage',
  words,
  answer: formView,
  versioned: true,
  show: present,
} as const

export const formsResource = resource(common)
  .page(routes.forms, async (ctx) =>
    ctx.page(<FormsPage forms={await ctx.read((tx) => listForms(tx))} />),
  )
  .read(routes.api.forms, {
    name: 'form.list',
    summary: 'Lists the portal’s forms by name, those that are archived last',
    versioned: false,
    answer: shape('FormList', { forms: z.array(formView), next: z.null() }),
    show: async ({ read }) => ({
      forms: (await read((tx) => listForms(tx))).map(showForm),
      next: null,
    }),
  })
  .page(routes.forms.new, newPage)
  .change(createForm, {
    page: routes.forms,
    api: routes.api.forms,
    status: 201,
    location: ({ form }) => routes.api.forms.one({ form }),
    again: newPage,
    to: ({ form }) => routes.forms.one({ form }),
    said: 'new.done',
  })

const builder = (ctx: SignedInContext, form: FormRow) => ctx.page(<BuilderPage form={form} />)

/** What goes with the role that was chosen, where that was refused for it. */
async function goesWithRole(
  { installation, language }: SignedInContext,
  tx: Tx,
  form: FormRow,
  refusal?: Refusal,
): Promise<string[]> {
  if (refusal?.code !== 'goes_with_role') return []
  const told = ofClients.of(installation).map((has) => has.told(tx, form.id, language))
  return (await Promise.all(told)).filter((text) => text !== null)
}

const settings = async (ctx: SignedInContext, form: FormRow, refusal?: Refusal) => {
  const [[staff, check, goes], panels] = await Promise.all([
    ctx.read((tx) =>
      Promise.all([staffToChoose(tx), identityCheckOf(tx), goesWithRole(ctx, tx, form, refusal)]),
    ),
    form.role === 'client' ? onFormSettings.drawn(ctx, form) : [],
  ])
  return ctx.page(
    <SettingsPage
      {...{ form, staff, check, panels, goes, sent: ctx.form, ...asTyped(ctx, refusal) }}
    />,
    refusal?.status,
  )
}

const fieldPage = async (ctx: SignedInContext, form: FormRow, refusal?: Refusal) => {
  const field = form.definition.fields.find(({ key }) => key === ctx.param('formField'))
  if (!field) return ctx.refuse(refuse('not_found'))
  const own = await ctx.read((tx) => fieldsOf(tx))
  return ctx.page(
    <FieldPage {...{ form, field, own, sent: ctx.form, ...asTyped(ctx, refusal) }} />,
    refusal?.status,
  )
}

const toForm = ({ form }: { form: string }) => routes.forms.one({ form })
const sayAtForm = saidThere((ctx) => routes.forms.one({ form: ctx.param('form') }))

export const formResource = resourceOf(common, (ctx) => named(ctx, ctx.param('form')))
  .page(routes.forms.one, builder)
  .read(routes.api.forms.one, {
    name: 'form.show',
    summary: 'Shows a form with its fields',
    show: (ctx) => present(ctx, { form: ctx.param('form') }),
  })
  .page(routes.forms.one.settings, settings)
  .change(updateForm, {
    page: routes.forms.one.settings,
    fields: SETTINGS_FORM,
    input: settingsInput,
    api: routes.api.forms.one,
    method: 'PATCH',
    again: settings,
    to: ({ form }) => routes.forms.one.settings({ form }),
    said: 'settings.done',
  })
  .change(openForm, {
    page: routes.forms.one.opening,
    api: routes.api.forms.one.opening,
    again: sayAtForm,
    to: toForm,
    said: 'open.done',
  })
  .change(archiveForm, {
    page: routes.forms.one.archiving,
    api: routes.api.forms.one.archiving,
    to: toForm,
    said: 'archive.done',
  })
  .change(duplicateForm, {
    page: routes.forms.one.copies,
    api: routes.api.forms.one.copies,
    status: 201,
    again: sayAtForm,
    to: toForm,
    said: 'copy.done',
  })
  .change(addFormField, {
    page: routes.forms.one.fields,
    fields: ['kind'],
    api: routes.api.forms.one.fields,
    status: 201,
    again: sayAtForm,
    to: ({ form, formField }) => routes.forms.one.fields.one({ form, formField }),
  })
  .page(routes.forms.one.fields.one, fieldPage)
  .change(changeFormField, {
    page: routes.forms.one.fields.one,
    fields: FIELD_FORM,
    input: fieldInput,
    api: routes.api.forms.one.fields.one,
    method: 'PATCH',
    again: fieldPage,
    to: toForm,
    said: 'field.done',
  })
  .change(moveFormField, {
    page: routes.forms.one.fields.one.position,
    fields: ['position'],
    api: routes.api.forms.one.fields.one.position,
    again: sayAtForm,
    to: toForm,
  })
  .change(removeFormField, {
    page: routes.forms.one.fields.one.removal,
    fields: [],
    api: routes.api.forms.one.fields.one,
    method: 'DELETE',
    again: sayAtForm,
    to: toForm,
    said: 'field.removed',
  })
