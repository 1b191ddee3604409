import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { PortalStatus } from '../status/portal-status.ts'
import {
  billPortal,
  statusSpans,
  wasThere,
  type PortalBill,
  type SeatBegan,
  type SeatEnded,
  type SeatSpan,
  type StatusSpan,
} from './bill.ts'
import { billingMonth, type BilledSoFar, type BillingMonth } from '../months/month.ts'

/** Portals whose spans are held in memory at once: memory is flat however many a partner has. */
const BATCH = 200

/** A portal's bill, by its row id, with what the portal is called now. */
export interface BilledPortal {
  portal: string
  name: string
  slug: string
  /** The partner's own. */
  reference: string | null
  bill: PortalBill
}

const MS = (column: string) => `round(extract(epoch from ${column})::float8 * 1000)`

/**
 * The spans that bills are made of, as JSON so that the driver parses a portal's at once: two million
 * rows of timestamps would cost more than all the rest.
 */
const spans = (onlyOf = '') => `
  (select json_agg(json_build_array(c.to_status, ${MS('c.at')}) order by c.seq)
     from portal_status_changes c where c.portal_id = p.id) as history,
  (select json_agg(json_build_array(s.person_id, ${MS('s.began_at')}, ${MS('s.ended_at')}, s.began_by, s.ended_by))
     from seat_spans s where s.portal_id = p.id and s.began_at < $2 and (s.ended_at is null or s.ended_at > $1)
       ${onlyOf}) as seats`

interface SpansRow {
  trial_ends_at: Temporal.Instant
  history: [PortalStatus, number][] | null
  seats: [string, number, number | null, SeatBegan, SeatEnded | null][] | null
}

export interface Spans {
  seats: SeatSpan[]
  statuses: StatusSpan[]
}

const spansOf = ({ trial_ends_at, history, seats }: SpansRow): Spans => ({
  statuses: statusSpans(
    (history ?? []).map(([status, at]) => ({ status, at })),
    trial_ends_at.epochMilliseconds,
  ),
  seats: (seats ?? []).map(([person, from, until, began, ended]) => ({
    person,
    from,
    until: until ?? Infinity,
    began,
    ended,
  })),
})

const bounds = ({ from, until }: BillingMonth) =>
  [from, until].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))

/**
 * The bills of a partner's portals that were there in the month, by id, a batch at a time. Within one
 * transaction, in the console or the installation's scope.
 */
export async function* billsOf(
  tx: Tx,
  partner: string,
  month: BillingMonth,
  unit: bigint | null,
): AsyncGenerator<BilledPortal[]> {
  for (let after: string | null = null; ;) {
    const rows = await tx.across(() =>
      tx.run<SpansRow & Omit<BilledPortal, 'bill'>>(
        `select p.id as portal, p.name, p.slug, p.partner_reference as reference, p.trial_ends_at, ${spans()}
         from portals p where p.partner_id = $3 and ($4::uuid is null or p.id > $4) and p.created_at < $2
         order by p.id limit ${BATCH}`,
        [...bounds(month), partner, after],
        'spans_to_bill',
      ),
    )
    const bills = rows.flatMap(({ portal, name, slug, reference, ...row }) => {
      const { seats, statuses } = spansOf(row)
      return wasThere(statuses, month)
        ? [{ portal, name, slug, reference, bill: billPortal(seats, statuses, unit, month) }]
        : []
    })
    if (bills.length > 0) yield bills
    if (rows.length < BATCH) return
    after = rows.at(-1)!.portal
  }
}

/**
 * A portal's statuses, and the seats of one of its people that touch the month. The transaction must be
 * set to the portal.
 */
export async function spansOfPerson(tx: Tx, person: string, month: BillingMonth): Promise<Spans> {
  const [row] = await tx.run<SpansRow>(
    `select p.trial_ends_at, ${spans('and s.person_id = $4')} from portals p where p.id = $3`,
    [...bounds(month), tx.portal, person],
    'spans_of_person',
  )
  return spansOf(row!)
}

/** How far a partner's bills have come. */
export async function billedSoFar(tx: Tx, partner: string): Promise<BilledSoFar> {
  const [row, last] = await Promise.all([
    tx.db
      .selectFrom('partners as p')
      .innerJoin('partner_billing as b', 'b.partner_id', 'p.id')
      .select(['p.time_zone', 'b.next_month', 'b.begins_at'])
      .where('p.id', '=', partner)
      .executeTakeFirstOrThrow(),
    tx.db
      .selectFrom('billing_reports')
      .select(['month', 'time_zone', 'ends_at'])
      .where('partner_id', '=', partner)
      .orderBy('month', 'desc')
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ])
  return {
    zone: row.time_zone,
    nextMonth: row.next_month?.slice(0, 7) ?? null,
    begins: last ? spanOf(last).ends : row.begins_at,
  }
}

/** From when until before when a report bills: one that does not say so, from turn to turn in its zone. */
export function spanOf(row: {
  month: string
  time_zone: string
  begins_at?: Instant | null
  ends_at: Instant | null
}): { begins: Instant; ends: Instant } {
  const { from, until } = billingMonth(row.month.slice(0, 7), row.time_zone)
  const [begins, ends] = [from, until].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
  return { begins: row.begins_at ?? begins!, ends: row.ends_at ?? ends! }
}

/** How far the bills have come that a portal is on; where it is on none, the months of its own zone. */
export async function billedSoFarFor(tx: Tx): Promise<BilledSoFar> {
  const { partner_id, time_zone } = await tx.db
    .selectFrom('portals')
    .select(['partner_id', 'time_zone'])
    .executeTakeFirstOrThrow()
  return partner_id === null
    ? { zone: time_zone, nextMonth: null, begins: null }
    : billedSoFar(tx, partner_id)
}
