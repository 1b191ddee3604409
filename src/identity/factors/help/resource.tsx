import { parseId } from '../../../kit/ids.ts'
import { refuse, type Refusal } from '../../../kit/refusal.ts'
import { routes } from '../../../routes.ts'
import { showOnPersonPage } from '../../persons/panels.ts'
import { ownerOf, personById } from '../../persons/queries.ts'
import { asTyped, resource, type SignedInVisit } from '../../../web/index.ts'
import { hasSetUp } from '../factor.ts'
import { factorsOf, secondFactorRule } from '../queries.ts'
import { resetFactors } from '../resetting.ts'
import { configureConsole } from '../rule.ts'
import { words } from '../texts.ts'
import { FactorsPanel, ResetPage, RulePage } from './pages.tsx'

showOnPersonPage(async (visit, person) => {
  const { portal, read } = visit
  if (person.id === visit.person.id) return null
  const [factors, owner] = await read((tx) =>
    Promise.all([factorsOf(tx, portal.id, person.id), ownerOf(tx, portal.id)]),
  )
  return hasSetUp(factors) && person.id !== owner ? (
    <FactorsPanel visit={visit} person={person} />
  ) : null
})

async function resetPage(visit: SignedInVisit, refusal?: Refusal): Promise<Response> {
  const id = parseId('person', visit.param('person'))
  const person = id && (await visit.read((tx) => personById(tx, visit.portal.id, id)))
  if (!person) return visit.refuse(refuse('not_found'))
  const { typed, errors } = asTyped(visit, refusal)
  return visit.page(
    <ResetPage visit={visit} person={person} reason={typed?.['reason']} errors={errors} />,
    refusal?.status,
  )
}

export const factorHelpResource = resource({ feature: 'people', right: 'people:manage', words })
  .page(routes.personFactors, resetPage)
  .change(resetFactors, {
    page: routes.personFactors,
    again: resetPage,
    to: (_, { param }) => routes.person({ person: param('person') }),
    said: 'help.done',
  })

export const consoleRuleResource = resource({
  feature: 'settings',
  right: 'installation:operate',
  words,
})
  .page(routes.consoleSignIn, async (visit) => {
    const required = await visit.read((tx) => secondFactorRule(tx, visit.portal.id))
    return visit.page(<RulePage visit={visit} required={required} />)
  })
  .change(configureConsole, {
    page: routes.consoleSignIn,
    to: () => routes.consoleSignIn(),
    said: 'rule.saved',
  })
