import { parseId } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { resource, type SignedInVisit } from '../../web/index.ts'
import { personButton } from '../persons/answered.ts'
import { readRegistrants } from './queries.ts'
import { sendReset, unlockPerson } from './registrations.ts'
import { words } from './texts.ts'
import { registrationView, showRegistration } from './view.ts'

/** The panel of one person; null where there is none in this portal. @param person row id, null for none */
async function present(visit: SignedInVisit, person: string | null) {
  if (person === null) return null
  const { read, portal, now } = visit
  const [found] = await read((tx) => readRegistrants(tx, portal.id, [person], now))
  return found ? showRegistration(found, visit) : null
}

export const registrationsResource = resource({
  feature: 'people',
  right: 'people:manage',
  words,
  answer: registrationView,
  show: (visit: SignedInVisit, { person }: { person: string }) => present(visit, person),
})
  .read(routes.api.registrationOf, {
    name: 'person.registration',
    summary: 'Shows how somebody stands with registering and signing in, and what can be done',
    show: (visit) => present(visit, parseId('person', visit.param('person'))),
  })
  .change(sendReset, {
    page: routes.personReset,
    api: routes.api.personReset,
    ...personButton(({ email }, { sent }: { sent: string }, { language }) =>
      words(language)(sent === 'reset' ? 'done.reset' : 'done.invite', { email: email ?? '' }),
    ),
  })
  .change(unlockPerson, {
    page: routes.personUnlocking,
    api: routes.api.unlocking,
    ...personButton(({ name }, _, { language }) => words(language)('done.unlock', { name })),
  })
