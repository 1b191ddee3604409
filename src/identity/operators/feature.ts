import type { Feature } from '../../web/index.ts'
import * as operators from './operators.ts'
import { setUpResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [setUpResource],
  operations: [operators],
}
