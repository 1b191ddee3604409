import { CONSOLE, show } from '../../kit/ids.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { isLanguage, LANGUAGES } from '../../kit/texts.ts'
import { invalidField } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { hasFactor } from '../factors/factor.ts'
import { factorsOf } from '../factors/queries.ts'
import { askForReset } from '../tokens/reset-requests.ts'
import { choosePassword, tokenHolder } from '../tokens/resetting.ts'
import { isSetUp } from '../operators/queries.ts'
import { words } from '../texts.ts'
import { comeIn, home, openedFrom } from '../entry/coming-in.ts'
import { dropSession } from '../entry/cookies.ts'
import {
  keepLanguage,
  errorsOf,
  textOf,
  typed,
  sayWhen,
  localPath,
  openPage,
  type Served,
  type Visit,
} from '../../web/index.ts'
import { ChoosePasswordPage, DeadTokenPage, ResetRequestPage, ResetSentPage } from './pages.tsx'
import { signInPage } from './sign-in-page.tsx'
import { signIn, signOut } from './sessions.ts'
import { hasProved, type SignIn } from './starting.ts'

/** The page of a mailed link: opening it changes nothing, since mail scanners open links too. */
const holderOf = ({ portal, now, read }: Visit, token: string) =>
  read(async (tx) => {
    const about = { portal: portal.id, purpose: 'reset', token, now } as const
    const holder = await tokenHolder(tx, about)
    return holder && { holder, beside: hasFactor(await factorsOf(tx, portal.id, holder.id)) }
  })

export const sessionsController: readonly Served[] = [
  openPage(routes.signIn, 'GET', async (visit) => {
    const to = localPath(visit.query('to'))
    if (visit.person) return visit.redirect(to ?? home(visit))
    // Nobody could sign in yet.
    if (visit.portal.id === CONSOLE && !(await visit.read(isSetUp)))
      return visit.redirect(routes.setUp())
    return signInPage(visit, { to })
  }),

  openPage(
    routes.signIn,
    'POST',
    async (visit) => {
      const { to: _, ...form } = visit.form
      const after = localPath(textOf(visit.form, 'to'))
      const result: Done<SignIn> | Refusal = await signIn(
        visit.installation,
        visit.caller,
        form,
        openedFrom(visit),
      )
      if (result.ok) return comeIn(visit, result.value, after ?? home(visit))
      if (hasProved(result)) return visit.refuse(result)
      const errors = errorsOf(result, visit.language)
      sayWhen(visit, result)
      return signInPage(visit, { to: after, email: typed(form)['email'], errors }, result.status)
    },
    { fields: { to: 'text', email: 'text', password: 'text' } },
  ),

  openPage(routes.signOut, 'POST', async (visit) => {
    if (visit.session) await visit.perform(signOut, { session: show('session', visit.session) })
    dropSession(visit.c, visit.installation.url)
    return visit.redirect(routes.signIn())
  }),

  openPage(routes.resetRequest, 'GET', (visit) => visit.page(<ResetRequestPage />)),

  openPage(
    routes.resetRequest,
    'POST',
    async (visit) => {
      const { form } = visit
      const { installation, caller } = visit
      const result = await askForReset(installation, caller, form, openedFrom(visit))
      const { email = '' } = typed(form)
      if (result.ok) return visit.page(<ResetSentPage email={email.trim()} />)
      const errors = errorsOf(result, visit.language)
      sayWhen(visit, result)
      return visit.page(<ResetRequestPage email={email} errors={errors} />, result.status)
    },
    { fields: { email: 'text' } },
  ),

  openPage(routes.reset, 'GET', async (visit) => {
    const token = visit.query('token') ?? ''
    const found = await holderOf(visit, token)
    if (!found) return visit.page(<DeadTokenPage />, 410)
    return visit.page(<ChoosePasswordPage token={token} {...found} />)
  }),
  openPage(
    routes.reset,
    'POST',
    async (visit) => {
      const { email: _, ...form } = visit.form
      const { installation, caller, language } = visit
      const token = textOf(form, 'token')
      const result = await choosePassword(installation, caller, form, openedFrom(visit))
      if (result.ok) return comeIn(visit, result.value, home(visit), words(language)('reset.done'))
      const found = await holderOf(visit, token)
      if (!found || result.code === 'dead_token') return visit.page(<DeadTokenPage />, 410)
      const errors = errorsOf(result, language)
      return visit.page(
        <ChoosePasswordPage token={token} {...found} errors={errors} />,
        result.status,
      )
    },
    { fields: { token: 'text', email: 'text', password: 'text' } },
  ),

  openPage(
    routes.language,
    'POST',
    async (visit) => {
      const language = textOf(visit.form, 'language')
      if (!isLanguage(language))
        return visit.refuse(invalidField('language', 'choice', { allowed: LANGUAGES.join(', ') }))
      keepLanguage(visit.c, visit.installation.url, language)
      return visit.redirect(localPath(textOf(visit.form, 'to')) ?? home(visit))
    },
    { fields: { language: 'text', to: 'text' } },
  ),
]
