import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { newId } from '../../kit/ids.ts'
import { toColumn } from '../amount.ts'
import type { Account, BookingKind, Entries } from './ledger.ts'

/** A transaction of the ledger. Ids are row ids, days the portal's. */
export interface Booking {
  kind: BookingKind
  person: string
  invoice: string | null
  /** The credit note, payment or refund that it is about. */
  document?: string
  currency: string
  on: string
  entries: Entries
}

/** Writes a transaction with its entries; those of nothing are left out. */
export async function post(tx: Tx, now: Instant, booking: Booking): Promise<void> {
  const entries = Object.entries(booking.entries).filter(([, amount]) => amount !== 0n)
  if (entries.length === 0) return
  const id = newId()
  await tx.db
    .insertInto('ledger_transactions')
    .values({
      id,
      kind: booking.kind,
      person_id: booking.person,
      invoice_id: booking.invoice,
      document_id: booking.document ?? null,
      currency: booking.currency,
      booked_on: booking.on,
      booked_at: now,
    })
    .execute()
  await tx.db
    .insertInto('ledger_entries')
    .values(
      entries.map(([account, amount]) => ({
        transaction_id: id,
        account,
        amount_minor: toColumn(amount),
      })),
    )
    .execute()
}

const entriesIn = (tx: Tx) =>
  tx.db
    .selectFrom('ledger_transactions as t')
    .innerJoin('ledger_entries as e', (join) => join.onRef('e.transaction_id', '=', 't.id'))

const sum = sql<string>`sum(e.amount_minor)`

/** What somebody has as credit, by currency; nothing where there is none. */
export async function creditOf(
  tx: Tx,
  person: string,
): Promise<{ currency: string; amount: bigint }[]> {
  const rows = await entriesIn(tx)
    .select(['t.currency', sum.as('sum')])
    .where('t.person_id', '=', person)
    .where('e.account', '=', 'credit')
    .groupBy('t.currency')
    .orderBy('t.currency')
    .execute()
  return rows.flatMap((row) =>
    row.sum === '0' ? [] : { currency: row.currency, amount: -BigInt(row.sum) },
  )
}

/** The same of one currency, held until the commit: nobody spends it meanwhile. */
export async function holdCredit(tx: Tx, person: string, currency: string): Promise<bigint> {
  await tx.db
    .selectFrom('persons')
    .select('id')
    .where('id', '=', person)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const all = await creditOf(tx, person)
  return all.find((one) => one.currency === currency)?.amount ?? 0n
}

/** What each account holds, by currency. */
export async function balances(
  tx: Tx,
): Promise<{ currency: string; account: Account; amount: bigint }[]> {
  const rows = await entriesIn(tx)
    .select(['t.currency', 'e.account', sum.as('sum')])
    .groupBy(['t.currency', 'e.account'])
    .orderBy('t.currency')
    .execute()
  return rows.map(({ currency, account, sum }) => ({
    currency,
    account: account as Account,
    amount: BigInt(sum),
  }))
}
