import { parseId } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { reads, writes, type Served, type SignedInVisit } from '../../web/index.ts'
import { readRegistrants } from './queries.ts'
import { sendReset, unlockPerson } from './registrations.ts'
import { registrationView, showRegistration } from './view.ts'

const gated = { feature: 'people', right: 'people:manage' } as const
const onPerson = { ...gated, path: { person: 'person' }, answer: registrationView }

/** The panel of one person; null where there is none in this portal. */
async function present(visit: SignedInVisit, person: string | null) {
  if (person === null) return null
  const { read, portal, now } = visit
  const [found] = await read((tx) => readRegistrants(tx, portal.id, [person], now))
  return found ? showRegistration(found, visit) : null
}
const changed = (visit: SignedInVisit, { person }: { person: string }) => present(visit, person)

export const registrationEndpoints: readonly Served[] = [
  reads(routes.api.registrationOf, {
    ...gated,
    name: 'person.registration',
    summary: 'Shows how somebody stands with registering and signing in, and what can be done',
    answer: registrationView,
    show: (visit) => present(visit, parseId('person', visit.param('person'))),
  }),
  writes(routes.api.personReset, 'POST', { ...onPerson, operation: sendReset, show: changed }),
  writes(routes.api.unlocking, 'POST', { ...onPerson, operation: unlockPerson, show: changed }),
]
