import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { listController } from './list-controller.tsx'
import { portalController } from './portal-controller.tsx'
import { portalEndpoints } from '../api/portal-endpoints.ts'

export const feature: Feature = {
  handlers: [listController, portalController, portalEndpoints],
  tables: [erased('portal_summaries')],
}
