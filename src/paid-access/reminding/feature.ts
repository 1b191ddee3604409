import { worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { operations, reminderQueue, reminderWorker } from './reminding.ts'

export const feature: Feature = {
  operations: [operations],
  queues: [worksOff(reminderQueue, 'reminds clients of what a form asks for', reminderWorker)],
}
