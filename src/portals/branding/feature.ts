import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as branding from './branding.ts'
import { brandingResources } from './resource.tsx'

export const feature: Feature = {
  handlers: [brandingResources],
  operations: [branding],
  tables: [erased('portal_logos')],
}
