import { worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { checkingQueue, checkingWorker } from './checking.ts'
import { mailKinds, ofRefusedFiles } from './mails.ts'
import * as refusing from './refusing.ts'

export const feature: Feature = {
  operations: [refusing],
  mails: mailKinds,
  placeholders: [ofRefusedFiles],
  queues: [
    worksOff(checkingQueue, 'looks at files that came before they are given out', checkingWorker),
  ],
}
