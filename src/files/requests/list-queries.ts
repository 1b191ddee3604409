import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'
import { requests } from './queries.ts'
import type { FileRequest, RequestState } from './request.ts'

/** What a list over everything that requests are about shows. */
export const SHOWN = ['waiting', 'open', 'late', 'over'] as const
export type Shown = (typeof SHOWN)[number]

const STATES: Record<Shown, readonly RequestState[]> = {
  waiting: ['answered'],
  open: ['open'],
  late: ['open'],
  over: ['accepted', 'withdrawn'],
}

interface Kinds {
  /** Kinds of those whose files whoever asks looks after. */
  kinds: readonly string[]
  /** By the portal's zone. */
  today: string
}

const shownAs = (tx: Tx, shown: Shown, { kinds, today }: Kinds) => {
  const query = requests(tx)
    .where('r.holder_kind', 'in', kinds)
    .where('r.state', 'in', STATES[shown])
  return shown === 'late' ? query.where('r.due_on', '<', today) : query
}

/** A place among those that are sorted by their due days, or by when they came to their state. */
export interface RequestPlace {
  key: string
  id: string
}

/** Without one, after all that have one. */
const NO_DUE_DAY = '9999-12-31'
const DUE = sql<string>`coalesce(r.due_on, ${sql.lit(NO_DUE_DAY)}::date)`

/** Whether a list is sorted by due days, the first first. */
export const isByDueDay = (shown: Shown): boolean => shown === 'open' || shown === 'late'

export const placeOf = (shown: Shown, { id, dueOn, stateAt }: FileRequest): RequestPlace => ({
  key: isByDueDay(shown) ? (dueOn ?? NO_DUE_DAY) : stateAt.toString(),
  id,
})

/**
 * Requests over everything, the most urgent first: by due day, those that have waited longest for a look, the newest of
 * those that are over.
 */
export function requestsShown(
  tx: Tx,
  { shown, after, limit, ...kinds }: Kinds & { shown: Shown; after?: RequestPlace; limit: number },
): Promise<FileRequest[]> {
  const order = shown === 'over' ? 'desc' : 'asc'
  const isDue = isByDueDay(shown)
  const key = isDue ? DUE : sql`r.state_at`
  let query = shownAs(tx, shown, kinds).orderBy(key, order).orderBy('r.id', order).limit(limit)
  if (after) {
    const place = sql`${after.key}::${sql.raw(isDue ? 'date' : 'timestamptz')}`
    const beyond = sql.raw(shown === 'over' ? '<' : '>')
    query = query.where(sql<boolean>`(${key}, r.id) ${beyond} (${place}, ${after.id}::uuid)`)
  }
  return query.execute()
}

/** How many there are of each. */
export async function countShown(
  tx: Tx,
  { kinds, today }: Kinds,
): Promise<Record<'waiting' | 'open' | 'late', number>> {
  const row = await tx.db
    .selectFrom('file_requests as r')
    .select([
      sql<number>`count(*) filter (where r.state = 'answered')::int`.as('waiting'),
      sql<number>`count(*) filter (where r.state = 'open')::int`.as('open'),
      sql<number>`count(*) filter (where r.state = 'open' and r.due_on < ${today})::int`.as('late'),
    ])
    .where('r.holder_kind', 'in', kinds)
    .where('r.state', 'in', ['answered', 'open'])
    .executeTakeFirstOrThrow()
  return row
}

/** Every request, the newest first, for programs. */
export function allRequests(
  tx: Tx,
  {
    kinds,
    states,
    before,
    limit,
  }: Pick<Kinds, 'kinds'> & { states?: readonly RequestState[]; before?: string; limit: number },
): Promise<FileRequest[]> {
  let query = requests(tx).where('r.holder_kind', 'in', kinds).orderBy('r.id', 'desc').limit(limit)
  if (states) query = query.where('r.state', 'in', states)
  if (before !== undefined) query = query.where('r.id', '<', before)
  return query.execute()
}
