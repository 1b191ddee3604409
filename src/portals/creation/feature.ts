import type { Feature } from '../../web/index.ts'
import * as creations from './creations.ts'
import { creationResources } from './resource.tsx'

export const feature: Feature = {
  handlers: [creationResources],
  operations: [creations],
}
