import { z } from 'zod'
import { CONTACT_ROLES, registrationStates } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { named, shape } from '../../kit/shape.ts'
import type { SignedInContext } from '../../web/index.ts'
import { shownValues, type Field } from '../fields/field.ts'
import { fieldsOf } from '../fields/queries.ts'
import type { Contact } from './contact.ts'
import { contactById } from './queries.ts'

/** A contact, as programs are shown one. */
export const contactView = shape('Contact', {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable().describe('Null for somebody nobody can write to yet'),
  newEmail: z
    .string()
    .nullable()
    .describe('Of somebody who has registered: it signs in once they have proved it'),
  userName: z.string().nullable(),
  role: z.enum(CONTACT_ROLES),
  phone: z.string().nullable(),
  company: named.nullable(),
  birthDate: z.iso.date().nullable(),
  digitsKnown: z.boolean().describe('The digits themselves are shown nowhere'),
  language: z.string().nullable().describe('Null means the portal’s'),
  registration: registrationStates,
  fields: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .describe('Values of the portal’s own fields, by the field’s id'),
  addedAt: z.iso.datetime(),
  registeredAt: z.iso.datetime().nullable(),
  lastLoginAt: z.iso.datetime().nullable(),
  version: z.int().describe('Counts the card’s changes'),
})

export function showContact(
  contact: Contact,
  fields: readonly Field[],
): z.output<typeof contactView> {
  const { company_id, company } = contact
  return {
    id: show('person', contact.id),
    name: contact.name,
    email: contact.email,
    newEmail: contact.new_email,
    userName: contact.user_name,
    role: contact.role,
    phone: contact.phone,
    company: company_id && company ? { id: show('company', company_id), name: company } : null,
    birthDate: contact.birth_date,
    digitsKnown: contact.digits_known,
    language: contact.language,
    registration: contact.registration,
    fields: shownValues(fields, contact.fields),
    addedAt: contact.created_at.toString(),
    registeredAt: contact.activated_at?.toString() ?? null,
    lastLoginAt: contact.last_login_at?.toString() ?? null,
    version: contact.version,
  }
}

/** The contact as they are now; null where there is none in this portal. @param person row id, null for none */
export const presentContact = (ctx: SignedInContext, person: string | null) =>
  ctx.read(async (tx) => {
    const contact = person && (await contactById(tx, person, ctx.now))
    if (!contact) return null
    return showContact(contact, await fieldsOf(tx))
  })
