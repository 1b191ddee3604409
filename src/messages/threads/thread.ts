import { line, lines } from '../../identity/index.ts'
import { newId } from '../../kit/ids.ts'

/** Somebody who writes or is written to, as far as the rules look at them. */
export interface Correspondent {
  id: string
  kind: string
  seat: string
  activated_at: Temporal.Instant | null
  disabled_at: Temporal.Instant | null
}

/** Staff and whoever holds a PRO seat. */
export const isPro = ({ kind, seat }: Pick<Correspondent, 'kind' | 'seat'>): boolean =>
  kind === 'staff' || seat === 'pro'

/**
 * Who may start a thread with whom: with anyone who has come in and is not disabled; a guest
 * with PRO people only, so that guests do not come to know of one another.
 */
export const mayWriteTo = (author: Correspondent, other: Correspondent): boolean =>
  other.id !== author.id &&
  other.activated_at !== null &&
  other.disabled_at === null &&
  (isPro(author) || isPro(other))

/** How much one person may write: everything written is a row, and may be a mail to each of many. */
export interface Caps {
  /** Written to in one thread, besides its author. */
  people: number
  threadsADay: number
  messagesAnHour: number
}

export const CAPS = {
  /** Of whoever has the right to write to many. */
  many: { people: 50, threadsADay: 500, messagesAnHour: 1200 },
  others: { people: 20, threadsADay: 20, messagesAnHour: 120 },
} as const satisfies Record<string, Caps>

export const capsOf = (rights: ReadonlySet<string>): Caps =>
  rights.has('messages:many') ? CAPS.many : CAPS.others

export const MAX_BODY_LENGTH = 20_000

export const subject = line(200)

/** What is written. */
export const body = lines(MAX_BODY_LENGTH)

/**
 * The id of the message that follows `last` in its thread. Ids are the order within a thread, so
 * each is greater than the one before, also where that came from a machine whose clock is ahead.
 * Ask under the thread's lock.
 */
export function idAfter(last: string | null, fresh = newId()): string {
  if (last === null || fresh > last) return fresh
  const hex = (BigInt(`0x${last.replaceAll('-', '')}`) + 1n).toString(16).padStart(32, '0')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
