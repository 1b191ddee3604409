import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { moveSubscribers } from './moving.ts'
import * as plans from './plans.ts'
import { planResource, plansResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [plansResource, planResource],
  operations: [plans, { moveSubscribers }],
  tables: [erased('plan_versions', { created_by: 'none' }), erased('plans')],
}
