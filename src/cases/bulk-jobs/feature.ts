import type { Feature } from '../../web/index.ts'
import * as bulkJobs from './bulk-jobs.ts'
import { bulkJobResource, bulkJobsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [bulkJobResource, bulkJobsResource],
  operations: [bulkJobs],
}
