import { routes } from '../../routes.ts'
import { refuse } from '../refusals.ts'
import { redirectSignedIn, home, openedFrom } from '../sessions/signed-in-redirect.ts'
import { enters } from '../sessions/new-session.ts'
import { errorsOf, typed, openPage, type RouteHandler } from '../../web/index.ts'
import { setUp, setUpInput } from './operators.ts'
import { SetUpPage } from './pages.tsx'
import { isSetUp } from './queries.ts'
import { words } from './texts.ts'

export const setUpResource: readonly RouteHandler[] = [
  openPage(routes.console.setUp, 'GET', async (ctx) =>
    (await ctx.read(isSetUp)) ? ctx.refuse(refuse('set_up_done')) : ctx.page(<SetUpPage />),
  ),

  openPage(
    routes.console.setUp,
    'POST',
    async (ctx) => {
      if (await ctx.read(isSetUp)) return ctx.refuse(refuse('set_up_done'))
      const { form } = ctx
      const result = await setUp(ctx.installation, ctx.caller, form, openedFrom(ctx))
      if (result.ok)
        return redirectSignedIn(ctx, result.value, home(ctx), words(ctx.language)('done'))
      if (result.code === 'set_up_done') return ctx.refuse(result)
      return ctx.page(
        <SetUpPage values={typed(form)} errors={errorsOf(result, ctx.language)} />,
        result.status,
      )
    },
    { fields: { code: 'text', name: 'text', email: 'text', password: 'text' } },
  ),

  enters(
    routes.api.setUp,
    {
      name: 'installation.set_up',
      summary: 'Makes the first operator, once, with the code that was printed at the start',
      body: setUpInput,
    },
    (ctx, input) => setUp(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),
]
