import { consoleOnly, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { requestTrial } from './trial-requests.ts'
import { tryItNowController } from './controller.tsx'
import { forgetTrialRequestsJob, forgetTrialRequests } from './tidying.ts'

export const feature: Feature = {
  handlers: [tryItNowController],
  operations: [{ requestTrial }],
  tables: [consoleOnly('trial_requests')],
  jobs: [runs(forgetTrialRequestsJob, forgetTrialRequests)],
}
