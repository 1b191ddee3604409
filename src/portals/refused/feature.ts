import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as refusing from './refusing.ts'
import { keysJob, lookAfterKeys } from './refusing.ts'
import { refusedResource } from './resource.ts'

export const feature: Feature = {
  handlers: [refusedResource],
  operations: [refusing],
  tables: [erased('refused_portals')],
  jobs: [runs(keysJob, lookAfterKeys)],
}
