import { hasFiles, nameIn } from '../../files/index.ts'
import { erased } from '../../kit/feature.ts'
import { routes } from '../../routes.ts'
import type { Feature } from '../../web/index.ts'
import * as contacts from './contacts.ts'
import { contactsResource, contactResource } from './resource.tsx'
import { contactsOfCompany } from './company-panel.tsx'
import { companyAudience } from './company-audience.ts'
import { onContactPage } from './panels.ts'
import { contactCard } from './person-panel.tsx'

export const feature: Feature = {
  handlers: [contactsResource, contactResource],
  operations: [contacts],
  tables: [erased('contacts', { person_id: 'merged' })],
  additions: [
    contactCard,
    contactsOfCompany,
    companyAudience,
    ...hasFiles(
      {
        kind: 'person',
        right: 'people:manage',
        page: (person) => routes.contacts.one({ person }),
        find: nameIn('persons'),
      },
      onContactPage,
    ),
  ],
}
