import { runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { sweepFiles, sweepFilesJob } from './sweeping.ts'

export const feature: Feature = {
  jobs: [runs(sweepFilesJob, (installation) => sweepFiles(installation))],
}
