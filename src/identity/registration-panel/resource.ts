import { parseId } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { resource, type SignedInContext } from '../../web/index.ts'
import { personButton } from '../persons/redirect-back.ts'
import { readRegistrants } from './queries.ts'
import { sendReset, unlockPerson } from './actions.ts'
import { words } from './texts.ts'
import { registrationView, showRegistration } from './view.ts'

/** The panel of one person; null where there is none in this portal. @param person row id, null for none */
async function present(ctx: SignedInContext, person: string | null) {
  if (person === null) return null
  const { read, now } = ctx
  const [registration] = await read((tx) => readRegistrants(tx, [person], now))
  return registration ? showRegistration(registration, ctx) : null
}

export const registrationsResource = resource({
  feature: 'people',
  right: 'people:manage',
  words,
  answer: registrationView,
  show: (ctx: SignedInContext, { person }: { person: string }) => present(ctx, person),
})
  .read(routes.api.people.one.registration, {
    name: 'person.registration',
    summary: 'Shows how somebody stands with registering and signing in, and what can be done',
    show: (ctx) => present(ctx, parseId('person', ctx.param('person'))),
  })
  .change(sendReset, {
    page: routes.people.one.reset,
    api: routes.api.people.one.reset,
    ...personButton(({ email }, { sent }: { sent: string }, { language }) =>
      words(language)(sent === 'reset' ? 'done.reset' : 'done.invite', { email: email ?? '' }),
    ),
  })
  .change(unlockPerson, {
    page: routes.people.one.unlocking,
    api: routes.api.people.one.unlocking,
    ...personButton(({ name }, _, { language }) => words(language)('done.unlock', { name })),
  })
