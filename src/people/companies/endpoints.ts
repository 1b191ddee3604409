import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { reads, writes, type Served, type SignedInVisit } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { createCompany, renameCompany } from './companies.ts'
import { companiesCursor, listCompanies } from './list.ts'
import { companyById } from './queries.ts'

const gated = { feature: 'people', right: 'people:manage' } as const

const companyView = z.object({ id: z.string(), name: z.string() })
const companiesQuery = z.strictObject({
  search: line(254).optional(),
  cursor: companiesCursor.field,
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const companiesView = z.object({
  companies: z.array(companyView.extend({ contacts: z.int() })).describe('By name'),
  next: z.string().nullable().describe('Send it as `cursor` for the companies that follow'),
})

const present = async (visit: SignedInVisit, company: string | null) => {
  const row = company && (await visit.read((tx) => companyById(tx, visit.portal.id, company)))
  return row ? { id: show('company', row.id), name: row.name } : null
}
const changed = (visit: SignedInVisit, { company }: { company: string }) =>
  present(visit, parseId('company', company))

export const companyEndpoints: readonly Served[] = [
  reads(routes.api.companies, {
    ...gated,
    name: 'company.list',
    summary: 'Lists the companies that contacts belong to, by name',
    query: companiesQuery,
    answer: companiesView,
    show: async ({ read, portal }, { cursor, ...asked }) => {
      const page = await read((tx) => listCompanies(tx, portal.id, { ...asked, after: cursor }))
      return {
        companies: page.rows.map((row) => ({ ...row, id: show('company', row.id) })),
        next: page.next ?? null,
      }
    },
  }),
  writes(routes.api.companies, 'POST', {
    ...gated,
    operation: createCompany,
    status: 201,
    answer: companyView,
    show: changed,
  }),
  reads(routes.api.company, {
    ...gated,
    name: 'company.show',
    summary: 'Shows a company',
    answer: companyView,
    show: (visit) => present(visit, parseId('company', visit.param('company'))),
  }),
  writes(routes.api.company, 'PATCH', {
    ...gated,
    operation: renameCompany,
    path: { company: 'company' },
    answer: companyView,
    show: changed,
  }),
]
