import { sql, type Expression, type SqlBool } from 'kysely'
import type { Instant } from '../../../kit/clock.ts'
import { countUpTo } from '../../../kit/db/count.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { containing } from '../../../kit/db/containing.ts'
import type { Place } from '../../../web/index.ts'
import type { PersonStatus } from '../../persons/person.ts'
import { isSharedNow } from '../../shared-logins/queries.ts'
import { PERSON_COLUMNS } from '../../persons/queries.ts'

export interface PeopleFilter {
  /** Part of a name or an e-mail. */
  search?: string
  kind?: 'staff' | 'contact'
  status?: PersonStatus
  /** Only those whose sign-in looks shared. */
  shared?: 'yes'
  /** In the console: of this partner, or with null the operators. */
  partner?: string | null
}

/** A status is asked for together with the moment: a lock ends by itself. */
type Filtered = PeopleFilter & { now?: Instant }

/** Where a person stands in the list, which is by name. */
export interface PeoplePlace {
  name: string
  id: string
}

/** As `personStatus` sees it, for the database. */
const STATUS: Record<PersonStatus, (now: Instant) => Expression<SqlBool>> = {
  disabled: () => sql`disabled_at is not null`,
  invited: () => sql`disabled_at is null and activated_at is null`,
  locked: (now) =>
    sql`disabled_at is null and activated_at is not null and locked_until > ${now.toString()}`,
  active: (now) =>
    sql`disabled_at is null and activated_at is not null
      and (locked_until is null or locked_until <= ${now.toString()})`,
}

const matching = (tx: Tx, { search, kind, status, shared, partner, now }: Filtered) => {
  let query = tx.db.selectFrom('persons')
  if (search) {
    const like = containing(search)
    query = query.where((is) => is.or([is('name', 'ilike', like), is('email', 'ilike', like)]))
  }
  if (kind) query = query.where('kind', '=', kind)
  if (partner !== undefined)
    query = query.where('partner_id', partner === null ? 'is' : '=', partner)
  if (shared && now) query = query.where(isSharedNow(now))
  if (status && now) query = query.where(STATUS[status](now))
  return query
}

/** A portal's people by name, next to the place asked for. */
export async function peoplePage(
  tx: Tx,
  { after, before, limit, ...filter }: Filtered & Place<PeoplePlace> & { limit: number },
) {
  const order = before === undefined ? 'asc' : 'desc'
  let query = matching(tx, filter)
    .select(PERSON_COLUMNS)
    .orderBy('name', order)
    .orderBy('id', order)
    .limit(limit)
  const place = before ?? after
  if (place)
    query = query.where((is) =>
      is(is.refTuple('name', 'id'), before ? '<' : '>', is.tuple(place.name, place.id)),
    )
  const rows = await query.execute()
  return before === undefined ? rows : rows.toReversed()
}

/** How many there are, counted no further than `most`. */
export const countPeople = (tx: Tx, filter: Filtered, most: number): Promise<number> =>
  countUpTo(tx, matching(tx, filter).select('id'), most)
