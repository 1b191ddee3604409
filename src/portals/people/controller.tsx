import { listPeople, placeIn, type Served } from '../../identity/index.ts'
import { routes } from '../../routes.ts'
import { portalPage } from '../console/portal-page.tsx'
import { inPortal } from '../console/scopes.ts'
import { PeopleOfPortal } from './pages.tsx'
import { cut } from '../../kit/whole-text.ts'

const A_PAGE = 50

export const peopleController: readonly Served[] = [
  portalPage(
    routes.portalPeople,
    'GET',
    async (visit, portal) => {
      const { now } = visit
      const search = cut(visit.query('search')?.trim() ?? '', 254) || undefined
      const page = await inPortal(visit, portal.uuid, (tx) =>
        listPeople(tx, portal.uuid, { search, ...placeIn(visit, 'person'), now, limit: A_PAGE }),
      )
      return visit.page(
        <PeopleOfPortal visit={visit} portal={portal} page={page} search={search} />,
      )
    },
    { living: true },
  ),
]
