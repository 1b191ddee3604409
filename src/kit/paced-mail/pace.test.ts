import { describe, expect, it } from 'vitest'
import { minuteOf, nextTry } from './pace.ts'

const now = Temporal.Instant.from('2026-01-05T09:00:00Z')

describe('a minute of mails', () => {
  it('begins with all of them, and lasts to its end', () => {
    const begun = minuteOf(null, 300, now)
    expect(begun).toEqual({ endsAt: now.add({ minutes: 1 }), left: 300 })
    const spent = { ...begun, left: 0 }
    expect(minuteOf(spent, 300, now.add({ seconds: 59 }))).toEqual(spent)
    expect(minuteOf(spent, 300, now.add({ seconds: 60 })).left).toBe(300)
  })
})

describe('a mail that was not taken', () => {
  it('is tried again after longer and longer, and given up at last', () => {
    const minutes = [1, 2, 3, 7, 8, 19].map((tries) =>
      now.until(nextTry(tries, now)!).total('minutes'),
    )
    expect(minutes).toEqual([1, 2, 4, 60, 60, 60])
    expect(nextTry(20, now)).toBeNull()
  })
})
