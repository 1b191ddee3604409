import type { Selectable, Updateable } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Span } from '../../kit/due/queue.ts'
import type { Tables } from '../../kit/db/tables.ts'
import { toColumn } from '../amount.ts'
import type { Connected } from '../gateways/accounts/account.ts'
import type { MethodKind } from '../gateways/gateway.ts'
import { UNDER_WAY, type Attempt, type AttemptState, type ParkedWhy } from './attempt.ts'

type Row = Selectable<Tables['payment_attempts']>

const asAttempt = (row: Row): Attempt => ({
  id: row.id,
  invoiceId: row.invoice_id,
  personId: row.person_id,
  gateway: row.gateway as Connected,
  state: row.state as AttemptState,
  amount: BigInt(row.amount_minor),
  currency: row.currency,
  reference: row.reference,
  customer: row.customer,
  methodId: row.method_id,
  saves: row.saves,
  methodKind: row.method_kind as MethodKind | null,
  failure: row.failure,
  failureHard: row.failure_hard,
  parkedWhy: row.parked_why as ParkedWhy | null,
  dueBy: row.due_by,
  paymentId: row.payment_id,
  dispute: row.dispute as Attempt['dispute'],
  polls: row.polls,
  startedAt: row.started_at,
})

const attemptsIn = (tx: Tx) => tx.db.selectFrom('payment_attempts').selectAll()

export async function attemptById(tx: Tx, id: string): Promise<Attempt | null> {
  const row = await attemptsIn(tx).where('id', '=', id).executeTakeFirst()
  return row ? asAttempt(row) : null
}

/** Found by the gateway's own name for it. */
export async function attemptByReference(
  tx: Tx,
  gateway: Connected,
  reference: string,
): Promise<Attempt | null> {
  const row = await attemptsIn(tx)
    .where('gateway', '=', gateway)
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row ? asAttempt(row) : null
}

/** Held until the commit, once its invoice is. */
export async function lockAttempt(tx: Tx, id: string): Promise<Attempt | null> {
  const row = await attemptsIn(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? asAttempt(row) : null
}

/** The attempt that is under way for an invoice; at most one is. */
export async function attemptUnderWay(tx: Tx, invoice: string): Promise<Attempt | null> {
  const row = await attemptsIn(tx)
    .where('invoice_id', '=', invoice)
    .where('state', 'in', [...UNDER_WAY])
    .executeTakeFirst()
  return row ? asAttempt(row) : null
}

/** Attempts to pay an invoice, the newest first. */
export const attemptsOf = async (tx: Tx, invoice: string): Promise<Attempt[]> =>
  (await attemptsIn(tx).where('invoice_id', '=', invoice).orderBy('id', 'desc').execute()).map(
    asAttempt,
  )

/** Who they are at a gateway, where they have paid there before. */
export async function customerAt(
  tx: Tx,
  person: string,
  gateway: Connected,
): Promise<string | null> {
  const row = await tx.db
    .selectFrom('payment_attempts')
    .select('customer')
    .where('person_id', '=', person)
    .where('gateway', '=', gateway)
    .where('customer', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.customer ?? null
}

export async function insertAttempt(
  tx: Tx,
  attempt: Pick<
    Attempt,
    | 'id'
    | 'invoiceId'
    | 'personId'
    | 'gateway'
    | 'amount'
    | 'currency'
    | 'customer'
    | 'methodId'
    | 'saves'
  > & { pollAt: Instant | null },
  now: Instant,
): Promise<void> {
  await tx.db
    .insertInto('payment_attempts')
    .values({
      id: attempt.id,
      invoice_id: attempt.invoiceId,
      person_id: attempt.personId,
      gateway: attempt.gateway,
      state: 'starting',
      amount_minor: toColumn(attempt.amount),
      currency: attempt.currency,
      customer: attempt.customer,
      method_id: attempt.methodId,
      saves: attempt.saves,
      started_at: now,
      changed_at: now,
      poll_at: attempt.pollAt,
    })
    .execute()
}

/** Writes what is known of an attempt that is held. */
export async function saveAttempt(
  tx: Tx,
  id: string,
  changes: Updateable<Tables['payment_attempts']>,
  now: Instant,
): Promise<void> {
  await tx.db
    .updateTable('payment_attempts')
    .set({ ...changes, changed_at: now })
    .where('id', '=', id)
    .execute()
}

/** The attempt whose gateway is to be asked first; it is put off, so that nobody else asks meanwhile. */
export async function takePoll(
  tx: Tx,
  now: Instant,
): Promise<Pick<
  Attempt,
  'id' | 'gateway' | 'reference' | 'customer' | 'invoiceId' | 'polls'
> | null> {
  const row = await tx.db
    .selectFrom('payment_attempts')
    .select(['id', 'gateway', 'reference', 'customer', 'invoice_id as invoiceId', 'polls'])
    .where('poll_at', '<=', now)
    .orderBy('poll_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return null
  await tx.db
    .updateTable('payment_attempts')
    .set({ poll_at: now.add({ minutes: 10 }) })
    .where('id', '=', row.id)
    .execute()
  return { ...row, gateway: row.gateway as Connected }
}

/** Portals in which a gateway is to be asked. Needs the installation's scope. */
export const portalsToPoll = (tx: Tx, now: Instant): Promise<{ portal: string }[]> =>
  tx.db
    .selectFrom('payment_attempts')
    .select('portal_id as portal')
    .distinct()
    .where('poll_at', '<=', now)
    .execute()

/** What becomes of money that arrives for an invoice that is not to be paid any more. */
export async function takesLateMoney(tx: Tx): Promise<'credit' | 'refund'> {
  const row = await tx.db.selectFrom('portals').select('late_money').executeTakeFirstOrThrow()
  return row.late_money as 'credit' | 'refund'
}

/** Whether a gateway's refund is written down. */
export async function hasRefund(tx: Tx, gateway: Connected, reference: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('refunds')
    .select('id')
    .where('gateway', '=', gateway)
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row !== undefined
}

/** Payments whose gateway is asked within a span. Needs the installation's scope. */
export async function paymentsFalling(tx: Tx, { from, until }: Span): Promise<number> {
  const { n } = await tx.db
    .selectFrom('payment_attempts')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('poll_at', '>', from)
    .where('poll_at', '<=', until)
    .executeTakeFirstOrThrow()
  return n
}

/** The attempt that a payment came by; null of one that was written down by hand. */
export async function attemptOfPayment(tx: Tx, payment: string): Promise<Attempt | null> {
  const row = await attemptsIn(tx).where('payment_id', '=', payment).executeTakeFirst()
  return row ? asAttempt(row) : null
}
