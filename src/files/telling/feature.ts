import { erased, worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as telling from './telling.ts'
import { tellingQueue, tellingWorker } from './telling.ts'

export const feature: Feature = {
  operations: [telling],
  // Only who has registered is told by mail.
  tables: [erased('file_tellings', { person_id: 'none' })],
  queues: [worksOff(tellingQueue, 'tells of documents that came within an hour', tellingWorker)],
}
