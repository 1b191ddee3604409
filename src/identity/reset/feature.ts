import { runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as resetRequests from './reset-requests.ts'
import * as reset from './reset.ts'
import { resetJob, sendResetLink } from './reset-requests.ts'
import { resetResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [resetResource],
  operations: [resetRequests, reset],
  jobs: [runs(resetJob, sendResetLink)],
}
