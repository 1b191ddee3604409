import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as filling from './filling.ts'
import { fillingController } from './controller.tsx'
import { mailKinds } from './mails.ts'
import { fillResource } from './resource.tsx'
import { filesOfVisitors } from './sent-files.ts'

export const feature: Feature = {
  handlers: [fillingController, fillResource],
  operations: [filling],
  additions: [filesOfVisitors],
  tables: [erased('form_drafts'), erased('form_counts')],
  mails: mailKinds,
}
