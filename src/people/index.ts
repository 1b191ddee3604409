/**
 * What people offers to the domains above: contacts and their companies, and what staff write down about people
 * and cases.
 */
import type { RouteHandler } from '../web/index.ts'
import { companiesResource, companyResource } from './companies/resource.tsx'
import { contactResource, contactsResource } from './contacts/resource.tsx'
import { fieldResource, fieldsResource } from './fields/resource.tsx'
import { duplicatesResource, mergeResource } from './merging/resource.tsx'
import { notesResource } from './notes/resource.ts'

export { createCompany, renameCompany } from './companies/companies.ts'
export { createContact, updateContact } from './contacts/contacts.ts'
export { card, isBorn } from './contacts/contact.ts'
export { showOnContactPage, type ContactPanel } from './contacts/panels.ts'
export { contactCard } from './contacts/person-panel.tsx'
export { createField, removeField, updateField } from './fields/fields.ts'
export { changedValues, type Field } from './fields/field.ts'
export { fieldsOf } from './fields/queries.ts'
export { mergeContacts } from './merging/merging.ts'
export { mergedInto } from './merging/merge-history.ts'
export { removeNote, writeNote } from './notes/notes.ts'
export { Notes } from './notes/panel.tsx'
export { noteWritten, notesQuery, notesView, showNotes } from './notes/view.ts'
export { parseEnd, readNotes, readTimeline, type Timeline } from './notes/timeline.ts'

export const peopleController: readonly RouteHandler[] = [
  ...duplicatesResource,
  ...mergeResource,
  ...contactsResource,
  ...contactResource,
  ...companiesResource,
  ...companyResource,
  ...fieldsResource,
  ...fieldResource,
  ...notesResource,
]
