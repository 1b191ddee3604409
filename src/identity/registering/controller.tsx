import { routes } from '../../routes.ts'
import { factOf } from '../facts/queries.ts'
import { performInTurn } from '../sessions/judging.ts'
import { tokenHolder } from '../tokens/resetting.ts'
import { comeIn, home, openedFrom } from '../visits/coming-in.ts'
import { errorsOf, textOf, typed } from '../visits/forms.ts'
import { openPage, type Served, type Visit } from '../visits/visit.ts'
import { requestLink } from './link-requests.ts'
import { openInvitation } from './opening.ts'
import { CodePage, DeadLinkPage, LinkSentPage, RefusedPage, RegistrationPage } from './pages.tsx'
import { registerByCode, registerByLink } from './registering.ts'

/** Whose live link this is, and what they state beside it. */
async function readHolder({ portal, now, read }: Visit, token: string) {
  const about = { portal: portal.id, purpose: 'activation', token, now } as const
  const [holder, fact] = await read((tx) =>
    Promise.all([tokenHolder(tx, about), factOf(tx, portal.id)]),
  )
  return holder && { holder, fact: holder.kind === 'contact' ? fact : null }
}

const factOfPortal = ({ portal, read }: Visit) => read((tx) => factOf(tx, portal.id))

export const registeringController: readonly Served[] = [
  // Opening changes nothing, since mail scanners open links too.
  openPage(routes.registration, 'GET', async (visit) => {
    const token = visit.query('token') ?? ''
    const found = await readHolder(visit, token)
    return found
      ? visit.page(<RegistrationPage visit={visit} token={token} {...found} />)
      : visit.page(<DeadLinkPage visit={visit} token={token} />, 410)
  }),

  openPage(
    routes.registration,
    'POST',
    async (visit) => {
      const { email: _, ...form } = visit.form
      const { installation, caller } = visit
      const token = textOf(form, 'token')
      const result = await registerByLink(installation, caller, form, openedFrom(visit))
      if (result.ok) return comeIn(visit, result.value, home(visit))
      const found = result.code === 'registration' ? null : await readHolder(visit, token)
      if (!found) return visit.page(<RefusedPage visit={visit} token={token} />, 410)
      const errors = errorsOf(result, visit.language)
      const props = { visit, token, errors, ...found }
      return visit.page(<RegistrationPage {...props} />, result.status)
    },
    { fields: { token: 'text', email: 'text', fact: 'text', password: 'text' } },
  ),

  openPage(
    routes.registrationLink,
    'POST',
    async (visit) => {
      // Whatever came of it, the answer is one.
      await performInTurn(visit.installation, requestLink, visit.caller, visit.form)
      return visit.page(<LinkSentPage visit={visit} />)
    },
    { fields: { token: 'text' } },
  ),

  openPage(
    routes.registrationOpened,
    'POST',
    async (visit) => {
      await performInTurn(visit.installation, openInvitation, visit.caller, visit.form)
      return visit.c.body(null, 204)
    },
    { fields: { token: 'text' } },
  ),

  openPage(routes.registrationCode, 'GET', async (visit) =>
    visit.page(<CodePage visit={visit} fact={await factOfPortal(visit)} />),
  ),

  openPage(
    routes.registrationCode,
    'POST',
    async (visit) => {
      const { form, installation, caller } = visit
      const result = await registerByCode(installation, caller, form, openedFrom(visit))
      if (result.ok) return comeIn(visit, result.value, home(visit))
      return visit.page(
        <CodePage
          visit={visit}
          fact={await factOfPortal(visit)}
          values={{ name: typed(form)['name'] ?? '' }}
          errors={errorsOf(result, visit.language)}
        />,
        result.status,
      )
    },
    { fields: { name: 'text', code: 'text', fact: 'text', password: 'text' } },
  ),
]
