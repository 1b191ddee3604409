import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { mailKinds } from '../mails.tsx'
import { ofMails } from './placeholders.ts'

export const feature: Feature = {
  tables: [erased('mail_texts')],
  mails: mailKinds,
  placeholders: [ofMails],
}
