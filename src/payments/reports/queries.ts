import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'
import type { MonthRow } from './month.ts'

interface Days {
  from: string
  /** Not any more. */
  until: string
}

const net = sql<string>`sum(x.net_minor)`.as('net')
const tax = sql<string>`sum(x.tax_minor)`.as('tax')
const total = sql<string>`sum(x.total_minor)`.as('total')

interface Summed {
  currency: string
  of: string
  count: number
  net: string
  tax: string
  total: string
}

const asRow =
  (section: MonthRow['section'], sign: 1n | -1n = 1n) =>
  (row: Summed): MonthRow => ({
    section,
    currency: row.currency,
    of: row.of,
    count: row.count,
    net: sign * BigInt(row.net),
    tax: sign * BigInt(row.tax),
    total: sign * BigInt(row.total),
  })

/** Invoices that were issued, by currency and tax rate. */
export async function invoicedIn(tx: Tx, { from, until }: Days): Promise<MonthRow[]> {
  const rows = await tx.db
    .selectFrom('invoice_items as x')
    .innerJoin('invoices as i', (join) => join.onRef('i.id', '=', 'x.invoice_id'))
    .select(['i.currency', sql<string>`x.tax_rate_milli::text`.as('of'), net, tax, total])
    .select(sql<number>`count(distinct i.id)::int`.as('count'))
    .where('i.issued_on', '>=', from)
    .where('i.issued_on', '<', until)
    .where('i.number', 'is not', null)
    .groupBy(['i.currency', 'x.tax_rate_milli'])
    .orderBy('i.currency')
    .orderBy('x.tax_rate_milli')
    .execute()
  return rows.map(asRow('invoices'))
}

/** Invoices that were voided, the same way; what they had been issued with goes off again. */
export async function voidedIn(tx: Tx, { from, until }: Days): Promise<MonthRow[]> {
  const rows = await tx.db
    .selectFrom('ledger_transactions as t')
    .innerJoin('invoice_items as x', (join) => join.onRef('x.invoice_id', '=', 't.invoice_id'))
    .select(['t.currency', sql<string>`x.tax_rate_milli::text`.as('of'), net, tax, total])
    .select(sql<number>`count(distinct t.id)::int`.as('count'))
    .where('t.kind', '=', 'void')
    .where('t.booked_on', '>=', from)
    .where('t.booked_on', '<', until)
    .groupBy(['t.currency', 'x.tax_rate_milli'])
    .orderBy('t.currency')
    .orderBy('x.tax_rate_milli')
    .execute()
  return rows.map(asRow('voided', -1n))
}

/** Credit notes, the same way. */
export async function creditedIn(tx: Tx, { from, until }: Days): Promise<MonthRow[]> {
  const rows = await tx.db
    .selectFrom('credit_note_items as x')
    .innerJoin('credit_notes as n', (join) => join.onRef('n.id', '=', 'x.credit_note_id'))
    .select(['n.currency', sql<string>`x.tax_rate_milli::text`.as('of'), net, tax, total])
    .select(sql<number>`count(distinct n.id)::int`.as('count'))
    .where('n.issued_on', '>=', from)
    .where('n.issued_on', '<', until)
    .groupBy(['n.currency', 'x.tax_rate_milli'])
    .orderBy('n.currency')
    .orderBy('x.tax_rate_milli')
    .execute()
  return rows.map(asRow('credit_notes', -1n))
}

/** What came in and went out, by currency and way; and what was given up, or not any more. */
export async function movedIn(tx: Tx, { from, until }: Days): Promise<MonthRow[]> {
  const rows = await tx.db
    .selectFrom('ledger_transactions as t')
    .innerJoin('ledger_entries as e', (join) => join.onRef('e.transaction_id', '=', 't.id'))
    .leftJoin('payments as p', (join) => join.onRef('p.id', '=', 't.document_id'))
    .leftJoin('refunds as r', (join) => join.onRef('r.id', '=', 't.document_id'))
    .select(['t.currency', 't.kind'])
    .select(sql<string>`coalesce(p.method, r.method, '')`.as('of'))
    .select(sql<string>`sum(e.amount_minor)`.as('total'))
    .select(sql<number>`count(*)::int`.as('count'))
    .where('e.account', 'in', ['clearing', 'write_offs'])
    .where('t.booked_on', '>=', from)
    .where('t.booked_on', '<', until)
    .groupBy(['t.currency', 't.kind', sql`coalesce(p.method, r.method, '')`])
    .orderBy('t.currency')
    .orderBy('t.kind')
    .orderBy('of')
    .execute()
  return rows.map(({ kind, ...row }) => {
    const isGivenUp = kind === 'write_off' || kind === 'reinstatement'
    const section = isGivenUp ? 'write_offs' : SECTIONS[kind]!
    const { total, of } = row
    const zero = { net: '0', tax: '0' }
    return asRow(section)({ ...row, ...zero, of: isGivenUp ? '' : of, total })
  })
}

const SECTIONS: Readonly<Record<string, MonthRow['section']>> = {
  payment: 'payments',
  payment_withdrawal: 'withdrawn',
  refund: 'refunds',
  pay_out: 'refunds',
}

/** What was to be paid, and what contacts had as credit, when the month was over. */
export async function heldAt(tx: Tx, { until }: Days): Promise<MonthRow[]> {
  const rows = await tx.db
    .selectFrom('ledger_transactions as t')
    .innerJoin('ledger_entries as e', (join) => join.onRef('e.transaction_id', '=', 't.id'))
    .select(['t.currency', 'e.account'])
    .select(sql<string>`sum(e.amount_minor)`.as('total'))
    .where('e.account', 'in', ['receivable', 'credit'])
    .where('t.booked_on', '<', until)
    .groupBy(['t.currency', 'e.account'])
    .orderBy('t.currency')
    .orderBy('e.account', 'desc')
    .execute()
  return rows.map(({ account, ...row }) =>
    asRow(
      account === 'receivable' ? 'receivable' : 'credit',
      account === 'receivable' ? 1n : -1n,
    )({
      ...row,
      of: '',
      count: 0,
      net: '0',
      tax: '0',
    }),
  )
}
