import { sql, type SqlBool } from 'kysely'
import { hasRegistered, stateOfPerson } from '../../../../identity/index.ts'
import type { Place } from '../../../../web/index.ts'
import type { Instant } from '../../../../kit/clock.ts'
import { containing } from '../../../../kit/db/containing.ts'
import type { Tx } from '../../../../kit/db/database.ts'
import type { Party, PartyCounts, Side } from '../party.ts'

/** Everybody who has to do with a case, as `pa` with the person as `p`. */
const partiesIn = (db: Pick<Tx['db'], 'selectFrom'>) =>
  db
    .selectFrom('case_parties as pa')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'pa.person_id'))

/** Each as it is shown. */
const shownIn = (db: Pick<Tx['db'], 'selectFrom'>, now: Instant) =>
  partiesIn(db)
    .select(['pa.case_id', 'pa.person_id', 'p.name', 'p.email', 'pa.side', 'pa.added_at'])
    .select(stateOfPerson(now).as('registration'))

/** The parties of these cases, clients first, in the order they were added. @param most of each case; all of them where it is left out */
export async function partiesOf(
  tx: Tx,
  cases: readonly string[],
  { now, most }: { now: Instant; most?: number },
): Promise<Party[]> {
  if (most === 0) return []
  const rows = await tx.db
    .selectFrom('cases as c')
    .innerJoinLateral(
      () =>
        shownIn(tx.db, now)
          .where('pa.case_id', '=', sql.ref<string>('c.id'))
          .orderBy('pa.side')
          .orderBy('pa.added_at')
          .orderBy('pa.person_id')
          .limit(most ?? null)
          .as('pa'),
      (join) => join.onTrue(),
    )
    .selectAll('pa')
    .where('c.id', '=', sql<string>`any(${cases}::uuid[])`)
    .orderBy('c.id')
    .orderBy('pa.side')
    .orderBy('pa.added_at')
    .orderBy('pa.person_id')
    .execute()
  return rows.map((row) => ({ ...row, side: row.side as Side }))
}

/** By the row id of the case; one that nobody has to do with is left out. */
export async function countParties(
  tx: Tx,
  cases: readonly string[],
): Promise<Map<string, PartyCounts>> {
  const isClient = sql<SqlBool>`pa.side = 'client'`
  const rows = await partiesIn(tx.db)
    .select((of) => [
      'pa.case_id',
      of.fn.countAll<number>().as('parties'),
      of.fn.countAll<number>().filterWhere(isClient).as('clients'),
      of.fn.countAll<number>().filterWhere(isClient).filterWhere(hasRegistered).as('registered'),
    ])
    .where('pa.case_id', '=', sql<string>`any(${cases}::uuid[])`)
    .groupBy('pa.case_id')
    .execute()
  return new Map(rows.map(({ case_id, ...counts }) => [case_id, counts]))
}

/** What the list of a case's parties is asked for. */
export interface PartyFilter {
  /** Row id of the case. */
  of: string
  side?: Side
  /** Part of a name or an e-mail. */
  search?: string
}

/** A place among the parties of a case. */
type PartyPlace = Pick<Party, 'side' | 'person_id'> & { added_at: string }

/** Some of a case's parties, next to the place asked for. */
export async function partiesPage(
  tx: Tx,
  {
    of,
    side,
    search,
    now,
    after,
    before,
    limit,
  }: PartyFilter & Place<PartyPlace> & { now: Instant; limit: number },
): Promise<Party[]> {
  let query = shownIn(tx.db, now).where('pa.case_id', '=', of)
  if (side) query = query.where('pa.side', '=', side)
  if (search) {
    const like = containing(search)
    query = query.where((is) => is.or([is('p.name', 'ilike', like), is('p.email', 'ilike', like)]))
  }
  const place = before ?? after
  if (place) {
    const than = sql.raw(before ? '<' : '>')
    const { side, added_at, person_id } = place
    query = query.where(
      sql<SqlBool>`(pa.side, pa.added_at, pa.person_id) ${than} (${side}, ${added_at}, ${person_id})`,
    )
  }
  const way = before ? 'desc' : 'asc'
  const rows = (await query
    .orderBy('pa.side', way)
    .orderBy('pa.added_at', way)
    .orderBy('pa.person_id', way)
    .limit(limit)
    .execute()) as Party[]
  return before ? rows.toReversed() : rows
}
