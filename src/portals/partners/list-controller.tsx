import { errorsOf, page, typed, type Served, type Visit } from '../../web/index.ts'
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

async function listPage(visit: Visit): Promise<Response> {
  const search = cut(visit.query('search')?.trim() ?? '', 120) || undefined
  const after = visit.query('after')
  const props = await acrossPortals(visit, async (tx) => {
    const asked = { search, after, limit: A_PAGE }
    const { rows, next } = await partnersList(tx, visit.caller, asked)
    return {
      lines: await linesOf(tx, rows, visit.now),
      next,
      count: await countPartners(tx, visit.caller, search),
    }
  })
  return visit.page(<ListOfPartners search={search} {...props} />)
}

export const partnersController: readonly Served[] = [
  page(routes.partners, 'GET', 'home', listPage, { right }),

  page(routes.newPartner, 'GET', 'home', (visit) => visit.page(<NewPartnerPage />), {
    right,
  }),

  page(
    routes.partners,
    'POST',
    'home',
    async (visit) => {
      const form = typed(visit.form)
      const result = await visit.perform(createPartner, said(form))
      if (result.ok)
        return visit.redirect(routes.partner({ partner: result.value.partner }), {
          tone: 'green',
          text: words(visit.language)('new.done'),
        })
      const errors = errorsOf(result, visit.language)
      return visit.page(<NewPartnerPage typed={form} errors={errors} />, result.status)
    },
    { right, fields: PARTNER_FIELDS },
  ),
]
