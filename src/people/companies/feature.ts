import { hasFiles, nameIn, searchIn } from '../../files/index.ts'
import { erased } from '../../kit/feature.ts'
import { routes } from '../../routes.ts'
import type { Feature } from '../../web/index.ts'
import * as companies from './companies.ts'
import { onCompanyPage } from './panels.ts'
import { companiesResource, companyResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [companiesResource, companyResource],
  operations: [companies],
  tables: [erased('companies')],
  additions: hasFiles(
    {
      kind: 'company',
      many: { en: 'Companies', es: 'Empresas' },
      right: 'people:manage',
      page: (company) => routes.companies.one({ company }),
      find: nameIn('companies'),
      search: searchIn('companies', ['name']),
    },
    onCompanyPage,
  ),
}
