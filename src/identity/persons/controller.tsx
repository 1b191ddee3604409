import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import type { Errors } from '../../ui/index.ts'
import { invitationOf } from '../tokens/tokens.ts'
import { factOf } from '../facts/queries.ts'
import { readRegistrants } from '../registrations/queries.ts'
import { auditPage } from '../audit/trail.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { SignedInPanel } from '../shared-logins/panel.tsx'
import { sharedOf } from '../shared-logins/queries.ts'
import {
  errorsOf,
  textOf,
  typed,
  localPath,
  page,
  type Served,
  type SignedInVisit,
} from '../../web/index.ts'
import { answered, BACK, personOf } from './answered.ts'
import { DisablingPage } from './disabling-page.tsx'
import { showPeople } from './list/controller.tsx'
import { NewPersonPage } from './new-person-page.tsx'
import { panelsFor } from './panels.ts'
import type { Person } from './person.ts'
import { PersonPage } from './person-page.tsx'
import { disablePerson, enablePerson, inviteAgain, invitePerson, setSeat } from './persons.ts'
import { mailSender, personById } from './queries.ts'
import { words } from './texts.ts'

/** Lines of a person's history on their page; the rest is in the audit trail. */
const HISTORY = 50

const nothing = (visit: SignedInVisit) => visit.refuse(refuse('not_found'))
const right = 'people:manage' as const

async function newPersonPage(
  visit: SignedInVisit,
  values?: Record<string, string>,
  refusal?: Refusal,
): Promise<Response> {
  const [sender, fact] = await visit.read((tx) =>
    Promise.all([mailSender(tx, visit.portal.id), factOf(tx, visit.portal.id)]),
  )
  return visit.page(
    <NewPersonPage
      visit={visit}
      portalLanguage={sender.language}
      fact={fact}
      values={values}
      errors={refusal && errorsOf(refusal, visit.language)}
    />,
    refusal?.status,
  )
}

async function personPage(visit: SignedInVisit): Promise<Response> {
  const { portal, read, now } = visit
  const id = parseId('person', visit.param('person'))
  if (id === null) return nothing(visit)
  const [person, invitation, [registration], history, sessions, shared] = await read((tx) =>
    Promise.all([
      personById(tx, portal.id, id),
      invitationOf(tx, portal.id, id),
      readRegistrants(tx, portal.id, [id], now),
      auditPage(tx, portal.id, { subject: show('person', id), limit: HISTORY }),
      sessionsOf(tx, portal.id, id),
      sharedOf(tx, portal.id, id, now),
    ]),
  )
  if (!person || !registration) return nothing(visit)
  const panels = await panelsFor(visit, person as Person)
  return visit.page(
    <PersonPage
      visit={visit}
      person={person as Person}
      invitation={invitation}
      registration={registration}
      history={history.rows}
      more={history.next !== undefined}
      signedIn={
        <SignedInPanel
          visit={visit}
          person={show('person', id)}
          sessions={sessions.filter((session) => isLive(session, now))}
          shared={shared}
          kept={registration.who.isOwner && id !== visit.person.id}
        />
      }
      panels={panels}
    />,
  )
}

async function disablingPage(
  visit: SignedInVisit,
  { reason, errors, status }: { reason?: string; errors?: Errors; status?: number } = {},
): Promise<Response> {
  const person = await personOf(visit)
  if (!person) return nothing(visit)
  const { portal, now, read } = visit
  const [sessions, invitation] = await read((tx) =>
    Promise.all([sessionsOf(tx, portal.id, person.id), invitationOf(tx, portal.id, person.id)]),
  )
  return visit.page(
    <DisablingPage
      visit={visit}
      person={person}
      sessions={sessions.filter((session) => isLive(session, now)).length}
      invited={invitation !== undefined}
      reason={reason}
      errors={errors}
      askedOn={localPath(visit.query('back') ?? textOf(visit.form, 'back'))}
    />,
    status,
  )
}

export const personsController: readonly Served[] = [
  page(routes.people, 'GET', 'people', showPeople, { right }),

  page(routes.newPerson, 'GET', 'people', (visit) => newPersonPage(visit), { right }),

  page(
    routes.people,
    'POST',
    'people',
    async (visit) => {
      const { form } = visit
      // What is left empty was not sent: staff state no fact, and the language may be the portal's.
      const input = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''))
      const result = await visit.perform(invitePerson, input)
      if (!result.ok) return newPersonPage(visit, typed(form), result)
      return visit.redirect(routes.person({ person: show('person', result.value.person) }), {
        tone: 'green',
        text: words(visit.language)('new.done', { email: typed(form)['email'] ?? '' }),
      })
    },
    {
      right,
      fields: {
        name: 'text',
        email: 'text',
        kind: 'text',
        language: 'text',
        digits: 'text',
        birthDate: 'text',
      },
    },
  ),

  page(routes.person, 'GET', 'people', personPage, { right }),

  page(
    routes.personInvitation,
    'POST',
    'people',
    async (visit) =>
      answered(
        visit,
        await visit.perform(inviteAgain, { person: visit.param('person') }),
        ({ email }) => words(visit.language)('again.done', { email: email ?? '' }),
      ),
    { right, fields: BACK },
  ),

  page(routes.personDisabling, 'GET', 'people', (visit) => disablingPage(visit), { right }),

  page(
    routes.personDisabling,
    'POST',
    'people',
    async (visit) => {
      const { form } = visit
      const { back: _, ...input } = form
      const result = await visit.perform(disablePerson, {
        ...input,
        person: visit.param('person'),
      })
      if (result.ok || result.code !== 'invalid')
        return answered(visit, result, ({ name }) =>
          words(visit.language)('disable.done', { name }),
        )
      const errors = errorsOf(result, visit.language)
      return disablingPage(visit, { reason: typed(form)['reason'], errors, status: result.status })
    },
    { right, fields: { reason: 'text', ...BACK } },
  ),

  page(
    routes.personEnabling,
    'POST',
    'people',
    async (visit) =>
      answered(
        visit,
        await visit.perform(enablePerson, { person: visit.param('person') }),
        ({ activated_at, name }) =>
          words(visit.language)(activated_at ? 'enable.done' : 'enable.done.invite', { name }),
      ),
    { right, fields: BACK },
  ),

  page(
    routes.personSeat,
    'POST',
    'people',
    async (visit) => {
      const { form } = visit
      const result = await visit.perform(setSeat, { ...form, person: visit.param('person') })
      return answered(visit, result, ({ seat, name }) =>
        words(visit.language)(`seat.done.${seat}`, { name }),
      )
    },
    { right, fields: { seat: 'text' } },
  ),
]
