import { z } from 'zod'
import { CONTACT_ROLES, line, REGISTRATION_STATES } from '../../identity/index.ts'
import { reads, writes, type Served, type SignedInVisit } from '../../web/index.ts'
import { id, parseId } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { fieldsOf } from '../fields/queries.ts'
import { createContact, updateContact } from './contacts.ts'
import { contactsCursor, listContacts } from './list/list.ts'
import { SORTS } from './list/queries.ts'
import { contactById } from './queries.ts'
import { contactView, showContact } from './view.ts'

const gated = { feature: 'people', right: 'people:manage' } as const

const contactsQuery = z.strictObject({
  search: line(254).optional(),
  role: z.enum(CONTACT_ROLES).optional(),
  company: id('company').optional(),
  registration: z.enum(REGISTRATION_STATES).optional(),
  sort: z.enum(SORTS).default('name'),
  cursor: contactsCursor.field,
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const contactsView = z.object({
  contacts: z.array(contactView),
  next: z.string().nullable().describe('Send it as `cursor` for the contacts that follow'),
})

/** The contact as they are now; null where there is none in this portal. */
export const presentContact = (visit: SignedInVisit, person: string | null) =>
  visit.read(async (tx) => {
    const contact = person && (await contactById(tx, visit.portal.id, person))
    if (!contact) return null
    return showContact(contact, await fieldsOf(tx, visit.portal.id), visit.now)
  })
const changed = (visit: SignedInVisit, { person }: { person: string }) =>
  presentContact(visit, parseId('person', person))

export const contactEndpoints: readonly Served[] = [
  reads(routes.api.contacts, {
    ...gated,
    name: 'contact.list',
    summary: 'Lists the portal’s contacts with their cards',
    query: contactsQuery,
    answer: contactsView,
    show: ({ read, portal, now }, { cursor, ...asked }) =>
      read(async (tx) => {
        const page = await listContacts(tx, portal.id, { ...asked, after: cursor, now })
        const fields = await fieldsOf(tx, portal.id)
        return {
          contacts: page.rows.map((contact) => showContact(contact, fields, now)),
          next: page.next ?? null,
        }
      }),
  }),
  writes(routes.api.contacts, 'POST', {
    ...gated,
    operation: createContact,
    status: 201,
    answer: contactView,
    versioned: true,
    show: changed,
    location: ({ person }) => routes.api.contact({ person }),
  }),
  reads(routes.api.contact, {
    ...gated,
    name: 'contact.show',
    summary: 'Shows a contact with their card',
    answer: contactView,
    versioned: true,
    show: (visit) => presentContact(visit, parseId('person', visit.param('person'))),
  }),
  writes(routes.api.contact, 'PATCH', {
    ...gated,
    operation: updateContact,
    path: { person: 'person' },
    answer: contactView,
    versioned: true,
    show: changed,
  }),
]
