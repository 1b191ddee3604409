import type { Feature } from '../../web/index.ts'
import * as testClock from './test-clock.ts'
import { clockController } from './controller.tsx'

export const feature: Feature = {
  handlers: [clockController],
  operations: [testClock],
}
