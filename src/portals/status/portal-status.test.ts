import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FEATURE_NAMES, FEATURES, REMOVABLE } from '../../gate/index.ts'
import {
  allowed,
  cancellationAfter,
  DAY_MS,
  diagram,
  featuresOf,
  lifts,
  LIFTING_CAUSES,
  PORTAL_STATUSES,
  possibleIn,
  returnsTo,
  standingAt,
  STATUSES,
  SUSPENSION_CAUSES,
  table,
  timersFor,
  TRANSITIONS,
  trialEnd,
  type PortalStatus,
} from './portal-status.ts'

const began = Temporal.Instant.from('2026-03-28T23:30:00Z')
const day = (n: number) => began.add({ hours: 24 * n })
const stands = (status: PortalStatus, now: Temporal.Instant) =>
  standingAt(
    { status, status_since: began, trial_ends_at: day(30), deletion_postponed_to: null },
    now,
  )

describe('a portal’s status', () => {
  it('moves as the specification’s table says, and no other way', () => {
    const pairs = PORTAL_STATUSES.flatMap((from) =>
      PORTAL_STATUSES.filter((to) => allowed(from, to)).map((to) => `${from} > ${to}`),
    )
    expect(pairs).toEqual([
      'trial_active > trial_expired',
      'trial_active > certified_secure',
      'trial_active > suspended',
      'trial_expired > certified_secure',
      'trial_expired > suspended',
      'certified_secure > suspended',
      'suspended > trial_active',
      'suspended > trial_expired',
      'suspended > certified_secure',
      'suspended > cancelled',
    ])
    expect(PORTAL_STATUSES.filter((to) => allowed(null, to))).toEqual(['trial_active'])
    expect(TRANSITIONS).toHaveLength(pairs.length + 1)
  })

  it('offers the operations that lead on from it', () => {
    expect(
      Object.fromEntries(PORTAL_STATUSES.map((status) => [status, possibleIn(status)])),
    ).toEqual({
      trial_active: ['portal.expire_trial', 'portal.certify', 'portal.suspend'],
      trial_expired: ['portal.certify', 'portal.suspend'],
      certified_secure: ['portal.suspend'],
      suspended: ['portal.unsuspend', 'portal.cancel'],
      cancelled: [],
    })
  })

  it('does not let a certified portal be certified out of a suspension', () => {
    expect(allowed('suspended', 'certified_secure', 'portal.certify')).toBe(false)
    expect(allowed('suspended', 'certified_secure', 'portal.unsuspend')).toBe(true)
  })

  it('is billable once the trial has ended, and never while shut', () => {
    const billable = PORTAL_STATUSES.filter((status) => STATUSES[status].billable)
    expect(billable).toEqual(['trial_expired', 'certified_secure'])
    const shut = PORTAL_STATUSES.filter((status) => !STATUSES[status].signIn)
    expect(shut).toEqual(['suspended', 'cancelled'])
  })

  it('gives all features, less those listed once the trial has ended, and none while shut', () => {
    expect(featuresOf('trial_active', REMOVABLE)).toEqual(FEATURE_NAMES)
    expect(featuresOf('certified_secure', REMOVABLE)).toEqual(FEATURE_NAMES)
    expect(featuresOf('suspended', [])).toEqual([])
    expect(featuresOf('cancelled', [])).toEqual([])
    expect(featuresOf('trial_expired', ['branding'])).toEqual(
      FEATURE_NAMES.filter((name) => name !== 'branding'),
    )
  })

  it('keeps messages and all apps whatever is listed', () => {
    fc.assert(
      fc.property(fc.subarray(FEATURE_NAMES), (listed) => {
        const left = featuresOf('trial_expired', listed)
        return FEATURE_NAMES.every((name) => !FEATURES[name].floor || left.includes(name))
      }),
    )
    expect(featuresOf('trial_expired', FEATURE_NAMES)).toEqual(
      expect.arrayContaining(['messages', 'apps', 'sign_in']),
    )
  })

  it('ends a trial after exactly 30 times 24 hours, also where the clocks change', () => {
    expect(trialEnd(began).epochMilliseconds - began.epochMilliseconds).toBe(30 * DAY_MS)
  })

  it('warns 30, 14, 7 and 1 days ahead of a cancellation past 90 days', () => {
    const timers = timersFor('suspended', began, began)
    expect(timers.map(({ kind, dueAt }) => [kind, dueAt.toString()])).toEqual([
      ['warning_30', day(60).toString()],
      ['warning_14', day(76).toString()],
      ['warning_7', day(83).toString()],
      ['warning_1', day(89).toString()],
      ['cancellation', day(90).add({ milliseconds: 1 }).toString()],
    ])
    expect(cancellationAfter(day(90)).dueAt.epochMilliseconds).toBeGreaterThan(
      day(90).epochMilliseconds,
    )
  })

  it('has timers for exactly what ends by itself', () => {
    for (const status of PORTAL_STATUSES) {
      const kinds = timersFor(status, began, day(30)).map(({ kind }) => kind)
      const ends = TRANSITIONS.filter(({ from, timer }) => from === status && timer).map(
        ({ timer }) => timer,
      )
      expect(kinds.filter((kind) => !kind.startsWith('warning_'))).toEqual(ends)
    }
  })

  it('comes back as what it was, but for a trial that has ended meanwhile', () => {
    expect(returnsTo('certified_secure', day(30), day(40))).toBe('certified_secure')
    expect(returnsTo('trial_expired', day(30), day(10))).toBe('trial_expired')
    expect(returnsTo('trial_active', day(30), day(30).subtract({ milliseconds: 1 }))).toBe(
      'trial_active',
    )
    expect(returnsTo('trial_active', day(30), day(30))).toBe('trial_expired')
  })

  it('is lifted by payment only where payment was wanting', () => {
    expect(SUSPENSION_CAUSES.filter((cause) => lifts('paid', cause))).toEqual(['unpaid'])
    for (const cause of LIFTING_CAUSES) expect(lifts(cause, 'unpaid')).toBe(true)
    expect(lifts('resolved', 'abuse')).toBe(true)
  })

  it('counts the days left, one begun as whole, and never below none', () => {
    const left = (status: PortalStatus, now: Temporal.Instant) => stands(status, now).daysLeft
    expect(left('trial_active', began)).toBe(30)
    expect(left('trial_active', began.add({ milliseconds: 1 }))).toBe(30)
    expect(left('trial_active', day(1))).toBe(29)
    expect(left('trial_active', day(30).subtract({ milliseconds: 1 }))).toBe(1)
    expect(left('suspended', day(60))).toBe(30)
    expect(left('suspended', day(91))).toBe(0)
    expect(left('trial_active', day(30))).toBeNull()
    expect(left('certified_secure', began)).toBeNull()
    expect(left('cancelled', began)).toBeNull()
  })

  it('never has more days left than there are, though it be asked at a moment before it began', () => {
    const before = began.subtract({ seconds: 3 })
    expect(stands('trial_active', before).daysLeft).toBe(30)
    expect(stands('suspended', before).daysLeft).toBe(90)
  })

  it('is a trial’s end from the very moment on, written down or not', () => {
    const last = day(30).subtract({ milliseconds: 1 })
    expect(stands('trial_active', last)).toMatchObject({ status: 'trial_active', since: began })
    expect(stands('trial_active', day(30))).toEqual({
      status: 'trial_expired',
      since: day(30),
      endsAt: null,
      daysLeft: null,
    })
    for (const status of PORTAL_STATUSES.filter((one) => one !== 'trial_active'))
      expect(stands(status, day(200))).toMatchObject({ status, since: began })
  })

  it('draws every transition once', () => {
    expect(diagram().split('\n')).toHaveLength(TRANSITIONS.length + 2)
    expect(diagram()).toContain('  suspended --> cancelled: portal.cancel, or by itself')
    expect(diagram()).toContain('  [*] --> trial_active: portal.create')
    expect(table()).toContain(
      '| suspended | cancelled | `portal.cancel` | `installation:operate` | `cancellation` |',
    )
    expect(table()).toContain('| trial_expired | yes | yes | all but after-trial |')
  })
})
