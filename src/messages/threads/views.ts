import { reachablePeople } from '../../identity/index.ts'
import { filesOfMany, type ShownFile } from '../../files/index.ts'
import type { SignedInContext } from '../../web/index.ts'
import type { ListKey } from './cursor.ts'
import {
  messagesPage,
  participantsOf,
  threadOf,
  threadsPage,
  type ListedThread,
  type Participant,
} from './reading/queries.ts'
import { Opener } from './sealing.ts'
import { isPro } from './thread.ts'

type Instant = Temporal.Instant
type Visitor = Pick<SignedInContext, 'read' | 'portal' | 'person' | 'installation' | 'language'>

const THREADS_A_PAGE = 25
const MESSAGES_A_PAGE = 50
/** People offered at once when writing a message; the rest is found by name. */
export const PEOPLE_OFFERED = 50

export interface ThreadSummary {
  id: string
  /** Null where what is stored does not open. */
  subject: string | null
  /** Everybody else who takes part, by name. */
  others: { id: string; name: string }[]
  messages: number
  unread: number
  lastMessageAt: Instant
}

export interface ThreadList {
  threads: ThreadSummary[]
  /** Where the page of newer threads ends, and where the one of older ones begins. */
  newer: ListKey | null
  older: ListKey | null
}

/** A person's threads, newest first, a page at a time. */
export function listThreads(
  { read, portal, person, installation }: Visitor,
  { after, before }: { after?: ListKey; before?: ListKey } = {},
): Promise<ThreadList> {
  return read(async (tx) => {
    const limit = THREADS_A_PAGE + 1
    const rows = await threadsPage(tx, {
      person: person.id,
      after,
      before,
      limit,
    })
    const more = rows.length === limit
    // The surplus row lies at the far end of the direction that was asked for.
    const shown = more ? (before ? rows.slice(1) : rows.slice(0, -1)) : rows
    const opener = new Opener(
      await installation.keys.of(tx, portal.id),
      portal.id,
      installation.log,
    )
    const threads = shown.map((row) => summaryOf(row, opener))
    const key = (thread?: ThreadSummary) =>
      thread ? { at: thread.lastMessageAt, id: thread.id } : null
    return {
      threads,
      newer: before ? (more ? key(threads[0]) : null) : after ? key(threads[0]) : null,
      older: before || more ? key(threads.at(-1)) : null,
    }
  })
}

const summaryOf = (row: ListedThread, opener: Opener): ThreadSummary => ({
  id: row.id,
  subject: opener.subject(row.id, row.sealed_subject),
  others: row.other_ids.map((id, index) => ({ id, name: row.other_names[index]! })),
  messages: row.messages,
  unread: row.unread,
  lastMessageAt: row.last_message_at,
})

/** The newest threads in which this person and another take part. @param beside row id of the other */
export const threadsWith = (
  { read, portal, person, installation }: Visitor,
  beside: string,
  limit: number,
): Promise<ThreadSummary[]> =>
  read(async (tx) => {
    const [rows, key] = await Promise.all([
      threadsPage(tx, { person: person.id, beside, limit }),
      installation.keys.of(tx, portal.id),
    ])
    const opener = new Opener(key, portal.id, installation.log)
    return rows.map((row) => summaryOf(row, opener))
  })

export interface Message {
  id: string
  author: Pick<Participant, 'id' | 'name' | 'kind'>
  /** Name of the staff member who wrote it in the author's name. */
  writtenBy: string | null
  /** Null where what is stored does not open. */
  body: string | null
  sentAt: Instant
  /** By somebody else, and not marked as read. */
  isNew: boolean
  files: readonly ShownFile[]
}

export interface Thread {
  id: string
  subject: string | null
  startedAt: Instant
  participants: Participant[]
  unread: number
  /** A page of them, oldest first. */
  messages: Message[]
  /** The first message here, if there are older ones before it. */
  older: string | null
}

/**
 * One thread, with its newest messages or those before one of them; null for whoever takes no part.
 * @param before row id of a message
 */
export function viewThread(
  visitor: Visitor,
  id: string | null,
  before: string | null = null,
): Promise<Thread | null> {
  const { read, portal, person, installation } = visitor
  if (id === null) return Promise.resolve(null)
  return read(async (tx) => {
    const limit = MESSAGES_A_PAGE + 1
    const of = { portal: portal.id, thread: id, person: person.id }
    const [thread, participants, rows] = await Promise.all([
      threadOf(tx, { ...of, before }),
      participantsOf(tx, of),
      messagesPage(tx, { ...of, before, limit }),
    ])
    if (!thread) return null
    const opener = new Opener(
      await installation.keys.of(tx, portal.id),
      portal.id,
      installation.log,
    )
    const authors = new Map(participants.map((one) => [one.id, one]))
    const shown = rows.slice(0, MESSAGES_A_PAGE)
    const files = await filesOfMany(tx, visitor, {
      kind: 'message',
      ids: shown.map(({ id }) => id),
    })
    // The newest messages by others are the unread ones; some of them may stand on newer pages.
    let left = Math.max(0, thread.unread - thread.newer)
    const messages = shown.map((row): Message => {
      const { id: author, name, kind } = authors.get(row.author_id)!
      const isNew = author !== person.id && left-- > 0
      const place = { thread: id, message: row.id, author }
      return {
        id: row.id,
        author: { id: author, name, kind },
        writtenBy: row.written_by,
        body: opener.body(place, row.sealed_body),
        sentAt: row.sent_at,
        isNew,
        files: files.get(row.id) ?? [],
      }
    })
    return {
      id,
      subject: opener.subject(id, thread.sealed_subject),
      startedAt: thread.started_at,
      participants,
      unread: thread.unread,
      messages: messages.toReversed(),
      older: rows.length === limit ? shown.at(-1)!.id : null,
    }
  })
}

export interface Reachable {
  id: string
  name: string
  /** For staff only: others know people by name. */
  email: string | null
}

/** Those the person may write to: the chosen first, then by name. */
export async function whomToWriteTo(
  { read, person }: Visitor,
  { chosen, search }: { chosen: readonly string[]; search?: string },
): Promise<{ people: Reachable[]; more: boolean }> {
  const isStaff = person.kind === 'staff'
  const rows = await read((tx) =>
    reachablePeople(tx, {
      except: person.id,
      search,
      byEmail: isStaff,
      onlyPro: !isPro(person),
      first: chosen,
      limit: PEOPLE_OFFERED + 1,
    }),
  )
  return {
    people: rows
      .slice(0, PEOPLE_OFFERED)
      .map(({ id, name, email }) => ({ id, name, email: isStaff ? email : null })),
    more: rows.length > PEOPLE_OFFERED,
  }
}
