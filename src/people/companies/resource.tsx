import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import { asTyped, placeIn, resource, resourceOf, type SignedInVisit } from '../../web/index.ts'
import { contactsPage } from '../contacts/list/queries.ts'
import { createCompany, renameCompany } from './companies.ts'
import type { Company } from './company.ts'
import { companiesCursor, listCompanies } from './list.ts'
import { CompaniesPage, CompanyFormPage, CompanyPage } from './pages.tsx'
import { companyById } from './queries.ts'
import { words } from './texts.ts'

const A_PAGE = 50

const companyView = shape('Company', { id: z.string(), name: z.string() })

const named = ({ read, portal }: SignedInVisit, company: string) => {
  const id = parseId('company', company)
  return id === null ? null : read((tx) => companyById(tx, portal.id, id))
}

const present = async (visit: SignedInVisit, { company }: { company: string }) => {
  const row = await named(visit, company)
  return row ? { id: show('company', row.id), name: row.name } : null
}

async function listPage(visit: SignedInVisit): Promise<Response> {
  const { portal, read } = visit
  const search = cut(visit.query('search')?.trim() ?? '', 254) || undefined
  const asked = { search, ...placeIn(visit), limit: A_PAGE }
  const found = await read((tx) => listCompanies(tx, portal.id, asked))
  return visit.page(<CompaniesPage search={search} page={found} />)
}

async function companyPage(visit: SignedInVisit, company: Company): Promise<Response> {
  const { portal, now, read } = visit
  const asked = { company: company.id, sort: 'name' as const, now, limit: A_PAGE + 1 }
  const contacts = await read((tx) => contactsPage(tx, portal.id, asked))
  return visit.page(
    <CompanyPage
      company={company}
      contacts={contacts.slice(0, A_PAGE)}
      more={contacts.length > A_PAGE}
    />,
  )
}

const newPage = (visit: SignedInVisit, refusal?: Refusal) =>
  visit.page(<CompanyFormPage {...asTyped(visit, refusal)} />, refusal?.status)

const editPage = (visit: SignedInVisit, company: Company, refusal?: Refusal) =>
  visit.page(<CompanyFormPage {...{ company, ...asTyped(visit, refusal) }} />, refusal?.status)

const common = {
  feature: 'people',
  right: 'people:manage',
  words,
  answer: companyView,
  show: present,
} as const

export const companiesResource = resource(common)
  .page(routes.companies, listPage)
  .list(routes.api.companies, {
    name: 'company.list',
    summary: 'Lists the companies that contacts belong to, by name',
    filter: { search: line(254).optional() },
    cursor: companiesCursor.field,
    rows: 'companies',
    view: shape('CompanyLine', { ...companyView.shape, contacts: z.int() }),
    order: 'By name',
    more: 'Send it as `cursor` for the companies that follow',
    find: ({ read, portal }, asked) => read((tx) => listCompanies(tx, portal.id, asked)),
    show: (row) => ({ ...row, id: show('company', row.id) }),
  })
  .page(routes.newCompany, newPage)
  .change(createCompany, {
    page: routes.companies,
    api: routes.api.companies,
    status: 201,
    again: newPage,
    to: ({ company }) => routes.company({ company }),
    said: 'new.done',
  })

export const companyResource = resourceOf(common, (visit) => named(visit, visit.param('company')))
  .page(routes.company, companyPage)
  .read(routes.api.company, {
    name: 'company.show',
    summary: 'Shows a company',
    show: (visit) => present(visit, { company: visit.param('company') }),
  })
  .page(routes.companyEdit, editPage)
  .change(renameCompany, {
    page: routes.company,
    api: routes.api.company,
    method: 'PATCH',
    again: editPage,
    to: ({ company }) => routes.company({ company }),
    said: 'rename.done',
  })
