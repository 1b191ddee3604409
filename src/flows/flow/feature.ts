import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as flows from './flows.ts'
import { flowResource, flowsResource } from './resource.tsx'
import { stepsResource } from './step-resource.tsx'
import * as steps from './steps.ts'

export const feature: Feature = {
  handlers: [flowsResource, flowResource, stepsResource],
  operations: [flows, steps],
  tables: [
    erased('flow_helpers', { person_id: 'none' }),
    erased('flow_versions', { published_by: 'none' }),
    erased('flows'),
  ],
}
