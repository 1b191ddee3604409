import { errorsOf, page, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import { line } from '../../identity/index.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { caseIn } from '../case/found.ts'
import { words } from '../texts.ts'
import { AddPartyPage } from './add-page.tsx'
import { addParty, removeParty } from './parties.ts'
import { candidates } from './queries.ts'

const right = 'cases:work' as const
/** Contacts offered at once; others are found by name. */
const OFFERED = 20

async function addPage(visit: SignedInVisit, refusal?: Refusal): Promise<Response> {
  const search = line(100).safeParse(visit.query('search')).data ?? ''
  const found = await visit.read(async (tx) => {
    const of = await caseIn(tx, visit)
    if (!of) return null
    const asked = { of: of.id, search, limit: OFFERED + 1 }
    return { of, people: await candidates(tx, visit.portal.id, asked) }
  })
  if (!found) return visit.refuse(refuse('not_found'))
  return visit.page(
    <AddPartyPage
      visit={visit}
      of={found.of}
      found={found.people.slice(0, OFFERED)}
      more={found.people.length > OFFERED}
      search={search}
      typed={refusal && typed(visit.form)}
      errors={refusal && errorsOf(refusal, visit.language)}
    />,
    refusal?.status,
  )
}

export const partiesController: readonly Served[] = [
  page(routes.caseParties, 'GET', 'cases', (visit) => addPage(visit), { right }),
  page(
    routes.caseParties,
    'POST',
    'cases',
    async (visit) => {
      const of = { case: visit.param('case') }
      const result = await visit.perform(addParty, { ...visit.form, ...of })
      if (!result.ok) return addPage(visit, result)
      return visit.redirect(routes.case(of), {
        tone: 'green',
        text: words(visit.language)('party.add.done'),
      })
    },
    { right, fields: { person: 'text', side: 'text' } },
  ),
  page(
    routes.casePartyRemoval,
    'POST',
    'cases',
    async (visit) => {
      const of = { case: visit.param('case') }
      const result = await visit.perform(removeParty, { ...of, person: visit.param('person') })
      // Ids of the path that are none, and those of others: alike not there.
      if (!result.ok) return visit.refuse(refuse('not_found'))
      return visit.redirect(routes.case(of), {
        tone: 'green',
        text: words(visit.language)('party.remove.done'),
      })
    },
    { right },
  ),
]
