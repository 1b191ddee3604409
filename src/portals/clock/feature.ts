import type { Feature } from '../../web/index.ts'
import * as testClock from './test-clock.ts'
import { clockResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [clockResource],
  operations: [testClock],
}
