import { z } from 'zod'
import { takenBy } from '../../kit/db/taken.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { companyName } from './company.ts'
import { companyById, insertCompany, nameCompany } from './queries.ts'

const right = 'people:manage' as const

export const createCompany = operation({
  name: 'company.create',
  summary: 'Adds a company that contacts belong to',
  input: z.strictObject({ name: companyName }),
  right,
  async run({ tx, portal, now, note }, { name }) {
    const company = await insertCompany(tx, { portal, name, now })
    if (company === null) return refuse('company_taken', { field: 'name' })
    note({ subject: show('company', company) })
    return done({ company: show('company', company) })
  },
})

export const renameCompany = operation({
  name: 'company.rename',
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
