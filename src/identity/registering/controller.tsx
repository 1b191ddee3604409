import { routes } from '../../routes.ts'
import { z } from 'zod'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { registrationOptions } from '../factors/page-parts.ts'
import { inJson, madeCredential } from '../factors/passkeys/credential.ts'
import { FirstCodesPage } from '../factors/pages.tsx'
import { factOf } from '../facts/queries.ts'
import { performInTurn } from '../sessions/judging.ts'
import { tokenHolder } from '../tokens/resetting.ts'
import { comeIn, home, keepOpened, openedFrom } from '../entry/coming-in.ts'
import {
  errorsOf,
  textOf,
  typed,
  sayWhen,
  openPage,
  type SentForm,
  type Served,
  type Visit,
} from '../../web/index.ts'
import { labelOf } from '../work-accounts/queries.ts'
import { askForLink } from './link-requests.ts'
import { openInvitation } from './opening.ts'
import { CodePage, DeadLinkPage, LinkSentPage, RefusedPage, RegistrationPage } from './pages.tsx'
import { registerByCode, registerByLink } from './registering.ts'

/** Whose live link this is, and what they state beside it. */
async function readHolder(visit: Visit, token: string) {
  const { portal, now, read } = visit
  const about = { portal: portal.id, purpose: 'activation', token, now } as const
  const [holder, asked, label] = await read((tx) =>
    Promise.all([tokenHolder(tx, about), factOf(tx, portal.id), labelOf(tx, portal.id)]),
  )
  if (!holder) return null
  const fact = holder.kind === 'contact' ? asked : null
  const workAccount = holder.kind === 'staff' ? label : null
  return { holder, fact, workAccount, passkey: registrationOptions(visit, holder, token) }
}

const passkeyForm = z.object({ credential: inJson(madeCredential) })

/** What the form states, with the passkey it carries in JSON in the place of a password, where it does. */
function withPasskey({ credential, ...form }: SentForm): Done<object> | Refusal {
  if (!credential) return { ok: true, value: form }
  const parsed = passkeyForm.safeParse({ credential }, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { password: _, ...stated } = form
  return { ok: true, value: { ...stated, ...parsed.data } }
}

const factOfPortal = ({ portal, read }: Visit) => read((tx) => factOf(tx, portal.id))

export const registeringController: readonly Served[] = [
  // Opening changes nothing, since mail scanners open links too.
  openPage(routes.registration, 'GET', async (visit) => {
    const token = visit.query('token') ?? ''
    const found = await readHolder(visit, token)
    return found
      ? visit.page(<RegistrationPage token={token} {...found} />)
      : visit.page(<DeadLinkPage token={token} />, 410)
  }),

  openPage(
    routes.registration,
    'POST',
    async (visit) => {
      const { email: _, ...form } = visit.form
      const sent = withPasskey(form)
      const { installation, caller } = visit
      const token = textOf(form, 'token')
      const result = sent.ok
        ? await registerByLink(installation, caller, sent.value, openedFrom(visit))
        : sent
      if (result.ok) {
        const { value } = result
        if (value.is !== 'open' || !value.recoveryCodes) return comeIn(visit, value, home(visit))
        // Answered with the codes themselves, since nothing keeps them for a page after this one.
        keepOpened(visit, value)
        return visit.page(<FirstCodesPage codes={value.recoveryCodes} to={home(visit)} />)
      }
      sayWhen(visit, result)
      const found = result.code === 'registration' ? null : await readHolder(visit, token)
      if (!found) return visit.page(<RefusedPage token={token} />, 410)
      const errors = errorsOf(result, visit.language)
      const props = { token, errors, ...found }
      return visit.page(<RegistrationPage {...props} />, result.status)
    },
    {
      fields: { token: 'text', email: 'text', fact: 'text', password: 'text', credential: 'text' },
    },
  ),

  openPage(
    routes.registrationLink,
    'POST',
    async (visit) => {
      const result = await askForLink(visit.installation, visit.caller, visit.form)
      if (!result.ok && result.code === 'too_often') {
        sayWhen(visit, result)
        return visit.refuse(result)
      }
      // Whatever else came of it, the answer is one.
      return visit.page(<LinkSentPage />)
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
    visit.page(<CodePage fact={await factOfPortal(visit)} />),
  ),

  openPage(
    routes.registrationCode,
    'POST',
    async (visit) => {
      const { form, installation, caller } = visit
      const result = await registerByCode(installation, caller, form, openedFrom(visit))
      if (result.ok) return comeIn(visit, result.value, home(visit))
      sayWhen(visit, result)
      return visit.page(
        <CodePage
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
