import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as building from './building.ts'
import * as creations from './creations.ts'
import { buildJob, buildPortal, resumeBuilding } from './building.ts'
import { creationResources } from './resource.tsx'

export const feature: Feature = {
  handlers: [creationResources],
  operations: [building, creations],
  tables: [erased('portal_creations')],
  jobs: [runs(buildJob, buildPortal)],
  additions: [resumeBuilding],
}
