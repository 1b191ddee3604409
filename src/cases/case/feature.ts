import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as cases from './cases.ts'
import { casesResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [casesResource],
  operations: [cases],
  tables: [erased('cases')],
}
