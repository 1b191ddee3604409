import { parseId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { errorsOf, resource, textOf, typed, type SignedInContext } from '../../web/index.ts'
import { personButton } from '../persons/redirect-back.ts'
import { showTeam } from './list/show-team.tsx'
import { peopleQuery, peopleView, showPeople } from './list/view.ts'
import { NewColleaguePage } from './new-colleague-page.tsx'
import { invitePerson, setSeat } from './persons.ts'
import { mailSender } from '../persons/queries.ts'
import { words } from '../persons/texts.ts'
import { personView, presentPerson } from '../persons/view.ts'

async function newColleaguePage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const sender = await ctx.read((tx) => mailSender(tx))
  return ctx.page(
    <NewColleaguePage
      portalLanguage={sender.language}
      values={refusal && typed(ctx.form)}
      errors={refusal && errorsOf(refusal, ctx.language)}
    />,
    refusal?.status,
  )
}

export const personsResource = resource({
  feature: 'people',
  right: 'people:manage',
  words,
  answer: personView,
  show: (ctx: SignedInContext, { person }: { person: string }) => presentPerson(ctx, person),
})
  .page(routes.people, showTeam)
  .read(routes.api.people, {
    name: 'person.list',
    summary: 'Lists the portal’s people by name',
    query: peopleQuery,
    answer: peopleView,
    show: ({ read, now }, query) => read((tx) => showPeople(tx, query, now)),
  })
  .page(routes.people.new, newColleaguePage)
  .change(invitePerson, {
    page: routes.people,
    api: routes.api.people,
    status: 201,
    fields: { name: 'text', email: 'text', kind: 'text', language: 'text' },
    // Whom the portal serves is added among the contacts: a form that says otherwise makes nobody staff. Left
    // empty, the language is the portal's.
    input: ({ language, ...form }) =>
      form['kind'] === 'staff'
        ? { ...form, ...(language && { language }) }
        : invalidField('kind', 'choice', { allowed: 'staff' }),
    again: newColleaguePage,
    to: ({ person }) => routes.people.one({ person: show('person', person) }),
    said: (_, { form }) => ({ text: 'new.done', values: { email: textOf(form, 'email') } }),
  })
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
