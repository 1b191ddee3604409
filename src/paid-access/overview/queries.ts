import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Interval } from '../../payments/index.ts'
import type { Recurring } from './recurring.ts'

/** Money of one month and currency, in minor units. */
export interface MonthOfMoney {
  readonly month: string
  readonly currency: string
  readonly amount: bigint
}

/** What came in and was not taken back, by month of the portal’s calendar. @param from first day, such as `2026-01-01` */
export async function moneyByMonth(tx: Tx, from: string): Promise<MonthOfMoney[]> {
  const rows = await tx.db
    .selectFrom('ledger_transactions as t')
    .innerJoin('ledger_entries as e', (join) => join.onRef('e.transaction_id', '=', 't.id'))
    .select(sql<string>`to_char(t.booked_on, 'YYYY-MM')`.as('month'))
    .select(['t.currency', sql<string>`sum(e.amount_minor)`.as('amount')])
    .where('e.account', '=', 'clearing')
    .where('t.kind', 'in', ['payment', 'payment_withdrawal'])
    .where('t.booked_on', '>=', from)
    .groupBy([sql`1`, 't.currency'])
    .orderBy(sql`1`)
    .orderBy('t.currency')
    .execute()
  return rows.map(({ amount, ...row }) => ({ ...row, amount: BigInt(amount) }))
}

/** What is subscribed to and renews, or is to be paid to renew. */
export async function recurringIn(tx: Tx): Promise<Recurring[]> {
  const rows = await tx.db
    .selectFrom('subscriptions as s')
    .innerJoin('plan_versions as v', (join) =>
      join.onRef('v.plan_id', '=', 's.plan_id').onRef('v.number', '=', 's.plan_number'),
    )
    .select(['v.currency', 'v.amount_minor', 'v.every', 'v.unit'])
    .select(sql<number>`count(*)::int`.as('count'))
    .where('s.state', 'in', ['active', 'past_due'])
    .groupBy(['v.currency', 'v.amount_minor', 'v.every', 'v.unit'])
    .orderBy('v.currency')
    .orderBy('v.amount_minor')
    .execute()
  return rows.map(({ currency, count, ...row }) => ({
    currency,
    count,
    amount: BigInt(row.amount_minor),
    interval: { every: row.every, unit: row.unit as Interval['unit'] },
  }))
}

/** Renewals of one month that could not be charged at first, and those of them that were paid since. */
export interface MonthOfFailures {
  readonly month: string
  readonly failed: number
  readonly recovered: number
}

/** What was charged while its owner was not there, and did not come. */
const DID_NOT_COME = ['failed', 'authentication_needed', 'cancelled'] as const

/**
 * By the month in which each was issued. One that could not be charged at all, since nothing was left to charge, is one
 * as well, unless credit had paid it.
 * @param from first day, such as `2026-01-01`
 */
export async function failuresByMonth(tx: Tx, from: string): Promise<MonthOfFailures[]> {
  return tx.db
    .selectFrom(
      tx.db
        .selectFrom('subscription_invoices as l')
        .innerJoin('invoices as i', (join) => join.onRef('i.id', '=', 'l.invoice_id'))
        .leftJoin('payment_attempts as a', (join) =>
          join.onRef('a.invoice_id', '=', 'i.id').on('a.method_id', 'is not', null),
        )
        .select(['i.id', 'i.state', sql<string>`to_char(i.issued_on, 'YYYY-MM')`.as('month')])
        .where('l.kind', '=', 'period')
        .where('l.begins', 'is not', null)
        .where('i.issued_on', '>=', from)
        .groupBy(['i.id', 'i.state', 'i.state_at', 'i.created_at', 'i.issued_on'])
        .having(
          sql<boolean>`coalesce(bool_or(a.state in (${sql.join(DID_NOT_COME)})),
            not (i.state = 'paid' and i.state_at = i.created_at))`,
        )
        .as('failures'),
    )
    .select('failures.month')
    .select([
      sql<number>`count(*)::int`.as('failed'),
      sql<number>`(count(*) filter (where failures.state = 'paid'))::int`.as('recovered'),
    ])
    .groupBy('failures.month')
    .orderBy('failures.month')
    .execute()
}

/** Whom a payment keeps out. Row ids. */
export interface HeldClient {
  readonly id: string
  readonly name: string
  readonly since: Instant
  readonly invoice: string | null
  readonly number: string | null
  /** In minor units. */
  readonly outstanding: bigint | null
  readonly currency: string | null
}

const heldAt = (tx: Tx, now: Instant) =>
  tx.db.selectFrom('persons as p').where('p.held_since', '<=', now)

/** Those who are out for longest, and how many there are, counted no further than `most`. */
export async function heldClients(
  tx: Tx,
  now: Instant,
  { limit, most }: { limit: number; most: number },
): Promise<{ held: HeldClient[]; count: number }> {
  const [rows, count] = await Promise.all([
    heldAt(tx, now)
      .leftJoin('invoices as i', (join) => join.onRef('i.id', '=', 'p.held_invoice'))
      .select(['p.id', 'p.name', 'p.held_since', 'i.id as invoice', 'i.number'])
      .select(['i.outstanding_minor', 'i.currency'])
      .orderBy('p.held_since')
      .orderBy('p.id')
      .limit(limit)
      .execute(),
    countUpTo(tx, heldAt(tx, now).select('p.id'), most),
  ])
  const held = rows.map(({ held_since: since, outstanding_minor: minor, ...row }) => ({
    ...row,
    since: since!,
    outstanding: minor === null ? null : BigInt(minor),
  }))
  return { held, count }
}

/** Somebody who has completed a form that invites nobody by itself. */
export interface Uninvited {
  readonly id: string
  readonly name: string
  readonly form: string
  readonly since: Instant
}

const uninvitedIn = (tx: Tx) =>
  tx.db
    .selectFrom('form_submissions as s')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 's.person_id'))
    .innerJoin('forms as f', (join) => join.onRef('f.id', '=', 's.form_id'))
    .where('s.state', '<>', 'received')
    .where('p.activated_at', 'is', null)
    .where('p.disabled_at', 'is', null)
    .where('p.invited_at', 'is', null)
    // Leads are not invited.
    .where('p.contact_role', '<>', 'lead')

/** Who waits for an invitation, the longest first, and how many there are. */
export async function uninvited(
  tx: Tx,
  { limit, most }: { limit: number; most: number },
): Promise<{ waiting: Uninvited[]; count: number }> {
  const [rows, count] = await Promise.all([
    uninvitedIn(tx)
      .select(['p.id', 'p.name', sql<string>`min(f.name)`.as('form')])
      .select(sql<Instant>`min(s.sent_at)`.as('since'))
      .groupBy(['p.id', 'p.name'])
      .orderBy(sql`min(s.sent_at)`)
      .orderBy('p.id')
      .limit(limit)
      .execute(),
    countUpTo(tx, uninvitedIn(tx).select('p.id').distinct(), most),
  ])
  return { waiting: rows, count }
}
