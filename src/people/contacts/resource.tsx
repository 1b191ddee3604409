import { CONTACT_ROLES, identityCheckOf, line, registrationStates } from '../../identity/index.ts'
import { id, parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import {
  asTyped,
  resource,
  resourceOf,
  typed,
  type FormFields,
  type SignedInContext,
} from '../../web/index.ts'
import { z } from 'zod'
import { companyNames } from '../companies/queries.ts'
import { fieldsOf } from '../fields/queries.ts'
import { mergedInto, mergedSubjects } from './queries.ts'
import { writeNote } from '../notes/notes.ts'
import { readPerson } from '../person/reading.ts'
import { ContactPage } from './contact-page.tsx'
import type { Contact } from './contact.ts'
import { createContact, updateContact } from './contacts.ts'
import { ContactFormPage } from './form-page.tsx'
import { changeIn } from './form.ts'
import { showContacts } from './list/show-contacts.tsx'
import { contactsCursor, listContacts } from './list/list.ts'
import { SORTS } from './list/queries.ts'
import { contactById } from './queries.ts'
import { words } from './texts.ts'
import { contactView, presentContact, showContact } from './view.ts'

const CARD_FIELDS: FormFields = {
  name: 'text',
  role: 'text',
  email: 'text',
  phone: 'text',
  company: 'text',
  language: 'text',
  digits: 'text',
  birthDate: 'text',
  userName: 'text',
  'fields.*': 'text',
}

async function formPage(
  ctx: SignedInContext,
  contact: Contact | undefined,
  refusal: Refusal | undefined,
): Promise<Response> {
  const [fields, companies, check] = await ctx.read((tx) =>
    Promise.all([fieldsOf(tx), companyNames(tx), identityCheckOf(tx)]),
  )
  // Digits never come back.
  const { digits: _, ...shown } = typed(ctx.form)
  return ctx.page(
    <ContactFormPage
      contact={contact}
      fields={fields}
      companies={companies}
      check={check}
      company={cut(ctx.query('company') ?? '', 120) || undefined}
      {...asTyped(ctx, refusal)}
      typed={refusal && shown}
    />,
    refusal?.status,
  )
}

const newPage = (ctx: SignedInContext, refusal?: Refusal) => formPage(ctx, undefined, refusal)
const editPage = (ctx: SignedInContext, contact: Contact, refusal?: Refusal) =>
  formPage(ctx, contact, refusal)

/**
 * The contact the path names. A card that was merged leads on to the one that is left; one of another portal
 * is there no more than one that is none.
 */
async function named(ctx: SignedInContext): Promise<Contact | Response | null> {
  const id = parseId('person', ctx.param('person'))
  if (id === null) return null
  const [contact, into] = await ctx.read(async (tx) => {
    const there = await contactById(tx, id, ctx.now)
    return [there, there ? null : await mergedInto(tx, id)] as const
  })
  if (!into) return contact ?? null
  return ctx.redirect(routes.contacts.one({ person: show('person', into) }))
}

async function contactPage(
  ctx: SignedInContext,
  contact: Contact,
  refusal?: Refusal,
): Promise<Response> {
  const [fields, also] = await ctx.read((tx) =>
    Promise.all([fieldsOf(tx), mergedSubjects(tx, contact.id)]),
  )
  const parts = await readPerson(ctx, contact.id, { also, refusal })
  // Merged into another card since it was found.
  if (!parts) return ctx.refuse(refuse('not_found'))
  return ctx.page(<ContactPage contact={contact} fields={fields} {...parts} />, refusal?.status)
}

const common = {
  feature: 'people',
  right: 'people:manage',
  words,
  answer: contactView,
  versioned: true,
  show: (ctx: SignedInContext, { person }: { person: string }) =>
    presentContact(ctx, parseId('person', person)),
} as const

export const contactsResource = resource(common)
  .page(routes.contacts, showContacts)
  .list(routes.api.contacts, {
    name: 'contact.list',
    summary: 'Lists the portal’s contacts with their cards',
    filter: {
      search: line(254).optional(),
      role: z.enum(CONTACT_ROLES).optional(),
      company: id('company').optional(),
      registration: registrationStates.optional(),
      sort: z.enum(SORTS).default('name'),
    },
    cursor: contactsCursor.field,
    rows: 'contacts',
    view: contactView,
    more: 'Send it as `cursor` for the contacts that follow',
    find: ({ read, now }, query) =>
      read(async (tx) => {
        const { rows, next } = await listContacts(tx, { ...query, now })
        const fields = await fieldsOf(tx)
        return { rows: rows.map((contact) => showContact(contact, fields)), next }
      }),
    show: (contact) => contact,
  })
  .page(routes.contacts.new, newPage)
  .change(createContact, {
    page: routes.contacts,
    api: routes.api.contacts,
    status: 201,
    location: ({ person }) => routes.api.contacts.one({ person }),
    fields: { ...CARD_FIELDS, invite: 'box' },
    input: (form) => ({ ...changeIn(form), invite: form['invite'] === 'on' }),
    again: newPage,
    to: ({ person }) => routes.contacts.one({ person }),
    said: ({ invited }) => (invited ? 'new.done.invited' : 'new.done'),
  })

export const contactResource = resourceOf(common, named)
  .page(routes.contacts.one, contactPage)
  .read(routes.api.contacts.one, {
    name: 'contact.show',
    summary: 'Shows a contact with their card',
    show: (ctx) => presentContact(ctx, parseId('person', ctx.param('person'))),
  })
  .page(routes.contacts.one.edit, editPage)
  .change(updateContact, {
    page: routes.contacts.one,
    api: routes.api.contacts.one,
    method: 'PATCH',
    fields: { ...CARD_FIELDS, version: 'text', forgetDigits: 'box' },
    input: (form) => ({ ...changeIn(form), version: Number(form['version'] ?? Number.NaN) }),
    again: editPage,
    to: ({ person }) => routes.contacts.one({ person }),
    said: ({ toProve }) =>
      toProve === null ? 'edit.done' : { text: 'edit.done.email', values: { email: toProve } },
  })
  .change(writeNote, {
    page: routes.contacts.one.notes,
    fields: ['body'],
    again: contactPage,
    to: (_, { param }) => `${routes.contacts.one({ person: param('person') })}#timeline`,
  })
