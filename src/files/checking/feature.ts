import { worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { checkingQueue, checkingWorker } from './checking.ts'

export const feature: Feature = {
  queues: [
    worksOff(checkingQueue, 'looks at files that came before they are given out', checkingWorker),
  ],
}
