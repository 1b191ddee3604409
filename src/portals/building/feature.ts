import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as building from './building.ts'
import { buildJob, buildPortal, resumeBuilding } from './building.ts'

export const feature: Feature = {
  operations: [building],
  tables: [erased('portal_creations')],
  jobs: [runs(buildJob, buildPortal)],
  additions: [resumeBuilding],
}
