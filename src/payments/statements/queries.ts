import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'
import type { BookingKind } from '../ledger/ledger.ts'
import type { Movement } from './statement.ts'

/** What was given up they owe all the same: whether we still expect it is not for a statement to say. */
const INSIDE = ['write_off', 'reinstatement'] as const

const movementsIn = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('ledger_transactions as t')
    .innerJoin('ledger_entries as e', (join) => join.onRef('e.transaction_id', '=', 't.id'))
    .where('t.person_id', '=', person)
    .where('t.kind', 'not in', INSIDE)
    .where('e.account', 'in', ['receivable', 'credit'])

/** What somebody owed before a day, by currency. */
export async function owedBefore(
  tx: Tx,
  { person, from }: { person: string; from: string },
): Promise<{ currency: string; owed: bigint }[]> {
  const rows = await movementsIn(tx, person)
    .select('t.currency')
    .select(sql<string>`sum(e.amount_minor)`.as('owed'))
    .where('t.booked_on', '<', from)
    .groupBy('t.currency')
    .execute()
  return rows.map(({ currency, owed }) => ({ currency, owed: BigInt(owed) }))
}

/** What changed what they owe, in the order of its days. */
export async function movementsOf(
  tx: Tx,
  { person, from, to, limit }: { person: string; from: string; to: string; limit: number },
): Promise<Movement[]> {
  const rows = await movementsIn(tx, person)
    .leftJoin('invoices as i', (join) => join.onRef('i.id', '=', 't.invoice_id'))
    .leftJoin('credit_notes as n', (join) => join.onRef('n.id', '=', 't.document_id'))
    .select(['t.id', 't.booked_on as on', 't.kind', 't.currency'])
    .select(sql<string | null>`coalesce(n.number, i.number)`.as('number'))
    .select(sql<string>`sum(e.amount_minor)`.as('change'))
    .where('t.booked_on', '>=', from)
    .where('t.booked_on', '<=', to)
    .groupBy(['t.id', 't.booked_on', 't.kind', 't.currency', 'n.number', 'i.number'])
    .having(sql<boolean>`sum(e.amount_minor) <> 0`)
    .orderBy('t.booked_on')
    .orderBy('t.id')
    .limit(limit)
    .execute()
  return rows.map(({ on, kind, number, currency, change }) => ({
    on,
    kind: kind as BookingKind,
    number,
    currency,
    change: BigInt(change),
  }))
}
