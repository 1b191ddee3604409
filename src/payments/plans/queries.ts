import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { PORTAL } from '../../kit/db/portal-compiler.ts'
import { toColumn } from '../amount.ts'
import type { Plan, Unit } from './plan.ts'

/** A plan with its current version, and how many are subscribed. */
export interface PlanRow {
  id: string
  current: Plan
  archivedAt: Instant | null
  createdAt: Instant
  version: number
  /** Subscriptions that are not over, and of them those on an earlier version. */
  subscribers: number
  earlier: number
}

const VERSION = [
  'v.plan_id',
  'v.number',
  'v.name',
  'v.amount_minor',
  'v.currency',
  'v.tax_rate',
  'v.every',
  'v.unit',
  'v.trial_days',
  'v.cycles',
  'v.grace_days',
  'v.retry_days',
] as const

const versionsIn = (tx: Tx) => tx.db.selectFrom('plan_versions as v').select(VERSION)

type VersionRow = Awaited<ReturnType<ReturnType<typeof versionsIn>['execute']>>[number]

const asPlan = (row: VersionRow): Plan => ({
  id: row.plan_id,
  number: row.number,
  name: row.name,
  price: { minor: BigInt(row.amount_minor), currency: row.currency },
  taxRate: BigInt(row.tax_rate),
  interval: { every: row.every, unit: row.unit as Unit },
  trialDays: row.trial_days,
  cycles: row.cycles,
  graceDays: row.grace_days,
  retryDays: row.retry_days,
})

const plansIn = (tx: Tx) => {
  const subscriptions = (also: string) =>
    sql<number>`(select count(*)::int from subscriptions s where s.portal_id = ${PORTAL}
      and s.plan_id = p.id and s.state <> 'ended' ${sql.raw(also)})`
  return tx.db
    .selectFrom('plans as p')
    .innerJoin('plan_versions as v', (join) =>
      join.onRef('v.plan_id', '=', 'p.id').onRef('v.number', '=', 'p.current'),
    )
    .select(VERSION)
    .select(['p.id', 'p.archived_at', 'p.created_at', 'p.version'])
    .select([
      subscriptions('').as('subscribers'),
      subscriptions('and s.plan_number < p.current').as('earlier'),
    ])
}

const asRow = (
  row: VersionRow & {
    id: string
    archived_at: Instant | null
    created_at: Instant
    version: number
    subscribers: number
    earlier: number
  },
): PlanRow => ({
  id: row.id,
  current: asPlan(row),
  archivedAt: row.archived_at,
  createdAt: row.created_at,
  version: row.version,
  subscribers: row.subscribers,
  earlier: row.earlier,
})

/** Those that somebody can be subscribed to, the oldest first: there are never many. */
export const plansOf = async (tx: Tx): Promise<PlanRow[]> =>
  (await plansIn(tx).where('p.archived_at', 'is', null).orderBy('p.id').execute()).map(asRow)

export async function planById(tx: Tx, id: string): Promise<PlanRow | null> {
  const row = await plansIn(tx).where('p.id', '=', id).executeTakeFirst()
  return row ? asRow(row) : null
}

/** The same, held until the commit. */
export async function lockPlan(tx: Tx, id: string): Promise<PlanRow | null> {
  await tx.db.selectFrom('plans').select('id').where('id', '=', id).forUpdate().execute()
  return planById(tx, id)
}

/** A version of a plan that there is. */
export async function planVersion(tx: Tx, plan: string, number: number): Promise<Plan> {
  const row = await versionsIn(tx)
    .where('v.plan_id', '=', plan)
    .where('v.number', '=', number)
    .executeTakeFirstOrThrow()
  return asPlan(row)
}

/** All versions of a plan with how many have each, the newest first. */
export async function versionsOf(
  tx: Tx,
  plan: string,
  limit: number,
): Promise<{ plan: Plan; at: Instant; subscribers: number }[]> {
  const rows = await versionsIn(tx)
    .select('v.created_at')
    .select(
      sql<number>`(select count(*)::int from subscriptions s where s.portal_id = ${PORTAL}
        and s.plan_id = v.plan_id and s.plan_number = v.number and s.state <> 'ended')`.as('n'),
    )
    .where('v.plan_id', '=', plan)
    .orderBy('v.number', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ plan: asPlan(row), at: row.created_at, subscribers: row.n }))
}

export const countPlans = async (tx: Tx): Promise<number> =>
  (
    await tx.db
      .selectFrom('plans')
      .select(sql<number>`count(*)::int`.as('n'))
      .where('archived_at', 'is', null)
      .executeTakeFirstOrThrow()
  ).n

export async function insertPlan(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.db.insertInto('plans').values({ id, created_at: now }).execute()
}

export async function insertVersion(
  tx: Tx,
  plan: Plan,
  { now, by }: { now: Instant; by: string | null },
): Promise<void> {
  await tx.db
    .insertInto('plan_versions')
    .values({
      plan_id: plan.id,
      number: plan.number,
      name: plan.name,
      amount_minor: toColumn(plan.price.minor),
      currency: plan.price.currency,
      tax_rate: toColumn(plan.taxRate),
      every: plan.interval.every,
      unit: plan.interval.unit,
      trial_days: plan.trialDays,
      cycles: plan.cycles,
      grace_days: plan.graceDays,
      retry_days: [...plan.retryDays],
      created_at: now,
      created_by: by,
    })
    .execute()
}

/** Writes a locked plan's change, and counts it. */
export async function changePlanRow(
  tx: Tx,
  id: string,
  change: { current?: number; archived_at?: Instant },
): Promise<void> {
  await tx.db
    .updateTable('plans')
    .set({ ...change, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Subscriptions that a renewal may still come to. */
const RENEWING = ['trialing', 'active', 'past_due', 'paused'] as const

/** Has those on earlier versions go over with their next renewal. @returns how many */
export async function moveAtRenewal(tx: Tx, plan: string, number: number): Promise<number> {
  const { numUpdatedRows } = await tx.db
    .updateTable('subscriptions')
    .set({ next_number: number, version: sql<number>`version + 1` })
    .where('plan_id', '=', plan)
    .where('plan_number', '<', number)
    .where('state', 'in', RENEWING)
    .where(sql<boolean>`next_number is distinct from ${number}`)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Versions that subscribers would leave for the newest, with how many of each. */
export async function movable(tx: Tx, plan: string): Promise<{ plan: Plan; count: number }[]> {
  const rows = await versionsIn(tx)
    .innerJoin('plans as p', (join) => join.onRef('p.id', '=', 'v.plan_id'))
    .innerJoin('subscriptions as s', (join) =>
      join.onRef('s.plan_id', '=', 'v.plan_id').onRef('s.plan_number', '=', 'v.number'),
    )
    .select(sql<number>`count(*)::int`.as('count'))
    .where('v.plan_id', '=', plan)
    .whereRef('v.number', '<', 'p.current')
    .where('s.state', 'in', RENEWING)
    .where(sql<boolean>`s.next_number is distinct from p.current`)
    .groupBy(VERSION)
    .orderBy('v.number')
    .execute()
  return rows.map((row) => ({ plan: asPlan(row), count: row.count }))
}
