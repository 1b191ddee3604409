import type { Instant } from '../../../kit/clock.ts'
import type { Money } from '../../../kit/money.ts'
import type { BilledPerson, PortalBill } from '../bill.ts'

/**
 * A partner's billing report for a month, as it was issued. It holds counts and ids; what its portals were
 * called lies beside it, and is gone when the portal is, as are the names of people, looked up when it is read.
 */
export interface Report {
  /** Row id. */
  id: string
  partner: string
  /** `2028-02`. */
  month: string
  /** 1, and one more with each correction. */
  version: number
  issuedAt: Instant
  /** From when until before when it bills; the report after begins where this one ends. */
  begins: Instant
  ends: Instant
  /** Whose midnights its days have. */
  zone: string
  language: string
  /** Who pays: the billing contact, else the partner. */
  billTo: string
  /** The partner's own, for its books. */
  reference: string | null
  /** Lines, also those with nothing to bill. */
  portals: number
  proUsers: number
  /** Per PRO user and month; null where the partner had no price for the month. */
  unit: Money | null
  total: Money | null
  /** Of a correction. */
  reason: string | null
  changes: Changes | null
}

/** A line: one portal's counts. */
export type ReportLine = Omit<PortalBill, 'persons'> & { portal: string }

type Change<T> = { from: T | null; to: T | null }
type Counts = Pick<PortalBill, 'billableDays' | 'proUsers' | 'peak' | 'monthEnd'>

/** What a correction changed: null stands for what was not there. Ids are row ids. */
export interface Changes {
  unit?: Change<{ minor: number; currency: string }>
  portals: (Change<Counts & { amount: number | null }> & { portal: string })[]
  persons: (Change<Omit<BilledPerson, 'person'>> & { portal: string; person: string })[]
}

export const isUnchanged = ({ unit, portals, persons }: Changes): boolean =>
  unit === undefined && portals.length === 0 && persons.length === 0

/** What the lines of a report come to. */
export interface Sums {
  /** That were there at any time in the month. */
  portals: number
  /** Of these, in which somebody counted. */
  billed: number
  proUsers: number
}
