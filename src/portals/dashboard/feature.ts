import { runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { dashboardController } from './controller.tsx'
import { dailyCountsJob, recordDailyCounts } from './daily-counts.ts'

export const feature: Feature = {
  handlers: [dashboardController],
  jobs: [runs(dailyCountsJob, recordDailyCounts)],
}
