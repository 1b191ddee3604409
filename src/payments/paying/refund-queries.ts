import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { toColumn } from '../amount.ts'
import type { Connected } from '../gateways/accounts/account.ts'

/** What is to be paid back at a gateway. */
export interface AskedRefund {
  id: string
  attempt: string
  gateway: Connected
  reference: string
  amount: bigint
  currency: string
  tries: number
}

export async function insertAskedRefund(
  tx: Tx,
  refund: { id: string; attempt: string; amount: bigint; why: 'asked' | 'late'; by: string | null },
  now: Instant,
): Promise<void> {
  await tx.db
    .insertInto('gateway_refunds')
    .values({
      id: refund.id,
      attempt_id: refund.attempt,
      amount_minor: toColumn(refund.amount),
      why: refund.why,
      state: 'waiting',
      asked_by: refund.by,
      asked_at: now,
      due_at: now,
    })
    .execute()
}

/** What of an attempt is waiting to be paid back. */
export async function waitingRefunds(tx: Tx, attempt: string): Promise<bigint> {
  const rows = await tx.db
    .selectFrom('gateway_refunds')
    .select('amount_minor')
    .where('attempt_id', '=', attempt)
    .where('state', '=', 'waiting')
    .execute()
  return rows.reduce((sum, { amount_minor }) => sum + BigInt(amount_minor), 0n)
}

/** Takes the refund that is to be asked for next; it is put off, so that nobody else asks meanwhile. */
export async function takeRefund(tx: Tx, now: Instant): Promise<AskedRefund | null> {
  const row = await tx.db
    .selectFrom('gateway_refunds as r')
    .innerJoin('payment_attempts as a', (join) => join.onRef('a.id', '=', 'r.attempt_id'))
    .select(['r.id', 'r.attempt_id as attempt', 'r.amount_minor', 'r.tries'])
    .select(['a.gateway', 'a.reference', 'a.currency'])
    .where('r.due_at', '<=', now)
    .orderBy('r.due_at')
    .orderBy('r.id')
    .limit(1)
    .forUpdate('r')
    .skipLocked()
    .executeTakeFirst()
  if (!row) return null
  await tx.db
    .updateTable('gateway_refunds')
    .set({ due_at: now.add({ minutes: 10 }) })
    .where('id', '=', row.id)
    .execute()
  const { amount_minor, gateway, reference, ...refund } = row
  return {
    ...refund,
    gateway: gateway as Connected,
    reference: reference!,
    amount: BigInt(amount_minor),
  }
}

export async function saveAskedRefund(
  tx: Tx,
  id: string,
  became: { state: 'waiting' | 'done' | 'refused'; tries: number; dueAt: Instant | null },
): Promise<void> {
  await tx.db
    .updateTable('gateway_refunds')
    .set({ state: became.state, tries: became.tries, due_at: became.dueAt })
    .where('id', '=', id)
    .execute()
}

/** Portals in which something is to be paid back. Needs the installation's scope. */
export const portalsToRefund = (tx: Tx, now: Instant): Promise<{ portal: string }[]> =>
  tx.db
    .selectFrom('gateway_refunds')
    .select('portal_id as portal')
    .distinct()
    .where('due_at', '<=', now)
    .execute()
