import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { InvoiceState, SubscriptionState } from '../../payments/index.ts'
import type { BankAccess, Entitlement } from './entitlement.ts'

const entitlementsIn = (tx: Tx) =>
  tx.db
    .selectFrom('entitlements as e')
    .innerJoin('invoices as i', (join) => join.onRef('i.id', '=', 'e.invoice_id'))
    .innerJoin('forms as f', (join) => join.onRef('f.id', '=', 'e.form_id'))
    .leftJoin('subscriptions as s', (join) => join.onRef('s.id', '=', 'e.subscription_id'))
    .selectAll('e')
    .select([
      's.state as subscription_state',
      's.access_until',
      's.anchor',
      's.failed_invoice',
      'f.name as form_name',
      'i.number',
      'i.state',
      'i.outstanding_minor',
      'i.total_minor',
      'i.currency',
    ])
    .orderBy('e.id')

type Row = Awaited<ReturnType<ReturnType<typeof entitlementsIn>['execute']>>[number]

const asEntitlement = (row: Row): Entitlement => ({
  id: row.id,
  personId: row.person_id,
  formId: row.form_id,
  formName: row.form_name,
  invoiceId: row.invoice_id,
  invoiceNumber: row.number,
  invoice: row.state as InvoiceState,
  outstanding: BigInt(row.outstanding_minor),
  total: BigInt(row.total_minor),
  currency: row.currency,
  createdAt: row.created_at,
  closesOnRefund: row.closes_on_refund,
  closesOnDispute: row.closes_on_dispute,
  waivedAt: row.waived_at,
  waivedBy: row.waived_by,
  sealedReason: row.sealed_reason,
  closedAt: row.closed_at,
  keptAt: row.kept_at,
  subscription:
    row.subscription_id === null
      ? null
      : {
          id: row.subscription_id,
          state: row.subscription_state as SubscriptionState,
          accessUntil: row.access_until,
          hasBegun: row.anchor !== null,
          failedInvoice: row.failed_invoice,
        },
})

/** What somebody’s access hangs on, the oldest first. */
export async function entitlementsOf(tx: Tx, person: string): Promise<Entitlement[]> {
  const rows = await entitlementsIn(tx).where('e.person_id', '=', person).execute()
  return rows.map(asEntitlement)
}

/** What hangs on an invoice: one that was asked for first, or one of its subscription. */
export async function entitlementOfInvoice(tx: Tx, invoice: string): Promise<Entitlement | null> {
  const renewal = tx.db
    .selectFrom('subscription_invoices as l')
    .select('l.subscription_id')
    .where('l.invoice_id', '=', invoice)
  const row = await entitlementsIn(tx)
    .where((of) => of.or([of('e.invoice_id', '=', invoice), of('e.subscription_id', '=', renewal)]))
    .executeTakeFirst()
  return row ? asEntitlement(row) : null
}

export async function entitlementOfSubscription(
  tx: Tx,
  subscription: string,
): Promise<Entitlement | null> {
  const row = await entitlementsIn(tx)
    .where('e.subscription_id', '=', subscription)
    .executeTakeFirst()
  return row ? asEntitlement(row) : null
}

export async function insertEntitlement(
  tx: Tx,
  one: Pick<
    Entitlement,
    'id' | 'personId' | 'formId' | 'invoiceId' | 'closesOnRefund' | 'closesOnDispute'
  > & { subscription: string | null; remindDays: readonly number[]; remindAt: Instant | null },
  now: Instant,
): Promise<void> {
  await tx.db
    .insertInto('entitlements')
    .values({
      id: one.id,
      person_id: one.personId,
      form_id: one.formId,
      invoice_id: one.invoiceId,
      subscription_id: one.subscription,
      created_at: now,
      closes_on_refund: one.closesOnRefund,
      closes_on_dispute: one.closesOnDispute,
      remind_days: [...one.remindDays],
      remind_at: one.remindAt,
    })
    .execute()
}

export async function changeEntitlement(
  tx: Tx,
  id: string,
  change: {
    waived_at?: Instant
    waived_by?: string | null
    sealed_reason?: Buffer
    closed_at?: Instant | null
    kept_at?: Instant | null
  },
): Promise<void> {
  await tx.db.updateTable('entitlements').set(change).where('id', '=', id).execute()
}

/** Writes onto somebody’s own row what stands between them and the portal. */
export async function setHold(
  tx: Tx,
  person: string,
  hold: { since: Instant; invoice: string | null } | null,
): Promise<void> {
  await tx.db
    .updateTable('persons')
    .set({ held_since: hold?.since ?? null, held_invoice: hold?.invoice ?? null })
    .where('id', '=', person)
    .execute()
}

export async function bankAccess(tx: Tx): Promise<BankAccess> {
  const row = await tx.db.selectFrom('portals').select('bank_access').executeTakeFirstOrThrow()
  return row.bank_access as BankAccess
}

/** Clients of whom a bank debit is under way: whom a change of that setting lets in, or keeps out. */
export async function clientsUnderWay(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('entitlements as e')
    .innerJoin('invoices as i', (join) => join.onRef('i.id', '=', 'e.invoice_id'))
    .select('e.person_id')
    .distinct()
    .where('i.state', '=', 'processing')
    .orderBy('e.person_id')
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/** How many have paid what a form asked of them. */
export async function countPaid(tx: Tx, form: string): Promise<number> {
  const { n } = await tx.db
    .selectFrom('entitlements as e')
    .innerJoin('invoices as i', (join) => join.onRef('i.id', '=', 'e.invoice_id'))
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('e.form_id', '=', form)
    .where('i.state', '=', 'paid')
    .executeTakeFirstOrThrow()
  return n
}

/** Entitlements of a card that goes become those of the one that is left. */
export async function moveEntitlements(
  tx: Tx,
  { kept, other }: { kept: string; other: string },
): Promise<void> {
  await tx.db
    .updateTable('entitlements')
    .set({ person_id: kept })
    .where('person_id', '=', other)
    .execute()
}

/** Whether all that was paid for an invoice went back. */
export async function isAllRefunded(tx: Tx, invoice: string): Promise<boolean> {
  const payments = await tx.db
    .selectFrom('payments')
    .select(['applied_minor', 'refunded_minor'])
    .where('invoice_id', '=', invoice)
    .where('state', '=', 'succeeded')
    .execute()
  const left = payments.reduce((sum, one) => sum + one.applied_minor - one.refunded_minor, 0)
  return left === 0 && payments.some(({ refunded_minor: refunded }) => refunded > 0)
}
