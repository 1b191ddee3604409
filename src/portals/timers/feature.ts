import { erased, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as testClock from './test-clock.ts'
import { sweepJob, runSweep } from './sweep.ts'

export const feature: Feature = {
  operations: [testClock],
  tables: [erased('portal_timers')],
  jobs: [runs(sweepJob, runSweep)],
}
