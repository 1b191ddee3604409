import type { Feature } from '../../web/index.ts'
import * as changing from './changing.ts'
import { passwordEndpoints } from './endpoints.ts'

export const feature: Feature = {
  handlers: [passwordEndpoints],
  operations: [changing],
}
