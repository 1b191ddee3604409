/**
 * What people offers to the domains above: contacts and their companies, and what staff write down about people
 * and cases.
 */

export { createCompany } from './companies/companies.ts'
export { createContact, updateContact } from './contacts/contacts.ts'
export { card, isBorn } from './contacts/contact.ts'
export { createField, removeField } from './fields/fields.ts'
export { changedValues, type Field } from './fields/field.ts'
export { fieldsOf } from './fields/queries.ts'
export { mergeContacts } from './merging/merging.ts'
export { onMerge, type Pair } from './merging/on-merge.ts'
export { contactsCalled, mergedInto } from './contacts/queries.ts'
export { removeNote, writeNote } from './notes/notes.ts'
export { Notes } from './notes/panel.tsx'
export { noteWritten, notesQuery, notesView, showNotes } from './notes/view.ts'
export { parseEnd, readNotes, readTimeline, type Timeline } from './notes/timeline.ts'
