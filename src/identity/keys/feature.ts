import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as keys from './keys.ts'
import { keysResource } from './resource.tsx'
import { keyEndpoints } from './endpoints.ts'

export const feature: Feature = {
  handlers: [keysResource, keyEndpoints],
  operations: [keys],
  tables: [erased('api_keys')],
}
