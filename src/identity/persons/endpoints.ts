import { parseId } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { reads, writes, type Served, type SignedInVisit } from '../../web/index.ts'
import { peopleQuery, peopleView, showPeople } from './list/view.ts'
import type { Person } from './person.ts'
import { disablePerson, enablePerson, inviteAgain, invitePerson, setSeat } from './persons.ts'
import { personById } from './queries.ts'
import { personView, showPerson } from './view.ts'

const gated = { feature: 'people', right: 'people:manage' } as const
const onPerson = { ...gated, path: { person: 'person' }, answer: personView }

/** The person as they are now; null where there is none in this portal. */
const present = async (visit: SignedInVisit, person: string | null) => {
  const row = person && (await visit.read((tx) => personById(tx, visit.portal.id, person)))
  return row ? showPerson(row as Person, visit.now) : null
}
const changed = (visit: SignedInVisit, { person }: { person: string }) => present(visit, person)

export const personEndpoints: readonly Served[] = [
  reads(routes.api.people, {
    ...gated,
    name: 'person.list',
    summary: 'Lists the portal’s people by name',
    query: peopleQuery,
    answer: peopleView,
    show: ({ read, portal, now }, asked) => read((tx) => showPeople(tx, portal.id, asked, now)),
  }),
  writes(routes.api.people, 'POST', {
    ...gated,
    operation: invitePerson,
    status: 201,
    answer: personView,
    show: changed,
  }),
  reads(routes.api.person, {
    ...gated,
    name: 'person.show',
    summary: 'Shows one of the portal’s people',
    answer: personView,
    show: (visit) => present(visit, parseId('person', visit.param('person'))),
  }),
  writes(routes.api.invitation, 'POST', { ...onPerson, operation: inviteAgain, show: changed }),
  writes(routes.api.disabling, 'POST', { ...onPerson, operation: disablePerson, show: changed }),
  writes(routes.api.disabling, 'DELETE', { ...onPerson, operation: enablePerson, show: changed }),
  writes(routes.api.seat, 'POST', { ...onPerson, operation: setSeat, show: changed }),
]
