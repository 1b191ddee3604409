import { sql, type Selectable, type Updateable } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Tables } from '../../kit/db/tables.ts'
import type { Span } from '../../kit/due/queue.ts'
import type { EndedWhy, Subscription, SubscriptionState } from './subscription.ts'

type Row = Selectable<Tables['subscriptions']>

const asSubscription = (row: Row): Subscription => ({
  id: row.id,
  personId: row.person_id,
  planId: row.plan_id,
  planNumber: row.plan_number,
  nextNumber: row.next_number,
  state: row.state as SubscriptionState,
  stateAt: row.state_at,
  methodId: row.method_id,
  keepsOnDispute: row.keeps_on_dispute,
  zone: row.zone,
  anchor: row.anchor,
  anchorPeriod: row.anchor_period,
  period: row.period,
  periodBegins: row.period_begins,
  periodEnds: row.period_ends,
  charged: row.charged,
  accessUntil: row.access_until,
  failedInvoice: row.failed_invoice,
  failedAt: row.failed_at,
  retries: row.retries,
  refusedMethod: row.refused_method,
  noticed: row.noticed,
  warned: row.warned,
  shut: row.shut,
  endsAtPeriodEnd: row.ends_at_period_end,
  resumesAt: row.resumes_at,
  endedWhy: row.ended_why as EndedWhy | null,
  createdAt: row.created_at,
  version: row.version,
})

const subscriptionsIn = (tx: Tx) => tx.db.selectFrom('subscriptions as s').selectAll('s')

export async function subscriptionById(tx: Tx, id: string): Promise<Subscription | null> {
  const row = await subscriptionsIn(tx).where('s.id', '=', id).executeTakeFirst()
  return row ? asSubscription(row) : null
}

/** Held until the commit, once the invoice that it is about is. */
export async function lockSubscription(tx: Tx, id: string): Promise<Subscription | null> {
  const row = await subscriptionsIn(tx).where('s.id', '=', id).forUpdate().executeTakeFirst()
  return row ? asSubscription(row) : null
}

/** All of somebody’s, the newest first. */
export const subscriptionsOf = async (tx: Tx, person: string): Promise<Subscription[]> =>
  (
    await subscriptionsIn(tx).where('s.person_id', '=', person).orderBy('s.id', 'desc').execute()
  ).map(asSubscription)

/** Those that charge a method. */
export const chargingTo = async (tx: Tx, method: string): Promise<Subscription[]> =>
  (
    await subscriptionsIn(tx)
      .where('s.method_id', '=', method)
      .where('s.state', 'in', ['trialing', 'active', 'past_due', 'paused'])
      .execute()
  ).map(asSubscription)

export const countSubscriptions = (tx: Tx, person: string, most: number): Promise<number> =>
  countUpTo(
    tx,
    tx.db.selectFrom('subscriptions').select('id').where('person_id', '=', person),
    most,
  )

export async function insertSubscription(
  tx: Tx,
  one: Pick<
    Subscription,
    'id' | 'personId' | 'planId' | 'planNumber' | 'zone' | 'keepsOnDispute' | 'charged'
  >,
  now: Instant,
): Promise<void> {
  await tx.db
    .insertInto('subscriptions')
    .values({
      id: one.id,
      person_id: one.personId,
      plan_id: one.planId,
      plan_number: one.planNumber,
      zone: one.zone,
      keeps_on_dispute: one.keepsOnDispute,
      charged: one.charged,
      state_at: now,
      created_at: now,
    })
    .execute()
}

/** What of a subscription changes. */
export type SubscriptionChanges = Partial<
  Omit<Subscription, 'id' | 'personId' | 'keepsOnDispute' | 'zone' | 'createdAt' | 'version'>
>

const COLUMNS = {
  planId: 'plan_id',
  planNumber: 'plan_number',
  nextNumber: 'next_number',
  state: 'state',
  stateAt: 'state_at',
  methodId: 'method_id',
  anchor: 'anchor',
  anchorPeriod: 'anchor_period',
  period: 'period',
  periodBegins: 'period_begins',
  periodEnds: 'period_ends',
  charged: 'charged',
  accessUntil: 'access_until',
  failedInvoice: 'failed_invoice',
  failedAt: 'failed_at',
  retries: 'retries',
  refusedMethod: 'refused_method',
  noticed: 'noticed',
  warned: 'warned',
  shut: 'shut',
  endsAtPeriodEnd: 'ends_at_period_end',
  resumesAt: 'resumes_at',
  endedWhy: 'ended_why',
} as const satisfies Record<keyof SubscriptionChanges, string>

/** Writes a locked subscription’s changes, counts them, and when something happens to it next. */
export async function changeSubscription(
  tx: Tx,
  id: string,
  changes: SubscriptionChanges,
  dueAt: Instant | null,
): Promise<void> {
  const set: Updateable<Tables['subscriptions']> = Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      COLUMNS[name as keyof SubscriptionChanges],
      value,
    ]),
  )
  await tx.db
    .updateTable('subscriptions')
    .set({ ...set, due_at: dueAt, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** What an invoice is to a subscription. */
export interface SubscriptionInvoice {
  readonly invoiceId: string
  readonly subscriptionId: string
  /** `again` begins a new period once it is paid; `change` is of the rest of one, at another price. */
  readonly kind: 'period' | 'again' | 'change'
  readonly period: number
  /** Which of its items is what the plan costs. */
  readonly position: number
  /** Since when that is charged for; null of what begins with its payment. */
  readonly begins: Instant | null
}

const linksIn = (tx: Tx) =>
  tx.db
    .selectFrom('subscription_invoices')
    .select([
      'invoice_id as invoiceId',
      'subscription_id as subscriptionId',
      'kind',
      'period',
      'position',
      'begins',
    ])

type LinkRow = Awaited<ReturnType<ReturnType<typeof linksIn>['execute']>>[number]
const asLink = (row: LinkRow): SubscriptionInvoice => ({
  ...row,
  kind: row.kind as SubscriptionInvoice['kind'],
})

/** What an invoice is to the subscription that it is of; null of any other. */
export async function linkOf(tx: Tx, invoice: string): Promise<SubscriptionInvoice | null> {
  const row = await linksIn(tx).where('invoice_id', '=', invoice).executeTakeFirst()
  return row ? asLink(row) : null
}

/** The last invoice of a subscription: of its present period, or of the one that it is to begin with again. */
export async function lastLink(tx: Tx, subscription: string): Promise<SubscriptionInvoice | null> {
  const row = await linksIn(tx)
    .where('subscription_id', '=', subscription)
    .orderBy('period', 'desc')
    .orderBy('invoice_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? asLink(row) : null
}

export async function insertLink(tx: Tx, link: SubscriptionInvoice): Promise<void> {
  await tx.db
    .insertInto('subscription_invoices')
    .values({
      invoice_id: link.invoiceId,
      subscription_id: link.subscriptionId,
      kind: link.kind,
      period: link.period,
      position: link.position,
      begins: link.begins,
    })
    .execute()
}

/** What is due for longest; nobody else takes it meanwhile. */
export async function firstDue(tx: Tx, now: Instant): Promise<{ id: string } | null> {
  const row = await tx.db
    .selectFrom('subscriptions')
    .select('id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ?? null
}

/** It comes again then: what is due stands in the row, and is worked out anew with every change. */
export async function putOff(tx: Tx, id: string, until: Instant): Promise<void> {
  await tx.db.updateTable('subscriptions').set({ due_at: until }).where('id', '=', id).execute()
}

/** Portals in which something is due. Needs the installation's scope. */
export const portalsDue = (tx: Tx, now: Instant): Promise<{ portal: string }[]> =>
  tx.db
    .selectFrom('subscriptions')
    .select('portal_id as portal')
    .distinct()
    .where('due_at', '<=', now)
    .execute()

/** Subscriptions to which something happens within a span. Needs the installation's scope. */
export async function fallingDue(tx: Tx, { from, until }: Span): Promise<number> {
  const { n } = await tx.db
    .selectFrom('subscriptions')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('due_at', '>', from)
    .where('due_at', '<=', until)
    .executeTakeFirstOrThrow()
  return n
}
