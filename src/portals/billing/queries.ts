import type { Tx } from '../../kit/db/database.ts'
import { throughInstallation } from '../console/queries.ts'
import type { PortalStatus } from '../lifecycle/portal-status.ts'
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
import type { BillingMonth } from './month.ts'

/** Portals whose spans are held in memory at once: memory is flat however many a partner has. */
const BATCH = 200

/** A portal's bill, by its row id. */
export interface BilledPortal {
  portal: string
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
  id: string
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
    const rows: SpansRow[] = await throughInstallation(tx, () =>
      tx.run<SpansRow>(
        `select p.id, p.trial_ends_at, ${spans()}
         from portals p where p.partner_id = $3 and ($4::uuid is null or p.id > $4) and p.created_at < $2
         order by p.id limit ${BATCH}`,
        [...bounds(month), partner, after],
        'spans_to_bill',
      ),
    )
    const bills = rows.flatMap((row) => {
      const { seats, statuses } = spansOf(row)
      return wasThere(statuses, month)
        ? [{ portal: row.id, bill: billPortal(seats, statuses, unit, month) }]
        : []
    })
    if (bills.length > 0) yield bills
    if (rows.length < BATCH) return
    after = rows.at(-1)!.id
  }
}

/**
 * A portal's statuses, and the seats of one of its people that touch the month. The transaction must be
 * set to the portal.
 */
export async function spansOfPerson(
  tx: Tx,
  portal: string,
  person: string,
  month: BillingMonth,
): Promise<Spans> {
  const [row] = await tx.run<SpansRow>(
    `select p.id, p.trial_ends_at, ${spans('and s.person_id = $4')} from portals p where p.id = $3`,
    [...bounds(month), portal, person],
    'spans_of_person',
  )
  return spansOf(row!)
}

/** Whose midnights a portal's days have: its partner's, where it is on a bill at all. */
export async function billingZone(tx: Tx, portal: string): Promise<string> {
  const row = await tx.db
    .selectFrom('portals as p')
    .leftJoin('partners as r', 'r.id', 'p.partner_id')
    .select(['p.time_zone', 'r.time_zone as partners'])
    .where('p.id', '=', portal)
    .executeTakeFirstOrThrow()
  return row.partners ?? row.time_zone
}
