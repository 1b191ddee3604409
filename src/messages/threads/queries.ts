import { sql, type Expression, type SqlBool } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'
import type { ListKey } from './cursor.ts'
import type { Correspondent } from './thread.ts'

type Instant = Temporal.Instant

/** The author and those written to, held so that nobody is switched off before the commit. */
export const holdCorrespondents = (
  tx: Tx,
  portal: string,
  people: readonly string[],
): Promise<(Correspondent & { name: string })[]> =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'kind', 'seat', 'name', 'activated_at', 'disabled_at'])
    .where('portal_id', '=', portal)
    .where('id', 'in', people)
    .orderBy('id')
    .forShare()
    .execute()

export interface NewThread {
  portal: string
  id: string
  sealedSubject: Buffer
  author: string
  recipients: readonly string[]
  now: Instant
}

/** A thread and who takes part, with its first message still to be added. */
export async function insertThread(tx: Tx, thread: NewThread): Promise<void> {
  const { portal, id, author, recipients, now } = thread
  const shared = { portal_id: portal, thread_id: id, last_message_at: now }
  await Promise.all([
    tx.db
      .insertInto('threads')
      .values({
        portal_id: portal,
        id,
        sealed_subject: thread.sealedSubject,
        started_by: author,
        started_at: now,
        last_message_at: now,
      })
      .execute(),
    tx.db
      .insertInto('thread_participants')
      .values([author, ...recipients].map((person) => ({ ...shared, person_id: person })))
      .execute(),
  ])
}

const takesPart = (portal: string, person: string) =>
  sql<SqlBool>`exists (
    select from thread_participants tp
    where tp.portal_id = ${portal} and tp.thread_id = threads.id and tp.person_id = ${person})`

/**
 * Locks a thread that the person takes part in: until the commit nobody else adds to it, and nobody
 * marks what they have not seen.
 */
export async function lockThread(
  tx: Tx,
  about: { portal: string; thread: string; person: string },
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('threads')
    .select('id')
    .where('portal_id', '=', about.portal)
    .where('id', '=', about.thread)
    .where(takesPart(about.portal, about.person))
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Null in a thread without messages. A statement of its own, so that it sees what the lock waited for. */
export async function lastMessage(tx: Tx, portal: string, thread: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('portal_id', '=', portal)
    .where('thread_id', '=', thread)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** How many messages by others follow `seen`, but never more than were unread. */
const unreadAfter = (portal: string, thread: string, person: string, seen: string) =>
  sql<number>`least(unread, (
    select count(*) from messages m
    where m.portal_id = ${portal} and m.thread_id = ${thread} and m.author_id <> ${person} and m.id > ${seen}))`

export interface NewMessage {
  portal: string
  thread: string
  id: string
  author: string
  sealedBody: Buffer
  now: Instant
  /** The newest message the author had before them; without it they have seen all. */
  seen?: string
}

/** Somebody else in the thread of a message that was just sent. */
export interface Recipient {
  id: string
  name: string
  email: string
  language: string | null
  disabled_at: Instant | null
  /** After the message was counted: 1 for those who had read everything before. */
  unread: number
}

/** Adds a message and counts it with everybody else. @returns everybody else */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<Recipient[]> {
  const { portal, thread, id, author, now, seen } = message
  const own = seen === undefined ? sql<number>`0` : unreadAfter(portal, thread, author, seen)
  const [participants] = await Promise.all([
    tx.db
      .updateTable('thread_participants')
      .from('persons')
      .set({
        unread: sql<number>`case when person_id = ${author} then ${own} else unread + 1 end`,
        read_at: sql<Instant>`case when person_id = ${author} then ${now} else read_at end`,
        last_message_at: sql<Instant>`greatest(last_message_at, ${now})`,
      })
      .where('thread_participants.portal_id', '=', portal)
      .where('thread_id', '=', thread)
      .whereRef('persons.portal_id', '=', 'thread_participants.portal_id')
      .whereRef('persons.id', '=', 'person_id')
      .returning(['persons.id', 'name', 'email', 'language', 'disabled_at', 'unread'])
      .execute(),
    tx.db
      .insertInto('messages')
      .values({
        portal_id: portal,
        id,
        thread_id: thread,
        author_id: author,
        sealed_body: message.sealedBody,
        sent_at: now,
      })
      .execute(),
    tx.db
      .updateTable('threads')
      .set({
        messages: sql<number>`messages + 1`,
        last_message_at: sql<Instant>`greatest(last_message_at, ${now})`,
      })
      .where('portal_id', '=', portal)
      .where('id', '=', thread)
      .execute(),
  ])
  return participants.filter(({ id }) => id !== author)
}

/** Counts everything up to `seen` as read. @returns what is left unread */
export async function markRead(
  tx: Tx,
  about: { portal: string; thread: string; person: string; seen: string; now: Instant },
): Promise<number> {
  const { portal, thread, person, seen, now } = about
  const { unread } = await tx.db
    .updateTable('thread_participants')
    .set({ unread: unreadAfter(portal, thread, person, seen), read_at: now })
    .where('portal_id', '=', portal)
    .where('thread_id', '=', thread)
    .where('person_id', '=', person)
    .returning('unread')
    .executeTakeFirstOrThrow()
  return unread
}

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

/** One page of a person's threads, newest first: those after a key, or the nearest before one. */
export async function threadsPage(
  tx: Tx,
  about: { portal: string; person: string; after?: ListKey; before?: ListKey; limit: number },
): Promise<ListedThread[]> {
  const { portal, person, after, before, limit } = about
  let query = tx.db
    .selectFrom('thread_participants as tp')
    .innerJoin('threads as t', (join) =>
      join.onRef('t.portal_id', '=', 'tp.portal_id').onRef('t.id', '=', 'tp.thread_id'),
    )
    .innerJoinLateral(
      sql<{ ids: string[]; names: string[] }>`(${sql.raw(OTHERS)})`.as('others'),
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
    .where('tp.portal_id', '=', portal)
    .where('tp.person_id', '=', person)
    .limit(limit)
  // The first half of each condition is what the index is entered by.
  if (after) query = query.where(beyond(after, '<', '>'))
  if (before) query = query.where(beyond(before, '>', '<'))
  const rows = await query
    .orderBy('tp.last_message_at', before ? 'asc' : 'desc')
    .orderBy('tp.thread_id', before ? 'desc' : 'asc')
    .execute()
  return before ? rows.toReversed() : rows
}

/** Everybody else in the thread of the participant `tp`, by name, as two lists in one row. */
export const OTHERS = `
  select coalesce(array_agg(p.id order by p.name, p.id), '{}') as ids,
    coalesce(array_agg(p.name order by p.name, p.id), '{}') as names
  from thread_participants o
  join persons p on p.portal_id = o.portal_id and p.id = o.person_id
  where o.portal_id = tp.portal_id and o.thread_id = tp.thread_id and o.person_id <> tp.person_id`

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
  about: { portal: string; thread: string; person: string; before: string | null },
): Promise<ThreadRow | undefined> {
  const [row] = await tx.run<ThreadRow>(
    `select t.id, t.sealed_subject, t.started_at, t.messages, tp.unread,
       case when $4::uuid is null then 0 else (
         select count(*) from messages m
         where m.portal_id = $1 and m.thread_id = $2 and m.author_id <> $3 and m.id >= $4) end::integer as newer
     from threads t
     join thread_participants tp on tp.portal_id = t.portal_id and tp.thread_id = t.id and tp.person_id = $3
     where t.portal_id = $1 and t.id = $2`,
    [about.portal, about.thread, about.person, about.before],
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
export const participantsOf = (
  tx: Tx,
  { portal, thread, person }: { portal: string; thread: string; person: string },
) =>
  tx.run<Participant>(
    `select p.id, p.name, p.kind, p.disabled_at, tp.unread
     from thread_participants own
     join thread_participants tp on tp.portal_id = own.portal_id and tp.thread_id = own.thread_id
     join persons p on p.portal_id = tp.portal_id and p.id = tp.person_id
     where own.portal_id = $1 and own.thread_id = $2 and own.person_id = $3
     order by p.name, p.id`,
    [portal, thread, person],
    'thread_participants',
  )

export interface MessageRow {
  id: string
  author_id: string
  sealed_body: Buffer
  sent_at: Instant
}

/**
 * The newest messages of a thread, newest first; none for whoever takes no part.
 * @param before only those before this message
 */
export function messagesPage(
  tx: Tx,
  about: { portal: string; thread: string; person: string; before: string | null; limit: number },
): Promise<MessageRow[]> {
  let query = tx.db
    .selectFrom('thread_participants as own')
    .innerJoin('messages as m', (join) =>
      join.onRef('m.portal_id', '=', 'own.portal_id').onRef('m.thread_id', '=', 'own.thread_id'),
    )
    .select(['m.id', 'm.author_id', 'm.sealed_body', 'm.sent_at'])
    .where('own.portal_id', '=', about.portal)
    .where('own.thread_id', '=', about.thread)
    .where('own.person_id', '=', about.person)
    .orderBy('m.id', 'desc')
    .limit(about.limit)
  if (about.before) query = query.where('m.id', '<', about.before)
  return query.execute()
}
