import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { portalResources } from './resource.tsx'

export const feature: Feature = {
  handlers: [portalResources],
  tables: [erased('portal_summaries')],
}
