import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as building from './building.ts'
import * as creations from './creations.ts'
import { creationController } from './controller.tsx'
import { buildJob, buildPortal, resumeBuilding } from './building.ts'

export const feature: Feature = {
  handlers: [creationController],
  operations: [building, creations],
  tables: [erased('portal_creations')],
  jobs: [runs(buildJob, buildPortal)],
  additions: [resumeBuilding],
}
