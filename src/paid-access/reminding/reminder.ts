import type { Instant } from '../../kit/clock.ts'

/** How somebody is reminded who has not paid: as the form had it when they sent it. */
export interface Reminder {
  readonly createdAt: Instant
  /** Days after that, in ascending order. */
  readonly remindDays: readonly number[]
  readonly reminded: number
}

/** When the next reminder comes, by the calendar of a zone; null after the last. */
export function reminderAt(
  { createdAt, remindDays, reminded }: Reminder,
  zone: string,
): Instant | null {
  const days = remindDays[reminded]
  return days === undefined ? null : createdAt.toZonedDateTimeISO(zone).add({ days }).toInstant()
}
