import { choiceOf, type SignedInContext } from '../../../web/index.ts'
import { CONTACT_ROLES, REGISTRATION_STATES } from '../../../identity/index.ts'
import { parseId, show } from '../../../kit/ids.ts'
import { cut } from '../../../kit/whole-text.ts'
import { SORTS, type ContactFilter, type Sort } from './queries.ts'

/** What the address asks the list for; what it does not know is as good as not asked. */
export interface ContactsQuery extends ContactFilter {
  sort: Sort
}

export const contactsQueryOf = (ctx: SignedInContext): ContactsQuery => ({
  search: cut(ctx.query('search')?.trim() ?? '', 254) || undefined,
  role: choiceOf(CONTACT_ROLES, ctx.query('role')),
  company: parseId('company', ctx.query('company') ?? '') ?? undefined,
  registration: choiceOf(REGISTRATION_STATES, ctx.query('registration')),
  shared: choiceOf(['yes'], ctx.query('shared')),
  sort: choiceOf(SORTS, ctx.query('sort')) ?? 'name',
})

/** The same for an address. By name is how the list is anyway. */
export const contactsQueryParams = ({
  search,
  role,
  company,
  registration,
  shared,
  sort,
}: ContactsQuery) => ({
  search,
  role,
  company: company && show('company', company),
  registration,
  shared,
  sort: sort === 'name' ? undefined : sort,
})
