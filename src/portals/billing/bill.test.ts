import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STATUSES, type PortalStatus } from '../status/portal-status.ts'
import { billPortal, statusSpans, wasThere, type SeatSpan, type StatusSpan } from './bill.ts'
import { billingMonth, dateOf, dayIndex, monthOf, openMonth, reportDue } from '../months/month.ts'

const HOUR = 3_600_000
const ZONES = ['UTC', 'Europe/Madrid', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu']
const MONTHS = ['2028-02', '2028-03', '2028-10', '2027-12']
const open: PortalStatus[] = ['trial_active', 'trial_expired', 'certified_secure', 'suspended']

const madrid = (text: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Madrid').epochMilliseconds

/** The same bill by going through the month quarter of an hour by quarter of an hour, person by person. */
function naive(
  seats: readonly SeatSpan[],
  statuses: readonly StatusSpan[],
  month: { name: string; zone: string; begins?: number },
) {
  const QUARTER = HOUR / 4
  const first = Temporal.PlainDate.from(`${month.name}-01`)
  const start = month.begins ?? first.toZonedDateTime(month.zone).epochMilliseconds
  const end = first.add({ months: 1 }).toZonedDateTime(month.zone).epochMilliseconds
  const day = (at: number) => {
    const date = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(month.zone)
      .toPlainDate()
    // What came before the calendar's month is its first day's.
    return (Temporal.PlainDate.compare(date, first) < 0 ? first : date).toString()
  }
  const portalDays = new Set<string>()
  const days = new Map<string, Set<string>>()
  let peak = 0
  let monthEnd = 0
  for (let at = start; at < end; at += QUARTER) {
    const holds = ({ from, until }: { from: number; until: number }) => from <= at && at < until
    const status = statuses.find(holds)?.status
    const people = new Set<string>()
    if (status && STATUSES[status].billable) {
      portalDays.add(day(at))
      for (const seat of seats) if (holds(seat)) people.add(seat.person)
    }
    for (const person of people) {
      if (!days.has(person)) days.set(person, new Set())
      days.get(person)!.add(day(at))
    }
    peak = Math.max(peak, people.size)
    monthEnd = people.size
  }
  return {
    billableDays: portalDays.size,
    proUsers: days.size,
    peak,
    monthEnd,
    persons: [...days]
      .map(([person, theirs]) => {
        const all = [...theirs].toSorted()
        return { person, firstDay: all[0], lastDay: all.at(-1), billableDays: all.length }
      })
      .toSorted((a, b) => (a.person < b.person ? -1 : 1)),
  }
}

/** Histories from two days before the month until two after, in quarters of an hour. */
const histories = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    name: fc.constantFrom(...MONTHS),
    moves: fc.array(fc.tuple(fc.nat(35 * 96), fc.constantFrom(...open)), { maxLength: 8 }),
    cancelled: fc.boolean(),
    seats: fc.array(
      fc.record({
        person: fc.constantFrom('a', 'b', 'c', 'd'),
        from: fc.nat(35 * 96),
        quarters: fc.option(fc.integer({ min: 1, max: 900 })),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ zone, name, moves, cancelled, seats }) => {
    const month = billingMonth(name, zone)
    const at = (quarter: number) => month.from - 48 * HOUR + quarter * (HOUR / 4)
    const changes = moves
      .map(([quarter, status]) => ({ status, at: at(quarter) }))
      .toSorted((a, b) => a.at - b.at)
    const last = changes.at(-1)
    if (cancelled && last) changes.push({ status: 'cancelled', at: last.at + 10 * HOUR })
    return {
      month,
      statuses: statusSpans(changes, month.from + 20 * 24 * HOUR),
      seats: seats.map(({ person, from, quarters }): SeatSpan => ({
        person,
        from: at(from),
        until: quarters === null ? Infinity : at(from + quarters),
        began: 'added',
        ended: quarters === null ? null : 'downgraded',
      })),
    }
  })

describe('a portal’s bill', () => {
  it('is what going through the month by quarters of an hour counts', () => {
    fc.assert(
      fc.property(histories, ({ month, seats, statuses }) => {
        const { persons, amount: _, ...counts } = billPortal(seats, statuses, null, month)
        expect({
          ...counts,
          persons: persons.map(({ began: __, ended: ___, ...person }) => person),
        }).toEqual(naive(seats, statuses, month))
      }),
      { numRuns: 150 },
    )
  })

  it('does not depend on the order of the spans', () => {
    fc.assert(
      fc.property(histories, ({ month, seats, statuses }) => {
        expect(billPortal(seats.toReversed(), statuses, 5n, month)).toEqual(
          billPortal(seats, statuses, 5n, month),
        )
      }),
    )
  })

  it('costs the price times its PRO users, and nothing is known without a price', () => {
    const month = billingMonth('2028-02', 'Europe/Madrid')
    const seats = ['a', 'b'].map((person): SeatSpan => ({
      person,
      from: 0,
      until: Infinity,
      began: 'added',
      ended: null,
    }))
    const statuses = statusSpans([{ status: 'certified_secure', at: 0 }], 0)
    expect(billPortal(seats, statuses, 1250n, month)).toMatchObject({
      billableDays: 29,
      proUsers: 2,
      amount: 2500n,
    })
    expect(billPortal(seats, statuses, null, month).amount).toBeNull()
  })

  it('says of each person from when, until when, and why', () => {
    const month = billingMonth('2028-03', 'Europe/Madrid')
    const statuses = statusSpans(
      [
        { status: 'trial_active', at: madrid('2028-02-09T12:00') },
        { status: 'trial_expired', at: madrid('2028-03-10T12:00') },
        { status: 'certified_secure', at: madrid('2028-03-12T12:00') },
        { status: 'suspended', at: madrid('2028-03-20T09:00') },
        { status: 'certified_secure', at: madrid('2028-03-30T09:00') },
      ],
      0,
    )
    const seat = (
      person: string,
      from: string,
      until?: string,
      ended: SeatSpan['ended'] = 'downgraded',
    ): SeatSpan => ({
      person,
      from: madrid(from),
      until: until ? madrid(until) : Infinity,
      began: 'upgraded',
      ended: until ? ended : null,
    })
    const { persons, ...counts } = billPortal(
      [
        seat('all along', '2028-02-20T00:00'),
        seat('an hour', '2028-03-15T10:00', '2028-03-15T11:00'),
        seat('disabled', '2028-02-20T00:00', '2028-03-13T08:00', 'disabled'),
        seat('in trial only', '2028-03-01T10:00', '2028-03-10T12:00'),
        seat('suspended only', '2028-03-20T09:00', '2028-03-30T09:00'),
        seat('twice', '2028-03-11T10:00', '2028-03-11T11:00'),
        seat('twice', '2028-03-31T23:00'),
      ],
      statuses,
      100n,
      month,
    )
    expect(
      persons.map((one) =>
        [one.person, one.firstDay, one.lastDay, one.billableDays, one.began, one.ended].join(' '),
      ),
    ).toEqual([
      'all along 2028-03-10 2028-03-31 13 portal month',
      'an hour 2028-03-15 2028-03-15 1 upgraded downgraded',
      'disabled 2028-03-10 2028-03-13 4 portal disabled',
      'twice 2028-03-11 2028-03-31 2 upgraded month',
    ])
    expect(counts).toEqual({ billableDays: 13, proUsers: 4, peak: 3, monthEnd: 2, amount: 400n })
  })

  it('ends a trial when its time has come, noticed or not', () => {
    expect(statusSpans([{ status: 'trial_active', at: 10 }], 30)).toEqual([
      { status: 'trial_active', from: 10, until: 30 },
      { status: 'trial_expired', from: 30, until: Infinity },
    ])
  })

  it('has a line for a month of suspension, and none after the portal is cancelled', () => {
    const statuses = statusSpans(
      [
        { status: 'suspended', at: madrid('2028-01-10T00:00') },
        { status: 'cancelled', at: madrid('2028-03-10T00:00') },
      ],
      0,
    )
    const there = (name: string) => wasThere(statuses, billingMonth(name, 'Europe/Madrid'))
    expect(['2027-12', '2028-01', '2028-02', '2028-03', '2028-04'].map(there)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
    expect(billPortal([], statuses, 100n, billingMonth('2028-02', 'Europe/Madrid'))).toMatchObject({
      billableDays: 0,
      proUsers: 0,
      amount: 0n,
    })
  })
})

describe('a month', () => {
  it('has the days of its zone, an hour shorter or longer where the clocks change', () => {
    const march = billingMonth('2028-03', 'Europe/Madrid')
    expect(march.days.length).toBe(32)
    expect((march.until - march.from) / HOUR).toBe(31 * 24 - 1)
    expect(
      (billingMonth('2028-10', 'Europe/Madrid').until -
        billingMonth('2028-10', 'Europe/Madrid').from) /
        HOUR,
    ).toBe(31 * 24 + 1)
    expect(billingMonth('2028-02', 'Europe/Madrid').days.length).toBe(30)
  })

  it('knows the day of each instant', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom(...MONTHS),
        fc.double({ min: 0, max: 0.999_999_9, noNaN: true }),
        (zone, name, share) => {
          const month = billingMonth(name, zone)
          const at = Math.floor(month.from + share * (month.until - month.from))
          const there = Temporal.Instant.fromEpochMilliseconds(at)
          expect(dateOf(month, dayIndex(month, at))).toBe(
            there.toZonedDateTimeISO(zone).toPlainDate().toString(),
          )
          expect(monthOf(there, zone)).toBe(name)
        },
      ),
    )
  })

  it('is reported ten minutes after its end', () => {
    expect(reportDue('2028-02', 'Europe/Madrid').toString()).toBe('2028-02-29T23:10:00Z')
    expect(reportDue('2027-12', 'America/St_Johns').toString()).toBe('2028-01-01T03:40:00Z')
  })
})

describe('a month that begins where the one before ended', () => {
  const instant = (text: string) => Temporal.Instant.from(text)

  it('has the hours between on its first day, or a shorter first day', () => {
    const west = billingMonth('2026-12', 'America/Los_Angeles', instant('2026-11-30T15:00:00Z'))
    const day = (text: string) => dateOf(west, dayIndex(west, instant(text).epochMilliseconds))
    expect(west.from).toBe(instant('2026-11-30T15:00:00Z').epochMilliseconds)
    expect(west.until).toBe(instant('2027-01-01T08:00:00Z').epochMilliseconds)
    expect(
      ['2026-11-30T15:00Z', '2026-12-01T08:00Z', '2026-12-02T07:59Z', '2026-12-02T08:00Z'].map(day),
    ).toEqual(['2026-12-01', '2026-12-01', '2026-12-01', '2026-12-02'])
    // A day of the calendar was left out: by then it is the second in Kiritimati.
    const east = billingMonth('2026-12', 'Pacific/Kiritimati', instant('2026-12-01T11:00:00Z'))
    expect(dateOf(east, dayIndex(east, east.from))).toBe('2026-12-02')
  })

  it('is counted as going through its quarters of an hour counts', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: -26 * 4, max: 26 * 4 }), (history, quarters) => {
        const { name, zone, from } = history.month
        const begins = Temporal.Instant.fromEpochMilliseconds(from + quarters * (HOUR / 4))
        const month = billingMonth(name, zone, begins)
        const {
          persons,
          amount: _,
          ...counts
        } = billPortal(history.seats, history.statuses, null, month)
        expect({
          ...counts,
          persons: persons.map(({ began: __, ended: ___, ...person }) => person),
        }).toEqual(naive(history.seats, history.statuses, { name, zone, begins: month.from }))
      }),
      { numRuns: 100, seed: 9 },
    )
  })

  it('is the month after what is billed, also where the calendar is not there yet', () => {
    const zone = 'America/Los_Angeles'
    const begins = instant('2026-11-30T15:00:00Z')
    const open = (at: string) => openMonth({ zone, nextMonth: '2026-12', begins }, instant(at))
    expect(open('2026-11-30T21:00:00Z')).toEqual(billingMonth('2026-12', zone, begins))
    expect(open('2026-12-20T21:00:00Z')).toEqual(billingMonth('2026-12', zone, begins))
    // December has not been issued yet.
    expect(open('2027-01-01T08:01:00Z')).toEqual(billingMonth('2027-01', zone))
  })
})
