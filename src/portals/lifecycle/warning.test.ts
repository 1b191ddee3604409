import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timersFor } from '../status/portal-status.ts'
import { warningFor } from './warning.ts'

const began = Temporal.Instant.from('2026-01-05T09:00:00Z')
const day = (n: number) => began.add({ milliseconds: Math.round(n * 86_400_000) })
const HOUR = 3_600_000

/** What a warning is that goes out on a day, where the last look before was on another. */
function warned(seen: number, now: number) {
  const due = timersFor('suspended', began, began).filter(
    ({ dueAt }) =>
      Temporal.Instant.compare(dueAt, day(seen)) > 0 &&
      Temporal.Instant.compare(dueAt, day(now)) <= 0,
  )
  const { days, deletion, instead } = warningFor(due, day(90), day(now))
  const at = (instant: Temporal.Instant) =>
    (instant.epochMilliseconds - began.epochMilliseconds) / 86_400_000
  return [days, at(deletion), instead?.map(({ kind }) => kind) ?? null]
}

describe('a warning', () => {
  it('goes out by itself where it comes at its time, and moves nothing', () => {
    const minute = 1 / 24 / 60
    expect(warned(59, 60 + minute)).toEqual([30, 90, null])
    expect(warned(75, 76 + minute)).toEqual([14, 90, null])
    expect(warned(82, 83 + minute)).toEqual([7, 90, null])
    expect(warned(88, 89 + minute)).toEqual([1, 90, null])
  })

  it('stands for all that was missed, and leaves the time that it promises', () => {
    // There is time enough yet.
    expect(warned(59, 79)).toEqual([14, 90, null])
    expect(warned(59, 70)).toEqual([30, 90, null])
    // Less than a week is left, or none.
    expect(warned(59, 88)).toEqual([7, 95, ['warning_1', 'cancellation']])
    expect(warned(59, 89.5)).toEqual([7, 96.5, ['warning_1', 'cancellation']])
    expect(warned(0, 400)).toEqual([7, 407, ['warning_1', 'cancellation']])
    expect(warned(82, 86)).toEqual([7, 93, ['warning_1', 'cancellation']])
    // The week before was told; what is left to say is the last day, or that a week more is given.
    expect(warned(88, 89.5)).toEqual([1, 90.5, ['cancellation']])
    expect(warned(88, 200)).toEqual([1, 207, ['cancellation']])
  })

  it('never speaks of a day that is over, and never leaves less than a week to whoever was told nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60 * 24, max: 400 * 24 }), (hours) => {
        const now = began.add({ milliseconds: hours * HOUR + 1 })
        const due = timersFor('suspended', began, began).filter(
          ({ dueAt }) => Temporal.Instant.compare(dueAt, now) <= 0,
        )
        const { deletion, instead } = warningFor(due, day(90), now)
        const left = deletion.epochMilliseconds - now.epochMilliseconds
        expect(left).toBeGreaterThanOrEqual(7 * 24 * HOUR)
        if (left > 7 * 24 * HOUR) expect(instead).toBeNull()
      }),
      { seed: 24 },
    )
  })
})
