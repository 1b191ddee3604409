import { sql, type Expression, type SqlBool } from 'kysely'
import {
  isInState,
  isSharedNow,
  type ContactRole,
  type RegistrationState,
} from '../../../identity/index.ts'
import type { Place } from '../../../web/index.ts'
import type { Instant } from '../../../kit/clock.ts'
import { countUpTo } from '../../../kit/db/count.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { containing } from '../../../kit/db/containing.ts'
import type { Contact } from '../contact.ts'
import { contactsIn, wholeContactsIn } from '../queries.ts'

export const SORTS = ['name', '-name', 'added', '-added'] as const
/** By what the list is sorted; a minus turns it round. */
export type Sort = (typeof SORTS)[number]

export interface ContactFilter {
  /** Part of a name, an e-mail or a phone number. */
  search?: string
  role?: ContactRole
  /** Row id. */
  company?: string
  registration?: RegistrationState
  /** Only those whose sign-in looks shared. */
  shared?: 'yes'
}

/** A registration is asked for together with the moment: locks and invitations end by themselves. */
type Filtered = ContactFilter & { now: Instant }

/** What a contact has to meet, over the rows that `contactsIn` joins. */
function matching(change: Filtered): Expression<SqlBool>[] {
  const { search, role, company, registration, shared, now } = change
  const all: Expression<SqlBool>[] = []
  if (search) {
    const like = containing(search)
    all.push(sql`(p.name ilike ${like} or p.email ilike ${like} or c.phone ilike ${like})`)
  }
  if (role) all.push(sql`coalesce(p.contact_role, 'client') = ${role}`)
  if (company) all.push(sql`c.company_id = ${company}`)
  if (shared) all.push(isSharedNow(now))
  if (registration) all.push(isInState(registration, now))
  return all
}

/** Where a contact stands, whatever the list is sorted by. */
export interface ContactPlace {
  name: string
  created_at: string
  id: string
}

/** A portal's contacts as they are sorted, next to the place asked for. */
export async function contactsPage(
  tx: Tx,
  {
    sort,
    after,
    before,
    limit,
    ...filter
  }: Filtered & Place<ContactPlace> & { sort: Sort; limit: number },
): Promise<Contact[]> {
  const byName = sort.endsWith('name')
  const rising = !sort.startsWith('-') === (before === undefined)
  const order = rising ? 'asc' : 'desc'
  const place = before ?? after
  const query = wholeContactsIn(tx, filter.now)
    .where(({ and }) => and([...matching(filter), ...(place ? [beyond(place)] : [])]))
    .orderBy(byName ? 'p.name' : 'p.created_at', order)
    .orderBy('p.id', order)
    .limit(limit)

  function beyond({ id, name, created_at }: ContactPlace): Expression<SqlBool> {
    const column = sql.ref(byName ? 'p.name' : 'p.created_at')
    const value = byName ? name : created_at
    const than = sql.raw(rising ? '>' : '<')
    return sql`(${column}, p.id) ${than} (${value}, ${id})`
  }

  const rows = (await query.execute()) as Contact[]
  return before === undefined ? rows : rows.toReversed()
}

/** How many there are, counted no further than `most`. */
export const countContacts = (tx: Tx, filter: Filtered, most: number): Promise<number> =>
  countUpTo(
    tx,
    contactsIn(tx)
      .where(({ and }) => and(matching(filter)))
      .select('p.id'),
    most,
  )
