import { routes } from '../../routes.ts'
import { hasFactor } from '../factor-state/factor.ts'
import { factorsOf } from '../factor-state/queries.ts'
import { redirectSignedIn, home, openedFrom } from '../sessions/signed-in-redirect.ts'
import { enters } from '../sessions/new-session.ts'
import { words } from '../texts.ts'
import {
  errorsOf,
  textOf,
  typed,
  setRetryAfter,
  openPage,
  receives,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import { ChoosePasswordPage, DeadTokenPage, ResetRequestPage, ResetSentPage } from './pages.tsx'
import { askForReset, requestReset } from './reset-requests.ts'
import { choosePassword, choosePasswordInput, tokenHolder } from './reset.ts'

/** The page of a mailed link: opening it changes nothing, since mail scanners open links too. */
const holderOf = ({ portal, now, read }: RequestContext, token: string) =>
  read(async (tx) => {
    const about = { portal: portal.id, purpose: 'reset', token, now } as const
    const holder = await tokenHolder(tx, about)
    return holder && { holder, beside: hasFactor(await factorsOf(tx, holder.id)) }
  })

export const resetResource: readonly RouteHandler[] = [
  openPage(routes.reset, 'GET', (ctx) => ctx.page(<ResetRequestPage />)),

  openPage(
    routes.reset,
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

  openPage(routes.reset.password, 'GET', async (ctx) => {
    const token = ctx.query('token') ?? ''
    const holder = await holderOf(ctx, token)
    if (!holder) return ctx.page(<DeadTokenPage />, 410)
    return ctx.page(<ChoosePasswordPage token={token} {...holder} />)
  }),
  openPage(
    routes.reset.password,
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

  receives(
    routes.api.reset,
    {
      name: requestReset.name,
      summary: requestReset.summary,
      body: requestReset.input,
      feature: null,
      status: 204,
    },
    (ctx, body) => askForReset(ctx.installation, ctx.caller, body, openedFrom(ctx)),
  ),

  enters(
    routes.api.reset.password,
    {
      name: 'password.reset',
      summary: 'Spends a mailed token: sets a new password, ends every session and signs in',
      body: choosePasswordInput,
    },
    (ctx, input) => choosePassword(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),
]
