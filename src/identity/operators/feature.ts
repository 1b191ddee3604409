import type { Feature } from '../../web/index.ts'
import * as operators from './operators.ts'
import { operatorsController } from './controller.tsx'

export const feature: Feature = {
  handlers: [operatorsController],
  operations: [operators],
}
