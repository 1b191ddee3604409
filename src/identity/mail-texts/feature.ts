import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { mailKinds } from '../mails.tsx'

export const feature: Feature = {
  tables: [erased('mail_texts')],
  mails: mailKinds,
}
