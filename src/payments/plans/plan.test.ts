import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter, periodStart, UNITS, type Interval } from './plan.ts'

const at = (text: string) => Temporal.Instant.from(text)
const days = (from: string, zone: string, interval: Interval, count: number) =>
  Array.from({ length: count }, (_, n) =>
    periodStart(at(from), zone, interval, n).toZonedDateTimeISO(zone).toPlainDate().toString(),
  )

test('a month that is too short ends the period on its last day, and the next has its own day again', () => {
  expect(days('2027-01-31T10:00Z', 'UTC', { every: 1, unit: 'months' }, 5)).toEqual([
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
    '2027-04-30',
    '2027-05-31',
  ])
})

test('the 29th of February comes back in the next leap year', () => {
  expect(days('2028-02-29T10:00Z', 'UTC', { every: 1, unit: 'years' }, 5)).toEqual([
    '2028-02-29',
    '2029-02-28',
    '2030-02-28',
    '2031-02-28',
    '2032-02-29',
  ])
})

test('a renewal keeps its time of day over a change of clocks, and takes the hour after one that is skipped', () => {
  const zone = 'Europe/Madrid'
  const local = (n: number) =>
    periodStart(at('2027-02-28T01:30Z'), zone, { every: 1, unit: 'months' }, n)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString()
  expect([0, 1, 2].map(local)).toEqual([
    '2027-02-28T02:30:00',
    '2027-03-28T03:30:00',
    '2027-04-28T02:30:00',
  ])
})

test('periods follow one another without a gap and without overlapping, whatever the anchor', () => {
  const instants = fc
    .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
  const intervals = fc.record({
    every: fc.integer({ min: 1, max: 24 }),
    unit: fc.constantFrom(...UNITS),
  })
  const zones = fc.constantFrom('UTC', 'Europe/Madrid', 'America/New_York', 'Pacific/Apia')
  fc.assert(
    fc.property(instants, zones, intervals, fc.nat(60), (anchor, zone, interval, n) => {
      const begins = periodStart(anchor, zone, interval, n)
      const ends = periodStart(anchor, zone, interval, n + 1)
      expect(Temporal.Instant.compare(begins, ends)).toBe(-1)
    }),
  )
})

test('a retry after days keeps the time of day', () => {
  expect(daysAfter(at('2027-03-27T09:00Z'), 'Europe/Madrid', 1).toString()).toBe(
    '2027-03-28T08:00:00Z',
  )
})
