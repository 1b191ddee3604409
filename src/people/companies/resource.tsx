import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import { asTyped, placeIn, resource, resourceOf, type SignedInContext } from '../../web/index.ts'
import { createCompany, renameCompany } from './companies.ts'
import type { Company } from './company.ts'
import { companiesCursor, listCompanies } from './list.ts'
import { CompaniesPage, CompanyFormPage, CompanyPage } from './pages.tsx'
import { onCompanyPage } from './panels.ts'
import { companyById } from './queries.ts'
import { words } from './texts.ts'

const A_PAGE = 50

const companyView = shape('Company', { id: z.string(), name: z.string() })

const named = ({ read }: SignedInContext, company: string) => {
  const id = parseId('company', company)
  return id === null ? null : read((tx) => companyById(tx, id))
}

const present = async (ctx: SignedInContext, { company }: { company: string }) => {
  const row = await named(ctx, company)
  return row ? { id: show('company', row.id), name: row.name } : null
}

async function listPage(ctx: SignedInContext): Promise<Response> {
  const { read } = ctx
  const search = cut(ctx.query('search')?.trim() ?? '', 254) || undefined
  const query = { search, ...placeIn(ctx), limit: A_PAGE }
  const rows = await read((tx) => listCompanies(tx, query))
  return ctx.page(<CompaniesPage search={search} page={rows} />)
}

const companyPage = async (ctx: SignedInContext, company: Company) =>
  ctx.page(<CompanyPage company={company} panels={await onCompanyPage.drawn(ctx, company)} />)

const newPage = (ctx: SignedInContext, refusal?: Refusal) =>
  ctx.page(<CompanyFormPage {...asTyped(ctx, refusal)} />, refusal?.status)

const editPage = (ctx: SignedInContext, company: Company, refusal?: Refusal) =>
  ctx.page(<CompanyFormPage {...{ company, ...asTyped(ctx, refusal) }} />, refusal?.status)

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
    find: ({ read }, query) => read((tx) => listCompanies(tx, query)),
    show: (row) => ({ ...row, id: show('company', row.id) }),
  })
  .page(routes.companies.new, newPage)
  .change(createCompany, {
    page: routes.companies,
    api: routes.api.companies,
    status: 201,
    again: newPage,
    to: ({ company }) => routes.companies.one({ company }),
    said: 'new.done',
  })

export const companyResource = resourceOf(common, (ctx) => named(ctx, ctx.param('company')))
  .page(routes.companies.one, companyPage)
  .read(routes.api.companies.one, {
    name: 'company.show',
    summary: 'Shows a company',
    show: (ctx) => present(ctx, { company: ctx.param('company') }),
  })
  .page(routes.companies.one.edit, editPage)
  .change(renameCompany, {
    page: routes.companies.one,
    api: routes.api.companies.one,
    method: 'PATCH',
    again: editPage,
    to: ({ company }) => routes.companies.one({ company }),
    said: 'rename.done',
  })
