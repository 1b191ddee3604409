import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookAt, looksOf, SECOND_LOOK_MS, type Look } from './second-look.ts'

const first: Look = { monotonicMs: 5_000, clockMs: 1_800_000_000_000 }
const later = (elapsed: number, byClock = elapsed): Look => ({
  monotonicMs: first.monotonicMs + elapsed,
  clockMs: first.clockMs + byClock,
})

describe('the second look', () => {
  it('comes an hour after the first, to the millisecond', () => {
    expect(lookAt(undefined, first)).toBe('first')
    expect(lookAt(first, later(0))).toBe('too early')
    expect(lookAt(first, later(SECOND_LOOK_MS - 1))).toBe('too early')
    expect(lookAt(first, later(SECOND_LOOK_MS))).toBe('confirmed')
  })

  it('begins again where the clock did not keep step', () => {
    expect(lookAt(first, later(SECOND_LOOK_MS, 30 * SECOND_LOOK_MS))).toBe('first')
    expect(lookAt(first, later(SECOND_LOOK_MS, 0))).toBe('first')
    expect(lookAt(first, later(SECOND_LOOK_MS, SECOND_LOOK_MS + 60_000))).toBe('confirmed')
  })

  it('begins again where the count did, though the boot has the same name', () => {
    expect(lookAt(first, later(-1))).toBe('first')
  })

  it('never confirms within an hour, whatever the clock says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: SECOND_LOOK_MS - 1 }),
        fc.integer(),
        (elapsed, byClock) => lookAt(first, later(elapsed, byClock)) !== 'confirmed',
      ),
    )
  })

  it('reads what was stored, and nothing else', () => {
    expect(looksOf({})).toEqual({})
    expect(looksOf({ boot: first })).toEqual({ boot: first })
    expect(() => looksOf({ boot: 5 })).toThrow('expected object')
  })
})
