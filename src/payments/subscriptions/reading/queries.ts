import { sql, type Expression, type SqlBool } from 'kysely'
import { countUpTo } from '../../../kit/db/count.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { asInvoice, invoicesIn } from '../../invoice/queries.ts'
import type { Invoice } from '../../invoice/invoice.ts'
import { methodById, type KeptMethod } from '../../methods/queries.ts'
import type { Plan } from '../../plans/plan.ts'
import { planVersion } from '../../plans/queries.ts'
import { subscriptionById } from '../queries.ts'
import type { Subscription, SubscriptionState } from '../subscription.ts'

export interface SubscriptionFilter {
  state?: SubscriptionState
  /** Row ids. */
  plan?: string
  person?: string
}

/** A subscription with what is shown of it. */
export interface SubscriptionShown {
  readonly subscription: Subscription
  readonly plan: Plan
  readonly personName: string
  /** What is charged; null where nothing is kept. */
  readonly method: KeptMethod | null
}

const matching = ({ state, plan, person }: SubscriptionFilter) => {
  const all: Expression<SqlBool>[] = []
  if (state) all.push(sql`s.state = ${state}`)
  if (plan) all.push(sql`s.plan_id = ${plan}::uuid`)
  if (person) all.push(sql`s.person_id = ${person}::uuid`)
  return all
}

const namesIn = (tx: Tx, filter: SubscriptionFilter) =>
  tx.db
    .selectFrom('subscriptions as s')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 's.person_id'))
    .where(({ and }) => and(matching(filter)))

async function shown(tx: Tx, id: string, personName: string): Promise<SubscriptionShown> {
  const subscription = (await subscriptionById(tx, id))!
  const [plan, method] = await Promise.all([
    planVersion(tx, subscription.planId, subscription.planNumber),
    subscription.methodId === null ? null : methodById(tx, subscription.methodId),
  ])
  return { subscription, plan, personName, method }
}

/** The newest first, or those before a row where it is asked backwards. */
export async function subscriptionsPage(
  tx: Tx,
  {
    after,
    before,
    limit,
    ...filter
  }: SubscriptionFilter & { after?: string; before?: string; limit: number },
): Promise<(SubscriptionShown & { id: string })[]> {
  const back = before !== undefined
  let query = namesIn(tx, filter)
    .select(['s.id', 'p.name'])
    .orderBy('s.id', back ? 'asc' : 'desc')
    .limit(limit)
  if (before !== undefined) query = query.where('s.id', '>', before)
  else if (after !== undefined) query = query.where('s.id', '<', after)
  const rows = await query.execute()
  const all = await Promise.all(
    rows.map(async ({ id, name }) => ({ id, ...(await shown(tx, id, name)) })),
  )
  return back ? all.toReversed() : all
}

/** How many there are, counted no further than `most`. */
export const countMatching = (tx: Tx, filter: SubscriptionFilter, most: number): Promise<number> =>
  countUpTo(tx, namesIn(tx, filter).select('s.id'), most)

export async function subscriptionShown(tx: Tx, id: string): Promise<SubscriptionShown | null> {
  const row = await tx.db
    .selectFrom('subscriptions as s')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 's.person_id'))
    .select('p.name')
    .where('s.id', '=', id)
    .executeTakeFirst()
  return row ? shown(tx, id, row.name) : null
}

/** What was charged for a subscription, the newest first. */
export async function invoicesOfSubscription(
  tx: Tx,
  subscription: string,
  limit: number,
): Promise<Invoice[]> {
  const rows = await invoicesIn(tx)
    .innerJoin('subscription_invoices as l', (join) => join.onRef('l.invoice_id', '=', 'i.id'))
    .where('l.subscription_id', '=', subscription)
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(asInvoice)
}
