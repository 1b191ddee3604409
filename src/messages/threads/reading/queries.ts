import { sql, type Expression, type SqlBool } from 'kysely'
import type { Tx } from '../../../kit/db/database.ts'
import { PORTAL, withPortal } from '../../../kit/db/portal-compiler.ts'
import type { ListKey } from '../cursor.ts'

type Instant = Temporal.Instant

export interface ListedThread {
  id: string
  sealed_subject: Buffer
  messages: number
  unread: number
  last_message_at: Instant
  /** Everybody else, by name. */
  other_ids: string[]
  other_names: string[]
}

/**
 * One page of a person's threads, newest first: those after a key, or the nearest before one.
 * @param about.beside only those in which this person takes part too
 */
export async function threadsPage(
  tx: Tx,
  about: { person: string; beside?: string; after?: ListKey; before?: ListKey; limit: number },
): Promise<ListedThread[]> {
  const { person, beside, after, before, limit } = about
  let query = tx.db
    .selectFrom('thread_participants as tp')
    .innerJoin('threads as t', (join) => join.onRef('t.id', '=', 'tp.thread_id'))
    .innerJoinLateral(
      sql<{ ids: string[]; names: string[] }>`(${withPortal(OTHERS)})`.as('others'),
      (join) => join.onTrue(),
    )
    .select([
      't.id',
      't.sealed_subject',
      't.messages',
      'tp.unread',
      'tp.last_message_at',
      'others.ids as other_ids',
      'others.names as other_names',
    ])
    .where('tp.person_id', '=', person)
    .limit(limit)
  if (beside !== undefined)
    query = query.where(sql<SqlBool>`exists (select from thread_participants b
      where b.portal_id = ${PORTAL} and b.thread_id = tp.thread_id and b.person_id = ${beside})`)
  // The first half of each condition is what the index is entered by.
  if (after) query = query.where(beyond(after, '<', '>'))
  if (before) query = query.where(beyond(before, '>', '<'))
  const rows = await query
    .orderBy('tp.last_message_at', before ? 'asc' : 'desc')
    .orderBy('tp.thread_id', before ? 'desc' : 'asc')
    .execute()
  return before ? rows.toReversed() : rows
}

/** Everybody else in the thread of the participant `tp` of the portal `$1`, by name, as two lists in one row. */
export const OTHERS = `
  select coalesce(array_agg(p.id order by p.name, p.id), '{}') as ids,
    coalesce(array_agg(p.name order by p.name, p.id), '{}') as names
  from thread_participants o
  join persons p on p.portal_id = $1 and p.id = o.person_id
  where o.portal_id = $1 and o.thread_id = tp.thread_id and o.person_id <> tp.person_id`

function beyond({ at, id }: ListKey, earlier: '<' | '>', later: '<' | '>'): Expression<SqlBool> {
  const [outer, tie] = [sql.raw(earlier), sql.raw(later)]
  return sql<SqlBool>`tp.last_message_at ${outer}= ${at}
    and (tp.last_message_at ${outer} ${at} or tp.thread_id ${tie} ${id})`
}

export interface ThreadRow {
  id: string
  sealed_subject: Buffer
  started_at: Instant
  messages: number
  unread: number
  /** How many messages by others stand after the page asked for. */
  newer: number
}

/** A thread as one of its participants sees it. @param before the page of messages before this one */
export async function threadOf(
  tx: Tx,
  about: { thread: string; person: string; before: string | null },
): Promise<ThreadRow | undefined> {
  const [row] = await tx.run<ThreadRow>(
    `select t.id, t.sealed_subject, t.started_at, t.messages, tp.unread,
       case when $4::uuid is null then 0 else (
         select count(*) from messages m
         where m.portal_id = $1 and m.thread_id = $2 and m.author_id <> $3 and m.id >= $4) end::integer as newer
     from threads t
     join thread_participants tp on tp.portal_id = $1 and tp.thread_id = t.id and tp.person_id = $3
     where t.portal_id = $1 and t.id = $2`,
    [tx.portal, about.thread, about.person, about.before],
    'thread',
  )
  return row
}

export interface Participant {
  id: string
  name: string
  kind: string
  disabled_at: Instant | null
  unread: number
}

/** Who takes part in a thread, by name; nobody for whoever does not. */
export const participantsOf = (tx: Tx, { thread, person }: { thread: string; person: string }) =>
  tx.run<Participant>(
    `select p.id, p.name, p.kind, p.disabled_at, tp.unread
     from thread_participants own
     join thread_participants tp on tp.portal_id = $1 and tp.thread_id = own.thread_id
     join persons p on p.portal_id = $1 and p.id = tp.person_id
     where own.portal_id = $1 and own.thread_id = $2 and own.person_id = $3
     order by p.name, p.id`,
    [tx.portal, thread, person],
    'thread_participants',
  )

export interface MessageRow {
  id: string
  author_id: string
  /** Name of the staff member who wrote it in the author's name. */
  written_by: string | null
  sealed_body: Buffer
  sent_at: Instant
}

/**
 * The newest messages of a thread, newest first; none for whoever takes no part.
 * @param before only those before this message
 */
export function messagesPage(
  tx: Tx,
  about: { thread: string; person: string; before: string | null; limit: number },
): Promise<MessageRow[]> {
  let query = tx.db
    .selectFrom('thread_participants as own')
    .innerJoin('messages as m', (join) => join.onRef('m.thread_id', '=', 'own.thread_id'))
    .leftJoin('persons as w', (join) => join.onRef('w.id', '=', 'm.written_by'))
    .select(['m.id', 'm.author_id', 'w.name as written_by', 'm.sealed_body', 'm.sent_at'])
    .where('own.thread_id', '=', about.thread)
    .where('own.person_id', '=', about.person)
    .orderBy('m.id', 'desc')
    .limit(about.limit)
  if (about.before) query = query.where('m.id', '<', about.before)
  return query.execute()
}
