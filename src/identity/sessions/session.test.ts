import { describe, expect, it } from 'vitest'
import { isLive, isStale, sessionEnds } from './session.ts'

const start = Temporal.Instant.from('2026-03-01T12:00:00Z')
const expires_at = sessionEnds(start)

describe('a session', () => {
  it('lives twelve hours after it was last seen, to the second', () => {
    const seen = { seen_at: start, expires_at }
    expect(isLive(seen, start.add({ hours: 12 }).subtract({ seconds: 1 }))).toBe(true)
    expect(isLive(seen, start.add({ hours: 12 }))).toBe(false)
  })

  it('lives fourteen days however often it is seen, to the second', () => {
    const end = start.add({ hours: 14 * 24 })
    const seen = { seen_at: end.subtract({ minutes: 1 }), expires_at }
    expect(isLive(seen, end.subtract({ seconds: 1 }))).toBe(true)
    expect(isLive(seen, end)).toBe(false)
  })

  it('is noted as seen at most once a minute', () => {
    expect(isStale({ seen_at: start }, start.add({ seconds: 59 }))).toBe(false)
    expect(isStale({ seen_at: start }, start.add({ seconds: 60 }))).toBe(true)
  })
})
