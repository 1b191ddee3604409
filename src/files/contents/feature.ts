import { erased, worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { removalQueue, removalWorker } from './removing.ts'

export const feature: Feature = {
  tables: [erased('file_contents')],
  queues: [
    worksOff(removalQueue, 'removes the bytes of files that nothing shows any more', removalWorker),
  ],
}
