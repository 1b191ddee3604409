import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as labels from './labels.ts'
import { labelsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [labelsResource],
  operations: [labels],
  tables: [erased('case_types'), erased('case_stages')],
}
