import { parseId, show } from '../../../kit/ids.ts'
import { refuse, type Refusal } from '../../../kit/refusal.ts'
import { routes } from '../../../routes.ts'
import { showOnPersonPage } from '../../persons/panels.ts'
import { ownerOf, personById } from '../../persons/queries.ts'
import { errorsOf, typed, page, type Served, type SignedInVisit } from '../../../web/index.ts'
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
  const errors = refusal && errorsOf(refusal, visit.language)
  const { reason } = typed(visit.form)
  return visit.page(
    <ResetPage visit={visit} person={person} reason={reason} errors={errors} />,
    refusal?.status,
  )
}

const people = { right: 'people:manage' } as const
const operates = { right: 'installation:operate' } as const

export const factorHelpController: readonly Served[] = [
  page(routes.personFactors, 'GET', 'people', (visit) => resetPage(visit), people),
  page(
    routes.personFactors,
    'POST',
    'people',
    async (visit) => {
      const person = visit.param('person')
      const result = await visit.perform(resetFactors, { ...visit.form, person })
      if (!result.ok) return resetPage(visit, result)
      const id = parseId('person', person)!
      return visit.redirect(routes.person({ person: show('person', id) }), {
        tone: 'green',
        text: words(visit.language)('help.done'),
      })
    },
    { ...people, fields: { reason: 'text' } },
  ),

  page(
    routes.consoleSignIn,
    'GET',
    'settings',
    async (visit) => {
      const required = await visit.read((tx) => secondFactorRule(tx, visit.portal.id))
      return visit.page(<RulePage visit={visit} required={required} />)
    },
    operates,
  ),
  page(
    routes.consoleSignIn,
    'POST',
    'settings',
    async (visit) => {
      const staffSecondFactor = visit.form['staffSecondFactor'] !== undefined
      const result = await visit.perform(configureConsole, { staffSecondFactor })
      if (!result.ok) return visit.refuse(result)
      const text = words(visit.language)('rule.saved')
      return visit.redirect(routes.consoleSignIn(), { tone: 'green', text })
    },
    { ...operates, fields: { staffSecondFactor: 'box' } },
  ),
]
