import { describe, expect, it } from 'vitest'
import { storedTimeZone, TIME_ZONES } from './time-zones.ts'

const at = Temporal.Instant.from('2026-11-30T12:00:00Z')

describe('a time zone', () => {
  it('is stored by its name of today, whatever it was called by', () => {
    expect(
      Object.fromEntries(
        [
          ...['Asia/Calcutta', 'Europe/Kiev', 'US/Eastern', 'Asia/Ulan_Bator', 'GMT'],
          ...['Etc/UTC', 'europe/madrid', 'Europe/Kyiv', 'Etc/GMT+5'],
        ].map((name) => [name, storedTimeZone(name)]),
      ),
    ).toEqual({
      'Asia/Calcutta': 'Asia/Kolkata',
      'Europe/Kiev': 'Europe/Kyiv',
      'US/Eastern': 'America/New_York',
      'Asia/Ulan_Bator': 'Asia/Ulaanbaatar',
      GMT: 'UTC',
      'Etc/UTC': 'UTC',
      'europe/madrid': 'Europe/Madrid',
      'Europe/Kyiv': 'Europe/Kyiv',
      'Etc/GMT+5': 'Etc/GMT+5',
    })
  })

  it('is nothing that is no name', () => {
    for (const none of [
      ...['', '+01:00', 'Atlantis', 'Etc/Unknown', 'AET', 'SystemV/PST8PDT', 'localtime'],
      '2026-01-01T00:00Z[Europe/Madrid]',
    ])
      expect([none, storedTimeZone(none)]).toEqual([none, null])
  })

  it('is offered once, by the name it is stored under, and is the zone that Intl lists', () => {
    expect(TIME_ZONES.map((name) => storedTimeZone(name))).toEqual(TIME_ZONES)
    expect(new Set(TIME_ZONES).size).toBe(TIME_ZONES.length)
    for (const listed of Intl.supportedValuesOf('timeZone')) {
      const stored = storedTimeZone(listed)!
      expect(TIME_ZONES).toContain(stored)
      expect([listed, at.toZonedDateTimeISO(stored).equals(at.toZonedDateTimeISO(listed))]).toEqual(
        [listed, true],
      )
    }
  })
})
