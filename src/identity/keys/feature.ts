import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as keys from './keys.ts'
import { keysForPrograms, keysResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [keysForPrograms, keysResource],
  operations: [keys],
  tables: [erased('api_keys')],
}
