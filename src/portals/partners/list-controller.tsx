import { errorsOf, page, typed, type RouteHandler, type RequestContext } from '../../web/index.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import { acrossPortals } from '../console/scopes.ts'
import { PARTNER_FIELDS } from './fields.tsx'
import { ListOfPartners } from './list-pages.tsx'
import { linesOf, partnersList } from './list.ts'
import { NewPartnerPage } from './new-page.tsx'
import { createPartner } from './partners.ts'
import { countPartners } from './queries.ts'
import { words } from './texts.ts'

const A_PAGE = 50

const right = 'installation:operate' as const

/** What was left empty was not said. */
const said = (form: Record<string, string>) =>
  Object.fromEntries(Object.entries(form).filter(([, text]) => text.trim() !== ''))

async function listPage(ctx: RequestContext): Promise<Response> {
  const search = cut(ctx.query('search')?.trim() ?? '', 120) || undefined
  const after = ctx.query('after')
  const props = await acrossPortals(ctx, async (tx) => {
    const query = { search, after, limit: A_PAGE }
    const { rows, next } = await partnersList(tx, ctx.caller, query)
    return {
      lines: await linesOf(tx, rows, ctx.now),
      next,
      count: await countPartners(tx, ctx.caller, search),
    }
  })
  return ctx.page(<ListOfPartners search={search} {...props} />)
}

export const partnersController: readonly RouteHandler[] = [
  page(routes.partners, 'GET', 'home', listPage, { right }),

  page(routes.newPartner, 'GET', 'home', (ctx) => ctx.page(<NewPartnerPage />), {
    right,
  }),

  page(
    routes.partners,
    'POST',
    'home',
    async (ctx) => {
      const form = typed(ctx.form)
      const result = await ctx.perform(createPartner, said(form))
      if (result.ok)
        return ctx.redirect(routes.partner({ partner: result.value.partner }), {
          tone: 'green',
          text: words(ctx.language)('new.done'),
        })
      const errors = errorsOf(result, ctx.language)
      return ctx.page(<NewPartnerPage typed={form} errors={errors} />, result.status)
    },
    { right, fields: PARTNER_FIELDS },
  ),
]
