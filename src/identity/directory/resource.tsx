import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { invitationOf } from '../tokens/queries.ts'
import { identityCheckOf } from '../identity-checks/queries.ts'
import { readRegistrants } from '../registration-panel/queries.ts'
import { auditPage } from '../audit/trail.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { SignedInPanel } from '../shared-logins/panel.tsx'
import { sharedOf } from '../shared-logins/queries.ts'
import { errorsOf, resource, textOf, typed, type SignedInContext } from '../../web/index.ts'
import { personButton } from '../persons/redirect-back.ts'
import { peoplePages } from './list/people-pages.tsx'
import { peopleQuery, peopleView, showPeople } from './list/view.ts'
import { NewPersonPage } from './new-person-page.tsx'
import { onPersonPage } from '../persons/panels.ts'
import type { Person } from '../persons/person.ts'
import { PersonPage } from './person-page.tsx'
import { invitePerson, setSeat } from './persons.ts'
import { mailSender, personById } from '../persons/queries.ts'
import { words } from '../persons/texts.ts'
import { personView, presentPerson } from '../persons/view.ts'

/** Lines of a person's history on their page; the rest is in the audit trail. */
const HISTORY = 50

const nothing = (ctx: SignedInContext) => ctx.refuse(refuse('not_found'))

async function newPersonPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const [sender, fact] = await ctx.read((tx) => Promise.all([mailSender(tx), identityCheckOf(tx)]))
  return ctx.page(
    <NewPersonPage
      portalLanguage={sender.language}
      fact={fact}
      values={refusal && typed(ctx.form)}
      errors={refusal && errorsOf(refusal, ctx.language)}
    />,
    refusal?.status,
  )
}

async function personPage(ctx: SignedInContext): Promise<Response> {
  const { read, now } = ctx
  const id = parseId('person', ctx.param('person'))
  if (id === null) return nothing(ctx)
  const [person, invitation, [registration], history, sessions, shared] = await read((tx) =>
    Promise.all([
      personById(tx, id),
      invitationOf(tx, id),
      readRegistrants(tx, [id], now),
      auditPage(tx, { subject: show('person', id), limit: HISTORY }),
      sessionsOf(tx, id),
      sharedOf(tx, id, now),
    ]),
  )
  if (!person || !registration) return nothing(ctx)
  const panels = await onPersonPage.drawn(ctx, person as Person)
  return ctx.page(
    <PersonPage
      person={person as Person}
      invitation={invitation}
      registration={registration}
      history={history.rows}
      more={history.next !== undefined}
      signedIn={
        <SignedInPanel
          person={show('person', id)}
          sessions={sessions.filter((session) => isLive(session, now))}
          shared={shared}
          kept={registration.who.isOwner && id !== ctx.person.id}
        />
      }
      panels={panels}
    />,
  )
}

export const personsResource = resource({
  feature: 'people',
  right: 'people:manage',
  words,
  answer: personView,
  show: (ctx: SignedInContext, { person }: { person: string }) => presentPerson(ctx, person),
})
  .page(routes.people, peoplePages)
  .read(routes.api.people, {
    name: 'person.list',
    summary: 'Lists the portal’s people by name',
    query: peopleQuery,
    answer: peopleView,
    show: ({ read, now }, query) => read((tx) => showPeople(tx, query, now)),
  })
  .page(routes.people.new, newPersonPage)
  .change(invitePerson, {
    page: routes.people,
    api: routes.api.people,
    status: 201,
    fields: {
      name: 'text',
      email: 'text',
      kind: 'text',
      language: 'text',
      digits: 'text',
      birthDate: 'text',
    },
    // What is left empty was not sent: staff state no identity check, and the language may be the portal's.
    input: (form) => Object.fromEntries(Object.entries(form).filter(([, value]) => value !== '')),
    again: newPersonPage,
    to: ({ person }) => routes.people.one({ person: show('person', person) }),
    said: (_, { form }) => ({ text: 'new.done', values: { email: textOf(form, 'email') } }),
  })
  .page(routes.people.one, personPage)
  .read(routes.api.people.one, {
    name: 'person.show',
    summary: 'Shows one of the portal’s people',
    show: (ctx) => presentPerson(ctx, parseId('person', ctx.param('person'))),
  })
  .change(setSeat, {
    page: routes.people.one.seat,
    api: routes.api.people.one.seat,
    ...personButton(({ seat, name }, _, { language }) =>
      words(language)(`seat.done.${seat}`, { name }),
    ),
    fields: ['seat'],
    input: undefined,
  })
