import { CONSOLE, show } from '../../kit/ids.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { isLanguage, LANGUAGES } from '../../kit/texts.ts'
import { invalidField } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { hasFactor } from '../factor-state/factor.ts'
import { factorsOf } from '../factor-state/queries.ts'
import { askForReset } from '../reset/reset-requests.ts'
import { choosePassword, tokenHolder } from '../reset/reset.ts'
import { isSetUp } from '../operators/queries.ts'
import { words } from '../texts.ts'
import { redirectSignedIn, home, openedFrom } from '../sessions/signed-in-redirect.ts'
import { dropSession } from '../sessions/cookies.ts'
import {
  keepLanguage,
  errorsOf,
  textOf,
  typed,
  setRetryAfter,
  localPath,
  openPage,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import { ChoosePasswordPage, DeadTokenPage, ResetRequestPage, ResetSentPage } from './pages.tsx'
import { signInPage } from './sign-in-page.tsx'
import { signOut } from '../sessions/sessions.ts'
import { signIn } from './sign-in.ts'
import { hasProved, type SignIn } from '../sessions/starting.ts'

/** The page of a mailed link: opening it changes nothing, since mail scanners open links too. */
const holderOf = ({ portal, now, read }: RequestContext, token: string) =>
  read(async (tx) => {
    const about = { portal: portal.id, purpose: 'reset', token, now } as const
    const holder = await tokenHolder(tx, about)
    return holder && { holder, beside: hasFactor(await factorsOf(tx, holder.id)) }
  })

export const sessionsController: readonly RouteHandler[] = [
  openPage(routes.signIn, 'GET', async (ctx) => {
    const to = localPath(ctx.query('to'))
    if (ctx.person) return ctx.redirect(to ?? home(ctx))
    // Nobody could sign in yet.
    if (ctx.portal.id === CONSOLE && !(await ctx.read(isSetUp))) return ctx.redirect(routes.setUp())
    return signInPage(ctx, { to })
  }),

  openPage(
    routes.signIn,
    'POST',
    async (ctx) => {
      const { to: _, ...form } = ctx.form
      const after = localPath(textOf(ctx.form, 'to'))
      const result: Done<SignIn> | Refusal = await signIn(
        ctx.installation,
        ctx.caller,
        form,
        openedFrom(ctx),
      )
      if (result.ok) return redirectSignedIn(ctx, result.value, after ?? home(ctx))
      if (hasProved(result)) return ctx.refuse(result)
      const errors = errorsOf(result, ctx.language)
      setRetryAfter(ctx, result)
      return signInPage(ctx, { to: after, email: typed(form)['email'], errors }, result.status)
    },
    { fields: { to: 'text', email: 'text', password: 'text' } },
  ),

  openPage(routes.signOut, 'POST', async (ctx) => {
    if (ctx.session) await ctx.perform(signOut, { session: show('session', ctx.session) })
    dropSession(ctx.c, ctx.installation.url)
    return ctx.redirect(routes.signIn())
  }),

  openPage(routes.resetRequest, 'GET', (ctx) => ctx.page(<ResetRequestPage />)),

  openPage(
    routes.resetRequest,
    'POST',
    async (ctx) => {
      const { form } = ctx
      const { installation, caller } = ctx
      const result = await askForReset(installation, caller, form, openedFrom(ctx))
      const { email = '' } = typed(form)
      if (result.ok) return ctx.page(<ResetSentPage email={email.trim()} />)
      const errors = errorsOf(result, ctx.language)
      setRetryAfter(ctx, result)
      return ctx.page(<ResetRequestPage email={email} errors={errors} />, result.status)
    },
    { fields: { email: 'text' } },
  ),

  openPage(routes.reset, 'GET', async (ctx) => {
    const token = ctx.query('token') ?? ''
    const holder = await holderOf(ctx, token)
    if (!holder) return ctx.page(<DeadTokenPage />, 410)
    return ctx.page(<ChoosePasswordPage token={token} {...holder} />)
  }),
  openPage(
    routes.reset,
    'POST',
    async (ctx) => {
      const { email: _, ...form } = ctx.form
      const { installation, caller, language } = ctx
      const token = textOf(form, 'token')
      const result = await choosePassword(installation, caller, form, openedFrom(ctx))
      if (result.ok)
        return redirectSignedIn(ctx, result.value, home(ctx), words(language)('reset.done'))
      const holder = await holderOf(ctx, token)
      if (!holder || result.code === 'dead_token') return ctx.page(<DeadTokenPage />, 410)
      const errors = errorsOf(result, language)
      return ctx.page(
        <ChoosePasswordPage token={token} {...holder} errors={errors} />,
        result.status,
      )
    },
    { fields: { token: 'text', email: 'text', password: 'text' } },
  ),

  openPage(
    routes.language,
    'POST',
    async (ctx) => {
      const language = textOf(ctx.form, 'language')
      if (!isLanguage(language))
        return ctx.refuse(invalidField('language', 'choice', { allowed: LANGUAGES.join(', ') }))
      keepLanguage(ctx.c, ctx.installation.url, language)
      return ctx.redirect(localPath(textOf(ctx.form, 'to')) ?? home(ctx))
    },
    { fields: { language: 'text', to: 'text' } },
  ),
]
