import { choiceOf, type SignedInVisit } from '../../../web/index.ts'
import { CONTACT_ROLES, REGISTRATION_STATES } from '../../../identity/index.ts'
import { parseId, show } from '../../../kit/ids.ts'
import { cut } from '../../../kit/whole-text.ts'
import { SORTS, type ContactFilter, type Sort } from './queries.ts'

/** What the address asks the list for; what it does not know is as good as not asked. */
export interface Asked extends ContactFilter {
  sort: Sort
}

export const askedOf = (visit: SignedInVisit): Asked => ({
  search: cut(visit.query('search')?.trim() ?? '', 254) || undefined,
  role: choiceOf(CONTACT_ROLES, visit.query('role')),
  company: parseId('company', visit.query('company') ?? '') ?? undefined,
  registration: choiceOf(REGISTRATION_STATES, visit.query('registration')),
  sort: choiceOf(SORTS, visit.query('sort')) ?? 'name',
})

/** The same for an address. By name is how the list is anyway. */
export const addressed = ({ search, role, company, registration, sort }: Asked) => ({
  search,
  role,
  company: company && show('company', company),
  registration,
  sort: sort === 'name' ? undefined : sort,
})
