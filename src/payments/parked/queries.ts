import type { Instant } from '../../kit/clock.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Connected } from '../gateways/accounts/account.ts'
import type { ParkedWhy } from '../paying/attempt.ts'

/** A payment that is other than what was to be paid: nobody counts it before staff have looked. Row ids. */
export interface ParkedPayment {
  readonly id: string
  readonly invoiceId: string
  readonly invoiceNumber: string | null
  readonly personName: string
  readonly gateway: Connected
  readonly reference: string | null
  readonly why: ParkedWhy
  /** What was to be paid, in minor units. */
  readonly amount: bigint
  readonly currency: string
  readonly since: Instant
}

/** More is a fault of the gateway, not a list. */
const MOST = 200

const waitingIn = (tx: Tx) =>
  tx.db
    .selectFrom('payment_attempts as a')
    .where('a.state', '=', 'parked')
    .where('a.cleared_at', 'is', null)

/** Those that staff have not looked at, the newest first. */
export async function parkedPayments(tx: Tx): Promise<ParkedPayment[]> {
  const rows = await waitingIn(tx)
    .innerJoin('invoices as i', (join) => join.onRef('i.id', '=', 'a.invoice_id'))
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'a.person_id'))
    .select(['a.id', 'a.invoice_id', 'i.number', 'p.name', 'a.gateway', 'a.reference'])
    .select(['a.parked_why', 'a.amount_minor', 'a.currency', 'a.changed_at'])
    .orderBy('a.id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    personName: row.name,
    gateway: row.gateway as Connected,
    reference: row.reference,
    why: row.parked_why as ParkedWhy,
    amount: BigInt(row.amount_minor),
    currency: row.currency,
    since: row.changed_at,
  }))
}

export const countParked = (tx: Tx): Promise<number> =>
  countUpTo(tx, waitingIn(tx).select('a.id'), MOST)

/** @returns the invoice it was for; null of one that is not parked, or was cleared before */
export async function clearParked(
  tx: Tx,
  id: string,
  { by, now }: { by: string | null; now: Instant },
): Promise<string | null> {
  const row = await tx.db
    .updateTable('payment_attempts')
    .set({ cleared_at: now, cleared_by: by })
    .where('id', '=', id)
    .where('state', '=', 'parked')
    .where('cleared_at', 'is', null)
    .returning('invoice_id')
    .executeTakeFirst()
  return row?.invoice_id ?? null
}
