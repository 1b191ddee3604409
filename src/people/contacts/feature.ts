import { onPersonPage } from '../../identity/index.ts'
import { hasFiles } from '../../files/index.ts'
import { erased } from '../../kit/feature.ts'
import { routes } from '../../routes.ts'
import type { Feature } from '../../web/index.ts'
import * as contacts from './contacts.ts'
import { contactsResource, contactResource } from './resource.tsx'
import { contactsOfCompany } from './company-panel.tsx'
import { companyAudience } from './company-audience.ts'
import { ofContacts } from './placeholders.ts'
import { contactName, contactsCalled } from './queries.ts'

export const feature: Feature = {
  handlers: [contactsResource, contactResource],
  operations: [contacts],
  tables: [erased('contacts', { person_id: 'merged' })],
  placeholders: [ofContacts],
  additions: [
    contactsOfCompany,
    companyAudience,
    ...hasFiles(
      {
        kind: 'person',
        many: { en: 'Contacts', es: 'Contactos' },
        right: 'people:manage',
        page: (person) => routes.contacts.one({ person }),
        find: contactName,
        search: contactsCalled,
      },
      onPersonPage,
      ({ kind }) => kind === 'contact',
    ),
  ],
}
