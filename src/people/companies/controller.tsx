import { errorsOf, page, placeIn, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import { contactsPage } from '../contacts/list/queries.ts'
import { createCompany, renameCompany } from './companies.ts'
import type { Company } from './company.ts'
import { CompaniesPage, CompanyFormPage, CompanyPage } from './pages.tsx'
import { listCompanies } from './list.ts'
import { companyById } from './queries.ts'
import { words } from './texts.ts'

const right = 'people:manage' as const
const A_PAGE = 50

async function found(
  visit: SignedInVisit,
  answer: (company: Company) => Promise<Response> | Response,
): Promise<Response> {
  const id = parseId('company', visit.param('company'))
  const company = id && (await visit.read((tx) => companyById(tx, visit.portal.id, id)))
  return company ? answer(company) : visit.refuse(refuse('not_found'))
}

async function listPage(visit: SignedInVisit): Promise<Response> {
  const { portal, read } = visit
  const search = cut(visit.query('search')?.trim() ?? '', 254) || undefined
  const asked = { search, ...placeIn(visit), limit: A_PAGE }
  const found = await read((tx) => listCompanies(tx, portal.id, asked))
  return visit.page(<CompaniesPage visit={visit} search={search} page={found} />)
}

async function companyPage(visit: SignedInVisit, company: Company): Promise<Response> {
  const { portal, now, read } = visit
  const asked = { company: company.id, sort: 'name' as const, now, limit: A_PAGE + 1 }
  const contacts = await read((tx) => contactsPage(tx, portal.id, asked))
  return visit.page(
    <CompanyPage
      visit={visit}
      company={company}
      contacts={contacts.slice(0, A_PAGE)}
      more={contacts.length > A_PAGE}
    />,
  )
}

const wrong = (visit: SignedInVisit, refusal: Refusal, company?: Company) =>
  visit.page(
    <CompanyFormPage
      visit={visit}
      company={company}
      name={typed(visit.form)['name'] ?? ''}
      errors={errorsOf(refusal, visit.language)}
    />,
    refusal.status,
  )

const done = (visit: SignedInVisit, company: string, text: 'new.done' | 'rename.done') =>
  visit.redirect(routes.company({ company }), { tone: 'green', text: words(visit.language)(text) })

export const companiesController: readonly Served[] = [
  page(routes.companies, 'GET', 'people', listPage, { right }),

  page(
    routes.newCompany,
    'GET',
    'people',
    (visit) => visit.page(<CompanyFormPage visit={visit} />),
    { right },
  ),

  page(
    routes.companies,
    'POST',
    'people',
    async (visit) => {
      const result = await visit.perform(createCompany, visit.form)
      return result.ok ? done(visit, result.value.company, 'new.done') : wrong(visit, result)
    },
    { right, fields: { name: 'text' } },
  ),

  page(
    routes.company,
    'GET',
    'people',
    (visit) => found(visit, (company) => companyPage(visit, company)),
    { right },
  ),

  page(
    routes.companyEdit,
    'GET',
    'people',
    (visit) => found(visit, (company) => visit.page(<CompanyFormPage {...{ visit, company }} />)),
    { right },
  ),

  page(
    routes.company,
    'POST',
    'people',
    (visit) =>
      found(visit, async (company) => {
        const id = show('company', company.id)
        const result = await visit.perform(renameCompany, { ...visit.form, company: id })
        return result.ok ? done(visit, id, 'rename.done') : wrong(visit, result, company)
      }),
    { right, fields: { name: 'text' } },
  ),
]
