import { parseId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { factorsOf } from '../factors/queries.ts'
import { page, type Served } from '../../web/index.ts'
import { checksFor, USED_BY } from './access.ts'
import { AccessPage } from './pages.tsx'
import { accessRow } from './queries.ts'

export const accessController: readonly Served[] = [
  page(
    routes.access,
    'GET',
    'people',
    async (visit) => {
      const { portal, now, read } = visit
      const person = parseId('person', visit.param('person'))
      const [row, factors] = person
        ? await read((tx) =>
            Promise.all([accessRow(tx, portal.id, person), factorsOf(tx, portal.id, person)]),
          )
        : []
      if (!person || !row || !factors) return visit.refuse(refuse('not_found'))
      const asked = visit.query('feature')
      const feature = USED_BY[row.kind].find((name) => name === asked) ?? 'sign_in'
      const checks = checksFor(row, feature, now)
      return visit.page(<AccessPage {...{ visit, person, row, factors, feature, checks }} />)
    },
    { right: 'people:manage' },
  ),
]
