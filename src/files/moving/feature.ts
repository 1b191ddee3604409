import { worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { movingQueue, movingWorker } from './moving.ts'

export const feature: Feature = {
  queues: [worksOff(movingQueue, 'moves files on to the bucket, where there is one', movingWorker)],
}
