import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as fields from './fields.ts'
import { fieldsResource, fieldResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [fieldsResource, fieldResource],
  operations: [fields],
  tables: [erased('custom_fields')],
}
