import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { takenBy } from '../../kit/db/taken.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation, type Work } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { companyName } from './company.ts'
import {
  companyById,
  companyByName,
  countCompanies,
  insertCompany,
  nameCompany,
} from './queries.ts'

const right = 'people:manage' as const

/** The refusal where a portal has as many companies as it can have. */
async function noMore(work: Work, field: string): Promise<Refusal | null> {
  const { tx, portal } = work
  const most = await reached(work, 'companies', portal, (most) => countCompanies(tx, portal, most))
  return most === null ? null : refuse('too_many_companies', { field, values: { most } })
}

/** The row id of the company of this name, added where there is none yet; part of an operation. */
export async function companyNamed(work: Work, name: string): Promise<string | Refusal> {
  const { tx, portal, now } = work
  const there = await companyByName(tx, portal, name)
  if (there) return there.id
  const full = await noMore(work, 'company')
  if (full) return full
  const added = await insertCompany(tx, { portal, name, now })
  return added ?? (await companyByName(tx, portal, name))!.id
}

export const createCompany = operation({
  name: 'company.create',
  done: { en: 'Added a company', es: 'Añadió una empresa' },
  summary: 'Adds a company that contacts belong to',
  input: z.strictObject({ name: companyName }),
  right,
  async run(work, { name }) {
    const { tx, portal, now, note } = work
    const full = await noMore(work, 'name')
    if (full) return full
    const company = await insertCompany(tx, { portal, name, now })
    if (company === null) return refuse('company_taken', { field: 'name' })
    note({ subject: show('company', company) })
    return done({ company: show('company', company) })
  },
})

export const renameCompany = operation({
  name: 'company.rename',
  done: { en: 'Renamed a company', es: 'Cambió el nombre de una empresa' },
  summary: 'Changes a company’s name',
  input: z.strictObject({ company: id('company'), name: companyName }),
  right,
  async run({ tx, portal, note }, { company: id, name }) {
    const before = await companyById(tx, portal, id)
    if (!before) return kitRefuse('not_found')
    const taken = await takenBy(tx, () => nameCompany(tx, portal, { id, name }))
    if (taken !== null) return refuse('company_taken', { field: 'name' })
    note({ subject: show('company', id), unsaid: { name: { from: before.name, to: name } } })
    return done({ company: show('company', id) })
  },
})
