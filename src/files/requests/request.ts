import { lines } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { openOrLog, seal, type Place } from '../../kit/crypto.ts'
import { cut } from '../../kit/whole-text.ts'
import type { Logger } from 'pino'

export const REQUEST_STATES = ['open', 'answered', 'accepted', 'withdrawn'] as const
/** `answered` waits for staff to look; asked again it is open. */
export type RequestState = (typeof REQUEST_STATES)[number]

/** What is asked for, in words. */
export const what = lines(1000)

export interface FileRequest {
  id: string
  holderKind: string
  holderId: string
  personId: string
  personName: string
  sealedWhat: Buffer
  /** Why it is asked for again. */
  sealedWhy: Buffer | null
  dueOn: string | null
  state: RequestState
  stateAt: Instant
  askedBy: string
  askedByName: string
  askedAt: Instant
  remindAt: Instant | null
  reminders: number
}

/** Those that somebody has to do something about: who is asked, or whoever looks at what came. */
export const OUTSTANDING = ['open', 'answered'] as const satisfies readonly RequestState[]

/** Of one that is accepted or withdrawn nothing more is sent or looked at. */
export const isOutstanding = ({ state }: Pick<FileRequest, 'state'>): boolean =>
  (OUTSTANDING as readonly RequestState[]).includes(state)

/** Why more is wanted, in words. */
export const why = lines(1000)

/** Days before the due one on which somebody is reminded, then on it, and after it once a week, so often in all. */
const BEFORE_DAYS = 3
const AFTER_DAYS = 7
const MOST_REMINDERS = 6
/** The hour of the day, by the portal's zone, at which reminders go out. */
const HOUR = 9

/**
 * When somebody is reminded next of what they were asked for; null where no more. Without a due day, after a week and
 * then every week.
 * @param reminders how many there have been
 */
export function remindAt(
  { dueOn, reminders }: Pick<FileRequest, 'dueOn' | 'reminders'>,
  now: Instant,
  zone: string,
): Instant | null {
  if (reminders >= MOST_REMINDERS) return null
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  if (dueOn === null) return atHour(today.add({ days: AFTER_DAYS }), zone)
  const due = Temporal.PlainDate.from(dueOn)
  const days = [
    due.subtract({ days: BEFORE_DAYS }),
    due,
    ...Array.from({ length: MOST_REMINDERS }, (_, n) => due.add({ days: AFTER_DAYS * (n + 1) })),
  ]
  const next = days
    .map((day) => atHour(day, zone))
    .find((at) => Temporal.Instant.compare(at, now) > 0)
  return next ?? atHour(today.add({ days: AFTER_DAYS }), zone)
}

const atHour = (day: Temporal.PlainDate, zone: string): Instant =>
  day.toZonedDateTime({ timeZone: zone, plainTime: { hour: HOUR } }).toInstant()

/** Its due day is over. */
export const isLate = (
  { dueOn, state }: Pick<FileRequest, 'dueOn' | 'state'>,
  today: string,
): boolean => state === 'open' && dueOn !== null && dueOn < today

const TITLE_LENGTH = 80

/** The first line of what is asked for, for lists and headings; and what that does not say, where there is more. */
export function titleOf(text: string): { title: string; rest: string } {
  const [first = '', ...more] = text.split('\n')
  if (first.length <= TITLE_LENGTH) return { title: first, rest: more.join('\n').trim() }
  const part = cut(first, TITLE_LENGTH)
  return { title: `${part.replace(/\s+\S*$/, '')}…`, rest: text }
}

type Column = 'sealed_what' | 'sealed_why'

const place = (portal: string, request: string, column: Column): Place => ({
  portal,
  table: 'file_requests',
  row: request,
  column,
})

/** A text of a request for its column. */
export const sealText = (
  key: Buffer,
  { portal, request, column }: { portal: string; request: string; column: Column },
  text: string,
): Buffer => seal(key, place(portal, request, column), text)

/** @returns null, and logs it, where what is stored was altered or moved */
export const openWhat = (
  key: Buffer,
  portal: string,
  { id, sealedWhat }: Pick<FileRequest, 'id' | 'sealedWhat'>,
  log: Logger,
): string | null => openOrLog(key, place(portal, id, 'sealed_what'), sealedWhat, log)

/** @returns null where nothing is asked again; and, and logs it, where what is stored was altered or moved */
export const openWhy = (
  key: Buffer,
  portal: string,
  { id, sealedWhy }: Pick<FileRequest, 'id' | 'sealedWhy'>,
  log: Logger,
): string | null => sealedWhy && openOrLog(key, place(portal, id, 'sealed_why'), sealedWhy, log)
