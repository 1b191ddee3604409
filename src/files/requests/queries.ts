import type { Instant } from '../../kit/clock.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import { OUTSTANDING, type FileRequest, type RequestState } from './request.ts'

/** Requests `r` with whom they ask and who asks, to be narrowed and ordered. */
export const requests = (tx: Tx) =>
  tx.db
    .selectFrom('file_requests as r')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'r.person_id'))
    .innerJoin('persons as a', (join) => join.onRef('a.id', '=', 'r.asked_by'))
    .select([
      'r.id',
      'r.holder_kind as holderKind',
      'r.holder_id as holderId',
      'r.person_id as personId',
      'p.name as personName',
      'r.sealed_what as sealedWhat',
      'r.sealed_why as sealedWhy',
      'r.due_on as dueOn',
      'r.state',
      'r.state_at as stateAt',
      'r.asked_by as askedBy',
      'a.name as askedByName',
      'r.asked_at as askedAt',
      'r.remind_at as remindAt',
      'r.reminders',
    ])
    .$narrowType<{ state: RequestState }>()

export const requestById = (tx: Tx, id: string): Promise<FileRequest | undefined> =>
  requests(tx).where('r.id', '=', id).executeTakeFirst()

/** Of several requests to somebody those in a state, by row id. */
export async function requestsIn(
  tx: Tx,
  { person, ids, state }: { person: string; ids: readonly string[]; state: RequestState },
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('file_requests')
    .select('id')
    .where('person_id', '=', person)
    .where('id', 'in', ids)
    .where('state', '=', state)
    .execute()
  return rows.map(({ id }) => id)
}

/** Of several those that are there. */
export const requestsById = (tx: Tx, ids: readonly string[]): Promise<FileRequest[]> =>
  ids.length === 0 ? Promise.resolve([]) : requests(tx).where('r.id', 'in', ids).execute()

export const lockRequest = (tx: Tx, id: string): Promise<FileRequest | undefined> =>
  requests(tx).where('r.id', '=', id).forUpdate('r').executeTakeFirst()

/** What requests are of: of a thing that has files, with all that somebody is asked for where it is a person. */
export interface RequestsQuery {
  kind: string
  holder: string
  states?: readonly RequestState[]
  /** Id of the request that these come before; the newest come first. */
  before?: string
  limit: number
}

const about = (tx: Tx, { kind, holder, states, limit }: RequestsQuery) => {
  const query = requests(tx)
    .where(({ or, and, eb }) =>
      or([
        and([eb('r.holder_kind', '=', kind), eb('r.holder_id', '=', holder)]),
        ...(kind === 'person' ? [eb('r.person_id', '=', holder)] : []),
      ]),
    )
    .limit(limit)
  return states ? query.where('r.state', 'in', states) : query
}

export function requestsAbout(tx: Tx, query: RequestsQuery): Promise<FileRequest[]> {
  const newest = about(tx, query).orderBy('r.id', 'desc')
  return (query.before === undefined ? newest : newest.where('r.id', '<', query.before)).execute()
}

/** What waits, the most urgent first: for an answer, then for somebody to look at it. */
export const outstandingAbout = (
  tx: Tx,
  query: Omit<RequestsQuery, 'states' | 'before'>,
): Promise<FileRequest[]> =>
  about(tx, { ...query, states: OUTSTANDING })
    .orderBy('r.state', 'desc')
    .orderBy('r.due_on', (order) => order.asc().nullsLast())
    .orderBy('r.id')
    .execute()

interface OfPerson {
  person: string
  states?: readonly RequestState[]
  before?: string
  limit: number
}

/** What somebody is asked for, the newest first. */
export function requestsOf(
  tx: Tx,
  { person, states, before, limit }: OfPerson,
): Promise<FileRequest[]> {
  let query = requests(tx).where('r.person_id', '=', person).orderBy('r.id', 'desc').limit(limit)
  if (states) query = query.where('r.state', 'in', states)
  if (before !== undefined) query = query.where('r.id', '<', before)
  return query.execute()
}

/** What somebody has still to send, the most urgent first. */
export const openFor = (tx: Tx, person: string, limit: number): Promise<FileRequest[]> =>
  requests(tx)
    .where('r.person_id', '=', person)
    .where('r.state', '=', 'open')
    .orderBy('r.due_on', (order) => order.asc().nullsLast())
    .orderBy('r.id')
    .limit(limit)
    .execute()

/** What somebody has still to send, or has sent and is looked at, about one thing: row ids, the first first. */
export async function outstandingFor(
  tx: Tx,
  { kind, holder, person }: { kind: string; holder: string; person: string },
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('file_requests')
    .select('id')
    .where('holder_kind', '=', kind)
    .where('holder_id', '=', holder)
    .where('person_id', '=', person)
    .where('state', 'in', OUTSTANDING)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** What somebody sent that was accepted, the newest first. */
export const lastAccepted = (tx: Tx, person: string, limit: number): Promise<FileRequest[]> =>
  requests(tx)
    .where('r.person_id', '=', person)
    .where('r.state', '=', 'accepted')
    .orderBy('r.state_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute()

export const countOutstanding = (
  tx: Tx,
  { kind, holder }: { kind: string; holder: string },
  most: number,
): Promise<number> =>
  countUpTo(
    tx,
    tx.db
      .selectFrom('file_requests')
      .select('id')
      .where('holder_kind', '=', kind)
      .where('holder_id', '=', holder)
      .where('state', 'in', OUTSTANDING),
    most,
  )

export async function insertRequest(
  tx: Tx,
  request: {
    id: string
    kind: string
    holder: string
    person: string
    sealedWhat: Buffer
    dueOn: string | null
    by: string
    now: Instant
    remindAt: Instant | null
  },
): Promise<void> {
  await tx.db
    .insertInto('file_requests')
    .values({
      id: request.id,
      holder_kind: request.kind,
      holder_id: request.holder,
      person_id: request.person,
      sealed_what: request.sealedWhat,
      due_on: request.dueOn,
      state_at: request.now,
      asked_by: request.by,
      asked_at: request.now,
      remind_at: request.remindAt,
    })
    .execute()
}

/** It is in another state now; whatever is not open is reminded of no more. */
export async function setState(
  tx: Tx,
  id: string,
  { state, now }: { state: Exclude<RequestState, 'open'>; now: Instant },
): Promise<void> {
  await tx.db
    .updateTable('file_requests')
    .set({ state, state_at: now, remind_at: null })
    .where('id', '=', id)
    .execute()
}

/** It is open again, and reminded of anew. */
export async function reopen(
  tx: Tx,
  id: string,
  again: {
    sealedWhy: Buffer
    dueOn: string | null
    by: string
    now: Instant
    remindAt: Instant | null
  },
): Promise<void> {
  await tx.db
    .updateTable('file_requests')
    .set({
      state: 'open',
      state_at: again.now,
      sealed_why: again.sealedWhy,
      due_on: again.dueOn,
      asked_by: again.by,
      remind_at: again.remindAt,
      reminders: 0,
    })
    .where('id', '=', id)
    .execute()
}

/** Requests about one thing go over to another of its kind, as where two cards are merged. */
export async function moveRequests(
  tx: Tx,
  kind: string,
  { kept, other }: { kept: string; other: string },
): Promise<void> {
  await tx.db
    .updateTable('file_requests')
    .set({ holder_id: kept })
    .where('holder_kind', '=', kind)
    .where('holder_id', '=', other)
    .execute()
}
