import { errorsOf, placeIn, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import {
  invitationOf,
  isLive,
  listPeople,
  personById,
  sessionsOf,
  type Person,
} from '../../identity/index.ts'
import { parseId } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalPage, type FoundPortal } from '../console/portal-page.tsx'
import { inPortal } from '../console/scopes.ts'
import { DisablingInPortal, FactorsInPortal, PeopleOfPortal } from './pages.tsx'
import { disableInPortal, enableInPortal, resetFactorsInPortal } from './people.ts'
import { words, type Text } from './texts.ts'
import { cut } from '../../kit/whole-text.ts'

const A_PAGE = 50
const operates = { right: 'installation:operate', living: true } as const

async function personOf(visit: SignedInVisit, portal: FoundPortal): Promise<Person | null> {
  const id = parseId('person', visit.param('person'))
  const row = id && (await inPortal(visit, portal.uuid, (tx) => personById(tx, portal.uuid, id)))
  return row ? (row as Person) : null
}

type Shown = (visit: SignedInVisit, portal: FoundPortal, refusal?: Refusal) => Promise<Response>

const disablingPage: Shown = async (visit, portal, refusal) => {
  const person = await personOf(visit, portal)
  if (!person) return visit.refuse(refuse('not_found'))
  const [sessions, invitation] = await inPortal(visit, portal.uuid, (tx) =>
    Promise.all([sessionsOf(tx, portal.uuid, person.id), invitationOf(tx, portal.uuid, person.id)]),
  )
  return visit.page(
    <DisablingInPortal
      visit={visit}
      portal={portal}
      person={person}
      sessions={sessions.filter((session) => isLive(session, visit.now)).length}
      invited={invitation !== undefined}
      reason={typed(visit.form)['reason']}
      errors={refusal && errorsOf(refusal, visit.language)}
    />,
    refusal?.status,
  )
}

const factorsPage: Shown = async (visit, portal, refusal) => {
  const person = await personOf(visit, portal)
  if (!person) return visit.refuse(refuse('not_found'))
  return visit.page(
    <FactorsInPortal
      visit={visit}
      portal={portal}
      person={person}
      reason={typed(visit.form)['reason']}
      errors={refusal && errorsOf(refusal, visit.language)}
    />,
    refusal?.status,
  )
}

/** Back to the list, saying what was done or why it was not. */
async function answered(
  visit: SignedInVisit,
  portal: FoundPortal,
  result: Done<unknown> | Refusal,
  said: Text,
): Promise<Response> {
  const person = await personOf(visit, portal)
  if (!person || (!result.ok && result.code === 'invalid'))
    return visit.refuse(result.ok || !person ? refuse('not_found') : result)
  return visit.redirect(
    routes.portalPeople({ portal: portal.id }),
    result.ok
      ? { tone: 'green', text: words(visit.language)(said, { name: person.name }) }
      : { tone: 'amber', text: result.say(visit.language) },
  )
}

const named = (visit: SignedInVisit, { id }: FoundPortal) => ({
  portal: id,
  person: visit.param('person'),
})

export const peopleController: readonly Served[] = [
  portalPage(
    routes.portalPeople,
    'GET',
    async (visit, portal) => {
      const { now } = visit
      const search = cut(visit.query('search')?.trim() ?? '', 254) || undefined
      const page = await inPortal(visit, portal.uuid, (tx) =>
        listPeople(tx, portal.uuid, { search, ...placeIn(visit), now, limit: A_PAGE }),
      )
      return visit.page(
        <PeopleOfPortal visit={visit} portal={portal} page={page} search={search} />,
      )
    },
    { living: true },
  ),

  portalPage(
    routes.portalPersonEnabling,
    'POST',
    async (visit, portal) =>
      answered(visit, portal, await visit.perform(enableInPortal, named(visit, portal)), 'on'),
    operates,
  ),

  portalPage(routes.portalPersonDisabling, 'GET', disablingPage, operates),
  portalPage(
    routes.portalPersonDisabling,
    'POST',
    async (visit, portal) => {
      const input = { ...visit.form, ...named(visit, portal) }
      const result = await visit.perform(disableInPortal, input)
      return !result.ok && result.code === 'invalid'
        ? disablingPage(visit, portal, result)
        : answered(visit, portal, result, 'off')
    },
    { ...operates, fields: { reason: 'text' } },
  ),

  portalPage(routes.portalPersonFactors, 'GET', factorsPage, operates),
  portalPage(
    routes.portalPersonFactors,
    'POST',
    async (visit, portal) => {
      const input = { ...visit.form, ...named(visit, portal) }
      const result = await visit.perform(resetFactorsInPortal, input)
      return !result.ok && result.code === 'invalid'
        ? factorsPage(visit, portal, result)
        : answered(visit, portal, result, 'factors.done')
    },
    { ...operates, fields: { reason: 'text' } },
  ),
]
