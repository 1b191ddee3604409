import { sql } from 'kysely'
import { isInState } from '../../../identity/index.ts'
import type { Place } from '../../../web/index.ts'
import type { Instant } from '../../../kit/clock.ts'
import { countUpTo } from '../../../kit/db/count.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { PORTAL } from '../../../kit/db/portal-compiler.ts'
import { containing } from '../../../kit/db/containing.ts'
import type { Case } from '../case.ts'
import { CASE_COLUMNS } from '../queries.ts'
import type { CaseFilter, Sort } from './filter.ts'

const COLUMN = { opened: 'opened_on', number: 'number', title: 'title' } as const

const columnOf = (sort: Sort) => COLUMN[sort.replace('-', '') as keyof typeof COLUMN]

/**
 * The portal's cases that a filter finds, as a query to go on from. For what is done to all of them:
 * `casesMatching(…).select('c.id')` costs one statement however many there are.
 */
export function casesMatching(
  tx: Tx,
  { search, type, stage, state, registration }: CaseFilter,
  now: Instant,
) {
  let query = tx.db.selectFrom('cases as c')
  if (search) {
    const like = containing(search)
    // The cases of those who are called so are gathered once, not looked for again at each case.
    query = query.where((is) =>
      is.or([
        is('c.number', 'ilike', like),
        is('c.title', 'ilike', like),
        sql<boolean>`c.id in (select pa.case_id from persons p
          join case_parties pa on pa.portal_id = ${PORTAL} and pa.person_id = p.id
          where p.portal_id = ${PORTAL} and p.name ilike ${like})`,
      ]),
    )
  }
  if (type) query = query.where('c.type', '=', type)
  if (stage) query = query.where('c.stage', '=', stage)
  if (state) query = query.where('c.closed_on', state === 'open' ? 'is' : 'is not', null)
  if (registration)
    query = query.where(sql<boolean>`c.id in (select pa.case_id from persons p
      join case_parties pa on pa.portal_id = ${PORTAL} and pa.person_id = p.id
      where p.portal_id = ${PORTAL} and pa.side = 'client' and ${isInState(registration, now)})`)
  return query
}

type Range = CaseFilter & { now: Instant }

/** Where a case stands, whatever the list is in order of. */
type CasePlace = Pick<Case, 'opened_on' | 'number' | 'title' | 'id'>

/** Cases in an order, next to the place asked for. */
export async function casesPage(
  tx: Tx,
  {
    sort,
    after,
    before,
    limit,
    now,
    ...filter
  }: Range & Place<CasePlace> & { sort: Sort; limit: number },
): Promise<Case[]> {
  const column = columnOf(sort)
  const falling = sort.startsWith('-') !== (before !== undefined)
  const order = falling ? 'desc' : 'asc'
  let query = casesMatching(tx, filter, now)
    .select(CASE_COLUMNS.map((name) => `c.${name}` as const))
    .orderBy(`c.${column}`, order)
    .orderBy('c.id', order)
    .limit(limit)
  const place = before ?? after
  if (place)
    query = query.where((is) =>
      is(
        is.refTuple(`c.${column}`, 'c.id'),
        falling ? '<' : '>',
        is.tuple(place[column], place.id),
      ),
    )
  const rows = await query.execute()
  return before === undefined ? rows : rows.toReversed()
}

/** How many there are, counted no further than `most`. */
export const countCases = (tx: Tx, { now, ...filter }: Range, most: number): Promise<number> =>
  countUpTo(tx, casesMatching(tx, filter, now).select('c.id'), most)
