import { describe, expect, it } from 'vitest'
import { dateOf, exactTime, relativeTime } from './time.tsx'

const now = Temporal.Instant.from('2027-03-03T09:00:00Z')
const from = (at: string, zone = 'UTC', language: 'en' | 'es' = 'en') =>
  relativeTime(language, Temporal.Instant.from(at), now, zone)

describe('relative time', () => {
  it('calls the last minute now, either way', () => {
    expect(from('2027-03-03T08:59:15Z')).toBe('now')
    expect(from('2027-03-03T09:00:30Z')).toBe('now')
  })

  it('counts minutes and hours whole, never rounding up to what has not passed', () => {
    expect(from('2027-03-03T08:30:30Z')).toBe('29 minutes ago')
    expect(from('2027-03-03T06:01:00Z')).toBe('2 hours ago')
    expect(from('2027-03-03T12:00:00Z')).toBe('in 3 hours')
  })

  it('keeps hours over midnight while the night lasts, then says yesterday', () => {
    expect(from('2027-03-02T23:00:00Z')).toBe('10 hours ago')
    expect(from('2027-03-02T12:00:00Z')).toBe('yesterday')
  })

  it('counts days by the calendar of the zone it is read in', () => {
    expect(from('2027-03-01T23:30:00Z', 'UTC')).toBe('2 days ago')
    expect(from('2027-03-01T23:30:00Z', 'Europe/Madrid')).toBe('yesterday')
  })

  it('goes over to months and years', () => {
    expect(from('2027-01-25T09:00:00Z')).toBe('37 days ago')
    expect(from('2026-12-01T09:00:00Z')).toBe('3 months ago')
    expect(from('2026-03-10T09:00:00Z')).toBe('11 months ago')
    expect(from('2025-03-03T09:00:00Z')).toBe('2 years ago')
    expect(from('2027-06-03T09:00:00Z')).toBe('in 3 months')
  })

  it('speaks the language of the reader', () => {
    expect(from('2027-03-02T12:00:00Z', 'UTC', 'es')).toBe('ayer')
  })
})

it('writes an exact time with the zone it holds in', () => {
  expect(exactTime('en', now, 'Europe/Madrid')).toBe('3 Mar 2027, 10:00 CET')
  expect(dateOf('es', now, 'Europe/Madrid')).toBe('3 mar 2027')
})
