/** The door of people: contacts and their companies, and what staff write down about people and cases. */
import type { Served } from '../web/index.ts'
import { companiesController } from './companies/controller.tsx'
import { companyEndpoints } from './companies/endpoints.ts'
import { contactsController } from './contacts/controller.tsx'
import { contactEndpoints } from './contacts/endpoints.ts'
import { fieldsController } from './fields/controller.tsx'
import { fieldEndpoints } from './fields/endpoints.ts'
import { mergingController } from './merging/controller.tsx'
import { mergingEndpoints } from './merging/endpoints.ts'
import { notesController } from './notes/controller.tsx'
import { noteEndpoints } from './notes/endpoints.ts'

export { createCompany, renameCompany } from './companies/companies.ts'
export { createContact, updateContact } from './contacts/contacts.ts'
export { card, isBorn } from './contacts/contact.ts'
export { showOnContactPage, type ContactPanel } from './contacts/panels.ts'
export { contactCard } from './contacts/person-panel.tsx'
export { createField, removeField, updateField } from './fields/fields.ts'
export { changedValues, type Field } from './fields/field.ts'
export { fieldsOf } from './fields/queries.ts'
export { mergeContacts } from './merging/merging.ts'
export { mergedInto } from './merging/merged.ts'
export { removeNote, writeNote } from './notes/notes.ts'
export { Notes } from './notes/panel.tsx'
export { noteWritten, notesQuery, notesView, showNotes } from './notes/endpoints.ts'
export { parseEnd, readNotes, readTimeline, type Timeline } from './notes/timeline.ts'

export const peopleController: readonly Served[] = [
  ...mergingController,
  ...contactsController,
  ...companiesController,
  ...fieldsController,
  ...notesController,
  ...mergingEndpoints,
  ...contactEndpoints,
  ...companyEndpoints,
  ...fieldEndpoints,
  ...noteEndpoints,
]
