import { z } from 'zod'
import { line, registrationStates } from '../../../identity/index.ts'
import { label } from '../../labels/label.ts'

export const STATES = ['open', 'closed'] as const

/**
 * Which cases are looked at. The same fields stand in the address of Case browse, in the query of the API,
 * and in whatever is done to *all that match*.
 */
export const caseFilter = z
  .strictObject({
    search: line(100).optional().describe('Part of a number, a title or a party’s name'),
    type: label.optional(),
    stage: label.optional(),
    state: z.enum(STATES).optional(),
    registration: registrationStates.optional().describe('Of at least one of the case’s clients'),
  })
  .meta({ id: 'CaseFilter' })
export type CaseFilter = z.output<typeof caseFilter>

export const SORTS = ['-opened', 'opened', 'number', '-number', 'title', '-title'] as const
/** What the list is in order of; with a minus the other way round. */
export type Sort = (typeof SORTS)[number]

/** A filter as it stands in an address: what cannot be read, or is empty, counts as not asked for. */
export function filterIn(param: (name: string) => string | undefined): CaseFilter {
  const entries = Object.entries(caseFilter.shape).map(([name, shape]) => [
    name,
    shape.safeParse(param(name)).data,
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as CaseFilter
}

export const sortIn = (value: string | undefined): Sort =>
  SORTS.find((sort) => sort === value) ?? SORTS[0]
