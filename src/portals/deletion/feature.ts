import { kept, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as deleting from './deleting.ts'
import { deleteJob } from './beginning.ts'
import { deletePortal } from './deleting.ts'
import { deletionResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [deletionResource],
  operations: [deleting],
  tables: [kept('portal_deletions')],
  jobs: [runs(deleteJob, deletePortal)],
}
