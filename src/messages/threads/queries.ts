import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'
import { PORTAL } from '../../kit/db/portal-compiler.ts'
import type { Correspondent } from './thread.ts'

type Instant = Temporal.Instant

/** The author and those written to, held so that nobody is disabled before the commit. */
export const holdCorrespondents = (
  tx: Tx,
  people: readonly string[],
): Promise<(Correspondent & { name: string })[]> =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'kind', 'seat', 'name', 'activated_at', 'disabled_at'])
    .where('id', 'in', people)
    .orderBy('id')
    .forShare()
    .execute()

export interface NewThread {
  id: string
  sealedSubject: Buffer
  author: string
  recipients: readonly string[]
  now: Instant
}

/** A thread and who takes part, with its first message still to be added. */
export async function insertThread(tx: Tx, thread: NewThread): Promise<void> {
  const { id, author, recipients, now } = thread
  const shared = { thread_id: id, last_message_at: now }
  await Promise.all([
    tx.db
      .insertInto('threads')
      .values({
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

/**
 * Locks a thread that the person takes part in: until the commit nobody else adds to it, and nobody
 * marks what they have not seen.
 */
export async function lockThread(
  tx: Tx,
  about: { thread: string; person: string },
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('threads')
    .innerJoin('thread_participants as tp', 'tp.thread_id', 'threads.id')
    .select('threads.id')
    .where('threads.id', '=', about.thread)
    .where('tp.person_id', '=', about.person)
    .forNoKeyUpdate('threads')
    .executeTakeFirst()
  return row !== undefined
}

/** Null in a thread without messages. A statement of its own, so that it sees what the lock waited for. */
export async function lastMessage(tx: Tx, thread: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('thread_id', '=', thread)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** How many messages by others follow `seen`, but never more than were unread. */
const unreadAfter = (thread: string, person: string, seen: string) =>
  sql<number>`least(unread, (
    select count(*) from messages m
    where m.portal_id = ${PORTAL} and m.thread_id = ${thread} and m.author_id <> ${person} and m.id > ${seen}))`

export interface NewMessage {
  thread: string
  id: string
  author: string
  /** The staff member who writes in the author's name. */
  writtenBy?: string
  sealedBody: Buffer
  now: Instant
  /** The newest message the author had before them; without it they have seen all. */
  seen?: string
}

/** Somebody else in the thread of a message that was just sent. */
export interface Recipient {
  id: string
  name: string
  email: string | null
  language: string | null
  disabled_at: Instant | null
  /** After the message was counted: 1 for those who had read everything before. */
  unread: number
}

/** Adds a message and counts it with everybody else. @returns everybody else */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<Recipient[]> {
  const { thread, id, author, writtenBy, now, seen } = message
  const read = seen === undefined ? sql<number>`0` : unreadAfter(thread, author, seen)
  // Whoever writes in another's name has read in their own.
  const own = writtenBy === undefined ? read : sql<number>`unread`
  const readAt = writtenBy === undefined ? now : sql<Instant>`read_at`
  const [participants] = await Promise.all([
    tx.db
      .updateTable('thread_participants')
      .from('persons')
      .set({
        unread: sql<number>`case when person_id = ${author} then ${own} else unread + 1 end`,
        read_at: sql<Instant>`case when person_id = ${author} then ${readAt} else read_at end`,
        last_message_at: sql<Instant>`greatest(last_message_at, ${now})`,
      })
      .where('thread_id', '=', thread)
      .whereRef('persons.id', '=', 'person_id')
      .returning(['persons.id', 'name', 'email', 'language', 'disabled_at', 'unread'])
      .execute(),
    tx.db
      .insertInto('messages')
      .values({
        id,
        thread_id: thread,
        author_id: author,
        written_by: writtenBy ?? null,
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
      .where('id', '=', thread)
      .execute(),
  ])
  return participants.filter(({ id }) => id !== author)
}

/** Counts everything up to `seen` as read. @returns what is left unread */
export async function markRead(
  tx: Tx,
  about: { thread: string; person: string; seen: string; now: Instant },
): Promise<number> {
  const { thread, person, seen, now } = about
  const { unread } = await tx.db
    .updateTable('thread_participants')
    .set({ unread: unreadAfter(thread, person, seen), read_at: now })
    .where('thread_id', '=', thread)
    .where('person_id', '=', person)
    .returning('unread')
    .executeTakeFirstOrThrow()
  return unread
}

/** Whether somebody takes part in the thread of a message. */
export async function takesPartIn(tx: Tx, message: string, person: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('messages as m')
    .innerJoin('thread_participants as tp', (join) =>
      join.onRef('tp.thread_id', '=', 'm.thread_id'),
    )
    .select('m.id')
    .where('m.id', '=', message)
    .where('tp.person_id', '=', person)
    .executeTakeFirst()
  return row !== undefined
}
