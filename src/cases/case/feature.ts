import { hasFiles, nameIn, searchIn } from '../../files/index.ts'
import { erased } from '../../kit/feature.ts'
import { routes } from '../../routes.ts'
import type { Feature } from '../../web/index.ts'
import * as cases from './cases.ts'
import { onCasePage } from './panels.ts'
import { casesResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [casesResource],
  operations: [cases],
  tables: [erased('cases')],
  additions: hasFiles(
    {
      kind: 'case',
      many: { en: 'Cases', es: 'Casos' },
      right: 'cases:work',
      page: (id) => routes.cases.one({ case: id }),
      find: nameIn('cases', 'title'),
      search: searchIn('cases', ['title', 'number']),
    },
    onCasePage,
  ),
}
