import { lines } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { openOrLog, seal, type Place } from '../../kit/crypto.ts'
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
  dueOn: string | null
  state: RequestState
  stateAt: Instant
  askedBy: string
  askedByName: string
  askedAt: Instant
  reminders: number
}

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

const place = (portal: string, request: string): Place => ({
  portal,
  table: 'file_requests',
  row: request,
  column: 'sealed_what',
})

export const sealWhat = (key: Buffer, portal: string, request: string, text: string): Buffer =>
  seal(key, place(portal, request), text)

/** @returns null, and logs it, where what is stored was altered or moved */
export const openWhat = (
  key: Buffer,
  portal: string,
  { id, sealedWhat }: Pick<FileRequest, 'id' | 'sealedWhat'>,
  log: Logger,
): string | null => openOrLog(key, place(portal, id), sealedWhat, log)

