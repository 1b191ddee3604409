import { routes } from '../../routes.ts'
import { answered, BACK } from '../persons/answered.ts'
import { page, type Served } from '../../web/index.ts'
import { sendReset, unlockPerson } from './registrations.ts'
import { words } from './texts.ts'

const gated = { right: 'people:manage', fields: BACK } as const

export const registrationsController: readonly Served[] = [
  page(
    routes.personReset,
    'POST',
    'people',
    async (visit) => {
      const result = await visit.perform(sendReset, { person: visit.param('person') })
      const t = words(visit.language)
      return answered(visit, result, ({ email }, { sent }) =>
        t(sent === 'reset' ? 'done.reset' : 'done.invite', { email: email ?? '' }),
      )
    },
    gated,
  ),

  page(
    routes.personUnlocking,
    'POST',
    'people',
    async (visit) => {
      const result = await visit.perform(unlockPerson, { person: visit.param('person') })
      return answered(visit, result, ({ name }) => words(visit.language)('done.unlock', { name }))
    },
    gated,
  ),
]
