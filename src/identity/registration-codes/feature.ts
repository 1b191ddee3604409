import type { Feature } from '../../web/index.ts'
import * as codes from './codes.ts'
import { codesResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [codesResource],
  operations: [codes],
}
