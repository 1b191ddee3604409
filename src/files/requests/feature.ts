import { erased, worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { waysToSee } from '../file/index.ts'
import * as answers from './answers.ts'
import { mailKinds, requestNews } from './mails.ts'
import { requestOfFilePanel } from './file-panel.tsx'
import { requestsPanel } from './panel.tsx'
import { sendersOf } from '../sharing/panels.ts'
import { askedForFile, wasSentBy } from './answer-queries.ts'
import { reminderQueue, reminderWorker } from './reminding.ts'
import * as requests from './requests.ts'
import { ownRequestsPanel, ownRequestsResource } from './asked-resource.tsx'
import { requestResource, requestsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [ownRequestsResource, requestsResource, requestResource],
  operations: [requests, answers],
  tables: [erased('file_requests', { person_id: 'moved', asked_by: 'none' })],
  queues: [worksOff(reminderQueue, 'reminds of documents that were asked for', reminderWorker)],
  mails: mailKinds,
  additions: [
    requestsPanel,
    requestOfFilePanel,
    ownRequestsPanel,
    ...requestNews,
    // What somebody has sent they may look at again.
    waysToSee.with((tx, _, file, person) => wasSentBy(tx, file.id, person)),
    sendersOf.with((tx, { id }) => askedForFile(tx, id)),
  ],
}
