import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as newEmails from './new-emails.ts'
import { newEmailsResource, ownNewEmailResource } from './resource.tsx'
import { mailKinds } from './mails.ts'

export const feature: Feature = {
  handlers: [newEmailsResource, ownNewEmailResource],
  operations: [newEmails],
  tables: [erased('new_emails', { person_id: 'none' })],
  mails: mailKinds,
}
