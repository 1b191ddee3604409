import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as companies from './companies.ts'
import { companiesResource, companyResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [companiesResource, companyResource],
  operations: [companies],
  tables: [erased('companies')],
}
