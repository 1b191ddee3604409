import { STATUSES, type PortalStatus } from '../status/portal-status.ts'
import { dateOf, dayIndex, type BillingMonth } from '../months/month.ts'

/*
 * The bill of one portal for one month, as a pure function of spans of time.
 *
 * A span holds from its beginning until before its end. A person counts who held an enabled PRO seat at
 * any moment at which the portal was in a billable status: an hour counts, an instant that both share
 * with nothing in between does not. A day is billable when it holds any such moment, for the portal of
 * its status alone. Days are the partner's: midnight to midnight in its zone, 23 or 25 hours long where
 * the clocks change.
 */

/** Milliseconds since 1970; `until` is `Infinity` while it lasts. */
export interface Span {
  from: number
  until: number
}

/** A time during which a person held an enabled PRO seat. */
export interface SeatSpan extends Span {
  person: string
  began: SeatBegan
  /** Null while it lasts. */
  ended: SeatEnded | null
}
export const SEAT_BEGAN = ['added', 'upgraded', 'enabled'] as const
export type SeatBegan = (typeof SEAT_BEGAN)[number]
export const SEAT_ENDED = ['downgraded', 'disabled', 'removed'] as const
export type SeatEnded = (typeof SEAT_ENDED)[number]

/** A time during which the portal had a status. */
export interface StatusSpan extends Span {
  status: PortalStatus
}

/** One change of status, as the portal's history has it. */
export interface StatusBegan {
  status: PortalStatus
  at: number
}

/** Why a person is billable from the first day on: already when the month began, or since the portal or the seat was. */
export const BEGAN = ['month', 'portal', ...SEAT_BEGAN] as const
export type Began = (typeof BEGAN)[number]
/** Why not after the last day: the month ended, the portal was no longer billable, or the seat ended. */
export const ENDED = ['month', 'portal', ...SEAT_ENDED] as const
export type Ended = (typeof ENDED)[number]

/** A person who counts, with the first and last billable day (`2028-02-29`) and why it is those. */
export interface BilledPerson {
  person: string
  firstDay: string
  lastDay: string
  billableDays: number
  began: Began
  ended: Ended
}

export interface PortalBill {
  billableDays: number
  /** The billed number: persons who counted at any time in the month. */
  proUsers: number
  /** Most who counted at the same time. */
  peak: number
  /** Who still counted when the month ended; none where the portal was not billable then. */
  monthEnd: number
  /** In the currency's minor unit; null without a price. */
  amount: bigint | null
  /** By id. */
  persons: BilledPerson[]
}

/**
 * A portal's statuses as spans, from its history in order. A trial whose end has come but not been
 * noticed yet is over all the same: no bill depends on when the sweep came by.
 * @param trialEndsAt milliseconds since 1970
 */
export function statusSpans(history: readonly StatusBegan[], trialEndsAt: number): StatusSpan[] {
  return history.flatMap(({ status, at }, index): StatusSpan[] => {
    const until = history[index + 1]?.at ?? Infinity
    if (status !== 'trial_active' || until !== Infinity) return [{ status, from: at, until }]
    const end = Math.max(at, trialEndsAt)
    return [
      { status, from: at, until: end },
      { status: 'trial_expired', from: end, until },
    ]
  })
}

/** Was the portal there in that month, so that its bill has a line for it? */
export const wasThere = (statuses: readonly StatusSpan[], { from, until }: Span): boolean =>
  statuses.some((span) => span.status !== 'cancelled' && span.from < until && span.until > from)

/**
 * The bill of one portal for one month.
 * @param seats in any order; a person's may overlap
 * @param statuses in order, without overlap
 * @param unit price per PRO user and month in the currency's minor unit; null where there is none
 */
export function billPortal(
  seats: readonly SeatSpan[],
  statuses: readonly StatusSpan[],
  unit: bigint | null,
  month: BillingMonth,
): PortalBill {
  const billable = billablePeriods(statuses, month)
  const held = new Map<string, SeatSpan[]>()
  if (billable.length > 0)
    for (const seat of seats) {
      if (seat.from >= month.until || seat.until <= month.from) continue
      const theirs = held.get(seat.person)
      if (theirs) theirs.push(seat)
      else held.set(seat.person, [seat])
    }
  const persons: BilledPerson[] = []
  const begins: number[] = []
  const ends: number[] = []
  let monthEnd = 0
  for (const theirs of held.values()) {
    const counted = merge(intersect(theirs, billable))
    if (counted.length === 0) continue
    for (const { from, until } of counted) {
      begins.push(from)
      ends.push(until)
    }
    if (counted.at(-1)!.until === month.until) monthEnd++
    persons.push(billed(theirs, counted, month))
  }
  return {
    billableDays: countDays(billable, month),
    proUsers: persons.length,
    peak: most(begins, ends),
    monthEnd,
    amount: unit === null ? null : unit * BigInt(persons.length),
    persons: persons.toSorted((a, b) => (a.person < b.person ? -1 : 1)),
  }
}

/** When in the month the portal was billable; two billable statuses in a row are one period. */
const billablePeriods = (statuses: readonly StatusSpan[], month: BillingMonth): Span[] =>
  merge(
    statuses.flatMap(({ status, from, until }) => {
      const period = { from: Math.max(from, month.from), until: Math.min(until, month.until) }
      return STATUSES[status].billable && period.from < period.until ? [period] : []
    }),
  )

const intersect = (seats: readonly SeatSpan[], periods: readonly Span[]): Span[] =>
  seats.flatMap((seat) =>
    periods.flatMap((period) => {
      const from = Math.max(seat.from, period.from)
      const until = Math.min(seat.until, period.until)
      return from < until ? [{ from, until }] : []
    }),
  )

/** In order, with what touches or overlaps made one. */
function merge(spans: Span[]): Span[] {
  if (spans.length < 2) return spans
  const joined: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until)
    else joined.push({ ...span })
  }
  return joined
}

/** Days with any moment of these, which are in order and apart. */
function countDays(spans: readonly Span[], month: BillingMonth): number {
  let days = 0
  let counted = -1
  for (const { from, until } of spans) {
    const first = Math.max(dayIndex(month, from), counted + 1)
    const last = dayIndex(month, until - 1)
    if (last < first) continue
    days += last - first + 1
    counted = last
  }
  return days
}

function billed(
  seats: readonly SeatSpan[],
  counted: readonly Span[],
  month: BillingMonth,
): BilledPerson {
  const { from } = counted[0]!
  const { until } = counted.at(-1)!
  return {
    person: seats[0]!.person,
    firstDay: dateOf(month, dayIndex(month, from)),
    lastDay: dateOf(month, dayIndex(month, until - 1)),
    billableDays: countDays(counted, month),
    began:
      from === month.from ? 'month' : (seats.find((seat) => seat.from === from)?.began ?? 'portal'),
    ended:
      until === month.until
        ? 'month'
        : (seats.find((seat) => seat.until === until)?.ended ?? 'portal'),
  }
}

/** The most spans that held at once. What ends when another begins does not meet it. */
function most(begins: number[], ends: number[]): number {
  const began = Float64Array.from(begins).sort()
  const ended = Float64Array.from(ends).sort()
  let peak = 0
  for (let at = 0, over = 0; at < began.length; at++) {
    while (ended[over]! <= began[at]!) over++
    peak = Math.max(peak, at + 1 - over)
  }
  return peak
}
