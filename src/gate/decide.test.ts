import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, explain, RULES, type GateInput } from './decide.ts'
import { PORTAL_STATUSES } from './portal-status.ts'
import { FEATURE_NAMES, FEATURES, LEVELS, REMOVABLE } from './features.ts'

const now = Temporal.Instant.from('2026-03-01T12:00:00Z')
const before = now.subtract({ hours: 1 })
const after = now.add({ hours: 1 })

/** Every combination of what a rule looks at, once: no sampling. */
function* everyCase(): Generator<GateInput> {
  const people: GateInput['person'][] = [null]
  for (const kind of ['operator', 'partner', 'staff', 'contact'] as const)
    for (const activated of [true, false])
      for (const disabledSince of [null, before])
        for (const lockedUntil of [null, before, now, after])
          for (const isKnownDevice of [true, false])
            for (const factorMissing of [true, false])
              people.push({
                kind,
                activated,
                disabledSince,
                lockedUntil,
                isKnownDevice,
                factorMissing,
              })
  for (const status of PORTAL_STATUSES)
    for (const built of [true, false])
      for (const afterTrial of [[], REMOVABLE, FEATURE_NAMES])
        for (const person of people)
          for (const hold of [null, { invoice: 'inv', since: before }])
            for (const flow of [null, { id: 'flow' }])
              for (const level of [null, ...LEVELS])
                for (const feature of [
                  'sign_in',
                  'messages',
                  'profile',
                  'second_factor',
                  'branding',
                  'licence_keys',
                ] as const)
                  yield {
                    portal: { status, built, afterTrial },
                    person,
                    hold,
                    flow,
                    level,
                    feature,
                    now,
                  }
}

const anyInput: fc.Arbitrary<GateInput> = fc.record({
  portal: fc.record({
    status: fc.constantFrom(...PORTAL_STATUSES),
    built: fc.boolean(),
    afterTrial: fc.subarray(FEATURE_NAMES),
  }),
  person: fc.option(
    fc.record({
      kind: fc.constantFrom('operator', 'partner', 'staff', 'contact'),
      activated: fc.boolean(),
      disabledSince: fc.constantFrom(null, before),
      lockedUntil: fc.constantFrom(null, before, now, after),
      isKnownDevice: fc.boolean(),
      factorMissing: fc.boolean(),
    }),
  ),
  hold: fc.constantFrom(null, { invoice: 'inv', since: before }),
  flow: fc.constantFrom(null, { id: 'flow' }),
  level: fc.constantFrom(null, ...LEVELS),
  feature: fc.constantFrom(...FEATURE_NAMES),
  now: fc.constant(now),
})

describe('the gate', () => {
  it('answers every combination with the first rule that refuses, or lets in', () => {
    let cases = 0
    for (const input of everyCase()) {
      cases++
      const failing = explain(input).find(({ passes }) => !passes)
      const expected = failing
        ? { allowed: false, reason: failing.reason, remedy: failing.remedy }
        : { allowed: true }
      const decision = decide(input)
      if (JSON.stringify(decision) !== JSON.stringify(expected)) expect(decision).toEqual(expected)
    }
    expect(cases).toBeGreaterThan(400_000)
  })

  it('lets nobody in while the portal is suspended, cancelled or being built', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const shut = ['suspended', 'cancelled'].includes(input.portal.status) || !input.portal.built
        return !shut || !decide(input).allowed
      }),
    )
  })

  it('never takes the floor away because a trial ended', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const decision = decide(input)
        return (
          !FEATURES[input.feature].floor || decision.allowed || decision.reason !== 'trial_ended'
        )
      }),
    )
  })

  it('takes a listed feature away at the end of the trial and gives it back with certification', () => {
    const input: GateInput = {
      portal: { status: 'trial_expired', built: true, afterTrial: ['branding'] },
      person: {
        kind: 'staff',
        activated: true,
        disabledSince: null,
        lockedUntil: null,
        isKnownDevice: true,
      },
      hold: null,
      flow: null,
      level: null,
      feature: 'branding',
      now,
    }
    expect(decide(input)).toEqual({
      allowed: false,
      reason: 'trial_ended',
      remedy: 'certify_portal',
    })
    expect(
      decide({ ...input, portal: { ...input.portal, status: 'certified_secure' } }).allowed,
    ).toBe(true)
    expect(decide({ ...input, portal: { ...input.portal, status: 'trial_active' } }).allowed).toBe(
      true,
    )
  })

  it('locks out strangers to the second, and never a known device', () => {
    const person = {
      kind: 'contact',
      activated: true,
      disabledSince: null,
      isKnownDevice: false,
    } as const
    const input = (lockedUntil: Temporal.Instant, isKnownDevice: boolean): GateInput => ({
      portal: { status: 'certified_secure', built: true, afterTrial: [] },
      person: { ...person, lockedUntil, isKnownDevice },
      hold: null,
      flow: null,
      level: null,
      feature: 'sign_in',
      now,
    })
    expect(decide(input(after, false))).toMatchObject({
      reason: 'locked',
      remedy: 'reset_password',
    })
    expect(decide(input(now, false)).allowed).toBe(true)
    expect(decide(input(after, true)).allowed).toBe(true)
  })

  it('leaves whoever must have a second factor and has none nothing but setting one up', () => {
    const open = FEATURE_NAMES.filter(
      (feature) =>
        decide({
          portal: { status: 'certified_secure', built: true, afterTrial: [] },
          person: {
            kind: 'staff',
            activated: true,
            disabledSince: null,
            lockedUntil: null,
            isKnownDevice: true,
            factorMissing: true,
          },
          hold: null,
          flow: null,
          level: null,
          feature,
          now,
        }).allowed,
    )
    expect(open).toEqual(['sign_in', 'second_factor'])
  })

  it('shows a held person nothing but the way to pay', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        if (input.hold === null || input.person?.kind !== 'contact') return true
        return !decide(input).allowed || FEATURES[input.feature].heldToo === true
      }),
    )
  })

  it('gives more where less stands in the way', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const eased: GateInput = {
          ...input,
          hold: null,
          flow: null,
          portal: { ...input.portal, status: 'certified_secure' },
        }
        return !decide(input).allowed || decide(eased).allowed
      }),
    )
  })

  it('has a remedy for every reason, and each reason once', () => {
    expect(new Set(RULES.map(({ reason }) => reason)).size).toBe(RULES.length)
  })
})
