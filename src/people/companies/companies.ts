import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { violatedKey } from '../../kit/db/unique-violation.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
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
async function noMore(op: OperationContext, field: string): Promise<Refusal | null> {
  const { tx, portal } = op
  const most = await reached(op, 'companies', portal, (most) => countCompanies(tx, most))
  return most === null ? null : refuse('too_many_companies', { field, values: { most } })
}

/** The row id of the company of this name, added where there is none yet; part of an operation. */
export async function companyNamed(op: OperationContext, name: string): Promise<string | Refusal> {
  const { tx, now } = op
  const there = await companyByName(tx, name)
  if (there) return there.id
  const full = await noMore(op, 'company')
  if (full) return full
  const added = await insertCompany(tx, { name, now })
  return added ?? (await companyByName(tx, name))!.id
}

export const createCompany = operation({
  name: 'company.create',
  done: { en: 'Added a company', es: 'Añadió una empresa' },
  summary: 'Adds a company that contacts belong to',
  input: z.strictObject({ name: companyName }),
  right,
  async run(op, { name }) {
    const { tx, now, note } = op
    const full = await noMore(op, 'name')
    if (full) return full
    const company = await insertCompany(tx, { name, now })
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
  async run({ tx, note }, { company: id, name }) {
    const before = await companyById(tx, id)
    if (!before) return kitRefuse('not_found')
    const keyInUse = await violatedKey(tx, () => nameCompany(tx, { id, name }))
    if (keyInUse !== null) return refuse('company_taken', { field: 'name' })
    note({ subject: show('company', id), unsaid: { name: { from: before.name, to: name } } })
    return done({ company: show('company', id) })
  },
})
