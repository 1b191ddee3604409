import { routes } from '../../routes.ts'
import {
  receives,
  errorsOf,
  typed,
  setRetryAfter,
  openPage,
  type RouteHandler,
} from '../../web/index.ts'
import { askForPortals, findPortals } from './find-portals.ts'
import { FindPortalsPage, PortalsSentPage } from './pages.tsx'

export const findPortalsResource: readonly RouteHandler[] = [
  openPage(routes.console.findMyPortals, 'GET', (ctx) => ctx.page(<FindPortalsPage />)),

  openPage(
    routes.console.findMyPortals,
    'POST',
    async (ctx) => {
      const { form, installation, caller, language } = ctx
      const result = await askForPortals(installation, caller, { ...form, language })
      const { email = '' } = typed(form)
      if (result.ok) return ctx.page(<PortalsSentPage email={email.trim()} />)
      setRetryAfter(ctx, result)
      const errors = errorsOf(result, language)
      return ctx.page(<FindPortalsPage email={email} errors={errors} />, result.status)
    },
    { fields: { email: 'text' } },
  ),

  receives(
    routes.api.findPortals,
    {
      name: findPortals.name,
      summary: findPortals.summary,
      body: findPortals.input,
      feature: null,
      status: 204,
    },
    (ctx, body) => askForPortals(ctx.installation, ctx.caller, body),
  ),
]
