import type { Instant } from '../../kit/clock.ts'

/** How far people got: each is in the week of their first invitation, and in every step they have taken. */
export const STEPS = ['invited', 'opened', 'registered', 'returned'] as const
export type Step = (typeof STEPS)[number]
export type Counts = Record<Step, number>

export interface Week extends Counts {
  /** Monday, by the calendar of the portal's zone. */
  from: Temporal.PlainDate
}

/** A quarter: enough to see a trend, few enough to read. */
export const WEEKS = 12

const monday = (now: Instant, zone: string) => {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  return today.subtract({ days: today.dayOfWeek - 1 })
}

/** When each of the weeks that are shown begins, the first of them first. */
export const weekBeginnings = (now: Instant, zone: string): Instant[] =>
  Array.from({ length: WEEKS }, (_, index) =>
    monday(now, zone)
      .subtract({ weeks: WEEKS - 1 - index })
      .toZonedDateTime(zone)
      .toInstant(),
  )

const NOBODY: Counts = { invited: 0, opened: 0, registered: 0, returned: 0 }

/** All weeks in their order, also those in which nobody was invited. @param found by the week's place, from 0 */
export function weeksOf(
  byWeek: ReadonlyMap<number, Counts>,
  now: Instant,
  zone: string,
): readonly Week[] {
  const last = monday(now, zone)
  return Array.from({ length: WEEKS }, (_, index) => {
    const from = last.subtract({ weeks: WEEKS - 1 - index })
    return { from, ...(byWeek.get(index) ?? NOBODY) }
  })
}

export const totalOf = (weeks: readonly Counts[]): Counts =>
  weeks.reduce<Counts>(
    (sum, week) => ({
      invited: sum.invited + week.invited,
      opened: sum.opened + week.opened,
      registered: sum.registered + week.registered,
      returned: sum.returned + week.returned,
    }),
    NOBODY,
  )
