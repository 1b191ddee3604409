import type { Feature } from '../../web/index.ts'
import * as bulkJobs from './bulk-jobs.ts'
import { bulkJobsController } from './controller.tsx'
import { bulkJobEndpoints } from './endpoints.ts'

export const feature: Feature = {
  handlers: [bulkJobsController, bulkJobEndpoints],
  operations: [bulkJobs],
}
