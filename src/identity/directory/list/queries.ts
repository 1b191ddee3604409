import { sql, type Expression, type SqlBool } from 'kysely'
import type { Instant } from '../../../kit/clock.ts'
import { countUpTo } from '../../../kit/db/count.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { containing } from '../../../kit/db/containing.ts'
import type { Place } from '../../../web/index.ts'
import type { ShownPerson } from '../../persons/person.ts'
import { shownPeople } from '../../persons/queries.ts'
import { isInState } from '../../registration-state/queries.ts'
import type { RegistrationState } from '../../registration-state/state.ts'
import { isSharedNow } from '../../shared-logins/queries.ts'

export interface PeopleFilter {
  /** Part of a name or an e-mail. */
  search?: string
  kind?: 'staff' | 'contact'
  registration?: RegistrationState
  /** Only those whose sign-in looks shared. */
  shared?: 'yes'
  /** In the console: of this partner, or with null the operators. */
  partner?: string | null
}

/** A registration is asked for together with the moment: locks and invitations end by themselves. */
type Filtered = PeopleFilter & { now: Instant }

/** Where a person stands in the list, which is by name. */
export interface PeoplePlace {
  name: string
  id: string
}

/** What a person `p` has to meet. */
function matching(filter: Filtered): Expression<SqlBool>[] {
  const { search, kind, registration, shared, partner, now } = filter
  const all: Expression<SqlBool>[] = []
  if (search) {
    const like = containing(search)
    all.push(sql`(p.name ilike ${like} or p.email ilike ${like})`)
  }
  if (kind) all.push(sql`p.kind = ${kind}`)
  if (partner !== undefined)
    all.push(partner === null ? sql`p.partner_id is null` : sql`p.partner_id = ${partner}`)
  if (shared) all.push(isSharedNow(now))
  if (registration) all.push(isInState(registration, now))
  return all
}

/** A portal's people by name, next to the place asked for. */
export async function peoplePage(
  tx: Tx,
  { after, before, limit, ...filter }: Filtered & Place<PeoplePlace> & { limit: number },
): Promise<ShownPerson[]> {
  const order = before === undefined ? 'asc' : 'desc'
  let query = shownPeople(tx, filter.now)
    .where(({ and }) => and(matching(filter)))
    .orderBy('p.name', order)
    .orderBy('p.id', order)
    .limit(limit)
  const place = before ?? after
  if (place)
    query = query.where((is) =>
      is(is.refTuple('p.name', 'p.id'), before ? '<' : '>', is.tuple(place.name, place.id)),
    )
  const rows = (await query.execute()) as ShownPerson[]
  return before === undefined ? rows : rows.toReversed()
}

/** How many there are, counted no further than `most`. */
export const countPeople = (tx: Tx, filter: Filtered, most: number): Promise<number> =>
  countUpTo(
    tx,
    tx.db
      .selectFrom('persons as p')
      .select('p.id')
      .where(({ and }) => and(matching(filter))),
    most,
  )
