import { line, readRegistrants } from '../../identity/index.ts'
import { page, placeIn, type Served } from '../../web/index.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { namesOf } from '../labels/queries.ts'
import { A_PAGE, listParties } from '../parties/list/list.ts'
import { ClientPortalPage } from './client-portal-page.tsx'
import { caseIn } from './found.ts'

export const clientPortalController: readonly Served[] = [
  page(
    routes.caseClientPortal,
    'GET',
    'cases',
    async (visit) => {
      const { portal, now } = visit
      const search = line(100).safeParse(visit.query('search')).data
      const place = placeIn(visit)
      const found = await visit.read(async (tx) => {
        const of = await caseIn(tx, visit)
        if (!of) return null
        const about = { of: of.id, side: 'client', search, ...place, now, limit: A_PAGE } as const
        const [stages, clients] = await Promise.all([
          namesOf(tx, portal.id, 'stage'),
          listParties(tx, portal.id, about),
        ])
        const shown = clients.rows.map(({ person_id }) => person_id)
        const registrants = await readRegistrants(tx, portal.id, shown, now)
        return { of, stages, clients, registrants }
      })
      if (!found) return visit.refuse(refuse('not_found'))
      return visit.page(<ClientPortalPage visit={visit} search={search} {...place} {...found} />)
    },
    { right: 'cases:work' },
  ),
]
