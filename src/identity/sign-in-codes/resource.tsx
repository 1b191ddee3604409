import { refuse } from '../../kit/refusal.ts'
import { z } from 'zod'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { enters } from '../sessions/new-session.ts'
import { hasProved } from '../sessions/starting.ts'
import { redirectSignedIn, home, openedFrom } from '../sessions/signed-in-redirect.ts'
import { codeCookie, dropCode, keepCode } from '../sessions/cookies.ts'
import {
  errorsOf,
  textOf,
  typed,
  localPath,
  setRetryAfter,
  openPage,
  receives,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import { askForCode, enterCode, enterCodeInput, requestCode } from './codes.ts'
import { CodeEntryPage, CodeRequestPage } from './pages.tsx'
import { takesCodes } from './queries.ts'

const off = (ctx: RequestContext) => ctx.refuse(refuse('not_found'))
const isOn = ({ read }: RequestContext) => read((tx) => takesCodes(tx))

const askedCode = shape('SignInCodeRequest', {
  request: z.string().describe('Send it along with the code from the mail'),
  expires: z.iso.datetime(),
})

export const mailedCodesResource: readonly RouteHandler[] = [
  openPage(routes.signIn.code, 'GET', async (ctx) => {
    const to = localPath(ctx.query('to'))
    if (ctx.person) return ctx.redirect(to ?? home(ctx))
    return (await isOn(ctx)) ? ctx.page(<CodeRequestPage to={to} />) : off(ctx)
  }),

  openPage(
    routes.signIn.code,
    'POST',
    async (ctx) => {
      const { to: _, ...form } = ctx.form
      const to = localPath(textOf(ctx.form, 'to'))
      const { installation, caller, c } = ctx
      const result = await askForCode(installation, caller, form, openedFrom(ctx))
      if (result.ok) {
        keepCode(c, installation.url, result.value.request)
        return ctx.redirect(routes.signIn.code.enter({}, { to }))
      }
      if (result.code === 'not_found') return off(ctx)
      setRetryAfter(ctx, result)
      const errors = errorsOf(result, ctx.language)
      return ctx.page(
        <CodeRequestPage to={to} email={typed(form)['email']} errors={errors} />,
        result.status,
      )
    },
    { fields: { to: 'text', email: 'text' } },
  ),

  openPage(routes.signIn.code.enter, 'GET', (ctx) => {
    const to = localPath(ctx.query('to'))
    if (ctx.person) return ctx.redirect(to ?? home(ctx))
    return codeCookie(ctx.c, ctx.installation.url)
      ? ctx.page(<CodeEntryPage to={to} />)
      : ctx.redirect(routes.signIn.code({}, { to }))
  }),

  openPage(
    routes.signIn.code.enter,
    'POST',
    async (ctx) => {
      const to = localPath(textOf(ctx.form, 'to'))
      const { installation, caller, c } = ctx
      // A browser without the secret is checked like one with another's.
      const request = codeCookie(c, installation.url) ?? 'none'
      const input = { request, code: textOf(ctx.form, 'code') }
      const result = await enterCode(installation, caller, input, openedFrom(ctx))
      if (result.ok) {
        dropCode(c, installation.url)
        return redirectSignedIn(ctx, result.value, to ?? home(ctx))
      }
      if (hasProved(result)) return ctx.refuse(result)
      setRetryAfter(ctx, result)
      return ctx.page(
        <CodeEntryPage to={to} errors={errorsOf(result, ctx.language)} />,
        result.status,
      )
    },
    { fields: { to: 'text', code: 'text' } },
  ),

  receives(
    routes.api.session.code,
    {
      name: requestCode.name,
      summary: requestCode.summary,
      body: requestCode.input,
      feature: null,
      status: 201,
      answer: askedCode,
    },
    (ctx, body) => askForCode(ctx.installation, ctx.caller, body, openedFrom(ctx)),
    ({ request, expires }) => ({ request, expires: expires.toString() }),
  ),
  enters(
    routes.api.session.code.entry,
    { name: 'session.start_by_code', summary: 'Signs in by a mailed code', body: enterCodeInput },
    (ctx, input) => enterCode(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),
]
