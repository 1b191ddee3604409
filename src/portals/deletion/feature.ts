import { kept, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as deleting from './deleting.ts'
import { deletionController } from './controller.tsx'
import { deleteJob } from './beginning.ts'
import { deletePortal } from './deleting.ts'

export const feature: Feature = {
  handlers: [deletionController],
  operations: [deleting],
  tables: [kept('portal_deletions')],
  jobs: [runs(deleteJob, deletePortal)],
}
