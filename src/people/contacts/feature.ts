import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as contacts from './contacts.ts'
import { contactsResource, contactResource } from './resource.tsx'
import { contactsOfCompany } from './company-panel.tsx'

export const feature: Feature = {
  handlers: [contactsResource, contactResource],
  operations: [contacts],
  tables: [erased('contacts', { person_id: 'merged' })],
  additions: [contactsOfCompany],
}
