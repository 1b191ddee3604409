import { describe, expect, it } from 'vitest'
import { happenedBetween } from './happened.ts'
import type { Changed } from './queries.ts'

const day = (count: number) =>
  Temporal.Instant.from('2026-01-05T09:00:00Z').add({ hours: 24 * count })

const change = (seq: number, to: Changed['to'], on: number, through = 'page'): Changed => ({
  portal: 'ptl_a',
  name: 'Acme',
  seq,
  to,
  at: day(on),
  through,
})
const told = (changes: Changed[], from: number, to: number, left: string[] = []) =>
  happenedBetween(changes, new Set(left), day(from), day(to)).map(({ what, days, at }) => [
    what,
    days,
    at.since(day(0)).total('days'),
  ])

describe('what the clock brought about', () => {
  const suspended = [change(1, 'trial_active', 0), change(2, 'suspended', 10)]

  it('is each warning of a suspension, once it was due and has gone out', () => {
    expect(told(suspended, 60, 90)).toEqual([
      ['warned', 30, 70],
      ['warned', 14, 86],
    ])
    expect(told(suspended, 60, 90, ['ptl_a warning_14'])).toEqual([['warned', 30, 70]])
  })

  it('is no warning that was due after the suspension was lifted', () => {
    expect(told([...suspended, change(3, 'trial_active', 80)], 60, 90)).toEqual([
      ['warned', 30, 70],
    ])
  })

  it('is a trial’s end and a cancellation that came by themselves, and none that were by hand', () => {
    const life = [
      change(1, 'trial_active', 0),
      change(2, 'trial_expired', 30, 'timer'),
      change(3, 'suspended', 31),
      change(4, 'cancelled', 121, 'timer'),
    ]
    expect(told(life, 0, 125).map(([what]) => what)).toEqual([
      'trial_expired',
      'warned',
      'warned',
      'warned',
      'warned',
      'cancelled',
    ])
    expect(told([change(1, 'trial_active', 0), change(2, 'trial_expired', 3)], 0, 5)).toEqual([])
  })

  it('is what came after the one moment and until the other', () => {
    const ended = [change(1, 'trial_active', 0), change(2, 'trial_expired', 30, 'timer')]
    expect(told(ended, 30, 40)).toEqual([])
    expect(told(ended, 29, 30)).toEqual([['trial_expired', null, 30]])
  })
})
