import { worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { comparisonQueue, comparisonWorker, operations } from './comparing.ts'

export const feature: Feature = {
  operations: [operations],
  queues: [
    worksOff(
      comparisonQueue,
      'compares with gateways at night what their webhooks may have missed',
      comparisonWorker,
    ),
  ],
}
