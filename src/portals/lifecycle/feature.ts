import { kept } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as cancellations from './cancellations.ts'
import * as exportRequests from './export-requests.ts'
import * as suspensions from './suspensions.ts'
import * as trials from './trials.ts'
import { lifecycleResources } from './resource.tsx'
import { exportController } from './export-controller.tsx'

export const feature: Feature = {
  handlers: [lifecycleResources, exportController],
  operations: [cancellations, exportRequests, suspensions, trials],
  tables: [kept('portal_status_changes'), kept('portals')],
}
