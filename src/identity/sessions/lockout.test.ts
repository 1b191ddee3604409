import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countAttempt, isLocked, type Attempts } from './lockout.ts'

const now = Temporal.Instant.from('2026-03-01T12:00:00Z')
const fresh: Attempts = { bad_attempts: 0, lock_level: 0, locked_until: null }

/** Attempts one after the other at the same moment. */
const after = (attempts: number, allowed: number, start = fresh) =>
  Array.from({ length: attempts }).reduce<Attempts>(
    (state) => countAttempt(state, allowed, now),
    start,
  )

describe('counting attempts', () => {
  it('locks at the last allowed one, and counts on', () => {
    expect(after(9, 10)).toEqual({ bad_attempts: 9, lock_level: 0, locked_until: null })
    const locked = { lock_level: 1, locked_until: now.add({ minutes: 1 }) }
    expect(after(10, 10)).toEqual({ bad_attempts: 10, ...locked })
    expect(after(200, 10)).toEqual({ bad_attempts: 200, ...locked })
  })

  it('lets exactly as many be judged at one moment as are allowed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 100 }),
        fc.integer({ min: 0, max: 300 }),
        (allowed, tries) => {
          let state = fresh
          let checked = 0
          for (let i = 0; i < tries; i++) {
            if (!isLocked(state, now)) checked++
            state = countAttempt(state, allowed, now)
          }
          return checked === Math.min(tries, allowed) && state.bad_attempts === tries
        },
      ),
    )
  })

  it('makes each lock twice as long, up to half a day', () => {
    let state = fresh
    let at = now
    const minutes: number[] = []
    for (let lock = 0; lock < 13; lock++) {
      while (!isLocked(state, at)) state = countAttempt(state, 10, at)
      minutes.push(state.locked_until!.since(at).total('minutes'))
      at = state.locked_until!
    }
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 720, 720, 720])
  })

  it('gives one further try at the end of each lock', () => {
    const { locked_until: end } = after(10, 10)
    const next = countAttempt(after(10, 10), 10, end!)
    expect(isLocked(next, end!)).toBe(true)
    expect(next.lock_level).toBe(2)
  })

  it('holds a lock up to its last second', () => {
    const { locked_until } = after(10, 10)
    expect(isLocked({ locked_until }, now.add({ seconds: 59 }))).toBe(true)
    expect(isLocked({ locked_until }, now.add({ seconds: 60 }))).toBe(false)
  })
})
