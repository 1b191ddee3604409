import { runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { dailyCountsJob, recordDailyCounts } from './daily-counts.ts'
import { dashboardResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [dashboardResource],
  jobs: [runs(dailyCountsJob, recordDailyCounts)],
}
