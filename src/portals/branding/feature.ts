import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as branding from './branding.ts'
import { brandingController } from './controller.tsx'

export const feature: Feature = {
  handlers: [brandingController],
  operations: [branding],
  tables: [erased('portal_logos')],
}
