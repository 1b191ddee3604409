import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { messageFiles } from './attachments.tsx'
import * as threads from './threads.ts'
import { threadsResource } from './resource.tsx'
import { threadsOfPerson } from './person-panel.tsx'
import { mailKinds } from './mails.tsx'

export const feature: Feature = {
  handlers: [threadsResource],
  operations: [threads],
  tables: [
    erased('messages', { author_id: 'none', written_by: 'none' }),
    erased('thread_participants', { person_id: 'none' }),
    erased('threads', { started_by: 'none' }),
  ],
  mails: mailKinds,
  additions: [threadsOfPerson, ...messageFiles],
}
