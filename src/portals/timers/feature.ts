import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { warnPortal } from './due.ts'
import { sweepJob, runSweep } from './sweep.ts'

export const feature: Feature = {
  operations: [{ warnPortal }],
  tables: [erased('portal_timers')],
  jobs: [runs(sweepJob, runSweep)],
}
