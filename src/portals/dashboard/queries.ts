import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import { dayOf } from '../../kit/day.ts'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE, show } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import { STATUS_AT } from '../queries.ts'
import { standingAt, type PortalStatus } from '../status/portal-status.ts'

type Reader = Pick<Caller, 'portal' | 'partner'>

/** A portal whose status ends by itself soon. */
export interface EndingPortal {
  id: string
  name: string
  status: PortalStatus
  endsAt: Instant
  daysLeft: number
}

/**
 * Portals with a timer of that kind that falls due before then, the next first: found by their timers,
 * so it costs what is ending and not what there is. Needs the installation's scope.
 */
export async function endingPortals(
  tx: Tx,
  caller: Reader,
  kind: 'trial_end' | 'cancellation',
  now: Instant,
  until: Instant,
  limit: number,
): Promise<EndingPortal[]> {
  let query = tx.db
    .selectFrom('portal_timers as t')
    .innerJoin('portals as p', 'p.id', 't.portal_id')
    .select(['p.id', 'p.name', 'p.status', 'p.status_since', 'p.trial_ends_at'])
    .select('p.deletion_postponed_to')
    .where('t.kind', '=', kind)
    .where('t.due_at', '<=', until)
    .orderBy('t.due_at')
    .orderBy('t.portal_id')
    .limit(limit)
  // A trial whose end has come is over, though its timer be still there.
  if (kind === 'trial_end') query = query.where('t.due_at', '>', now)
  if (caller.partner !== undefined) query = query.where('p.partner_id', '=', caller.partner)
  return (await query.execute()).flatMap(({ id, name, ...row }) => {
    const { status, endsAt, daysLeft } = standingAt(
      { ...row, status: row.status as PortalStatus },
      now,
    )
    return endsAt === null || daysLeft === null
      ? []
      : [{ id: show('portal', id), name, status, endsAt, daysLeft }]
  })
}

/** How many portals had a status at the end of a day. */
export interface DayCount {
  /** ISO date in UTC. */
  day: string
  status: PortalStatus
  portals: number
}

export async function dayCounts(tx: Tx, caller: Reader, from: string): Promise<DayCount[]> {
  let query = tx.db
    .selectFrom('daily_statuses')
    .select(['day', 'status'])
    .select((is) => is.fn.sum<string>('portals').as('portals'))
    .where('day', '>=', from)
    .groupBy(['day', 'status'])
    .orderBy('day')
    .orderBy('status')
  if (caller.partner !== undefined) query = query.where('partner_id', '=', caller.partner)
  return (await query.execute()).map(({ day, status, portals }) => ({
    day,
    status: status as PortalStatus,
    portals: Number(portals),
  }))
}

/** The day of an instant in UTC, as an ISO date. */

/** Portals without a partner are counted under the nil id. */
const NO_PARTNER = CONSOLE

/** The history, and what has fallen due by now and is not written down in it yet. @param now its parameter */
const changes = (now: string) => `changes as (
  select portal_id, from_status, to_status, at from portal_status_changes
  union all
  select portal_id, 'trial_active', 'trial_expired', due_at from portal_timers
  where kind = 'trial_end' and due_at <= ${now})`

/** Any number will do; it only has to be the same in every process. */
const ROLL_UP_LOCK = 428_017_002

/**
 * Writes how many portals had each status at the end of each of the last days: today's count, and
 * backwards from it what changed on each day, so that a change noticed late corrects the days it
 * missed. Two grouped reads; written is only what differs. Needs the installation's scope.
 */
export async function writeDailyStatuses(tx: Tx, now: Instant, days: number): Promise<void> {
  await tx.run('select pg_advisory_xact_lock($1)', [ROLL_UP_LOCK])
  await tx.run(
    `with days as (
       select d::date as day from generate_series($1::date - ($2::int - 1), $1::date, interval '1 day') d),
     current as (
       select coalesce(partner_id, $3::uuid) as partner_id, ${STATUS_AT('$5')} as status, count(*)::int as portals
       from portals p where id <> $4 group by 1, 2),
     ${changes('$5')},
     moved as (
       select (c.at at time zone 'UTC')::date as day, coalesce(p.partner_id, $3::uuid) as partner_id,
         v.status, sum(v.delta)::int as delta
       from changes c join portals p on p.id = c.portal_id
       cross join lateral (values (c.to_status, 1), (c.from_status, -1)) v (status, delta)
       where c.at >= ($1::date - ($2::int - 1))::timestamp at time zone 'UTC' and v.status is not null
       group by 1, 2, 3),
     kinds as (select partner_id, status from current union select partner_id, status from moved),
     counted as (
       select days.day, kinds.partner_id, kinds.status, coalesce(current.portals, 0) - coalesce(
         sum(moved.delta) over (partition by kinds.partner_id, kinds.status order by days.day desc
           rows between unbounded preceding and 1 preceding), 0)::int as portals
       from kinds cross join days
       left join current using (partner_id, status)
       left join moved using (day, partner_id, status)),
     gone as (
       delete from daily_statuses d using counted c
       where d.day = c.day and d.partner_id = c.partner_id and d.status = c.status and c.portals = 0)
     insert into daily_statuses (day, partner_id, status, portals)
     select day, partner_id, status, portals from counted where portals <> 0
     on conflict (day, partner_id, status) do update set portals = excluded.portals
     where daily_statuses.portals <> excluded.portals`,
    [dayOf(now, 'UTC'), days, NO_PARTNER, CONSOLE, now],
  )
}

/** What became of trials in a month. */
export interface MonthOfTrials {
  /** Such as 2026-11, in UTC. */
  month: string
  began: number
  certified: number
  /** Ended by themselves or by hand, and not certified. */
  expired: number
}

/** @param from ISO date of the first month's first day */
export async function monthsOfTrials(
  tx: Tx,
  caller: Reader,
  from: string,
): Promise<MonthOfTrials[]> {
  let query = tx.db
    .selectFrom('daily_trials')
    .select(sql<string>`to_char(day, 'YYYY-MM')`.as('month'))
    .select((is) => [
      is.fn.sum<string>('began').as('began'),
      is.fn.sum<string>('certified').as('certified'),
      is.fn.sum<string>('expired').as('expired'),
    ])
    .where('day', '>=', from)
    .groupBy('month')
    .orderBy('month')
  if (caller.partner !== undefined) query = query.where('partner_id', '=', caller.partner)
  return (await query.execute()).map(({ month, began, certified, expired }) => ({
    month,
    began: Number(began),
    certified: Number(certified),
    expired: Number(expired),
  }))
}

/**
 * Writes how many trials began, were certified and ran out on each day, from so many days before the last
 * one written: a change noticed late corrects the days it missed. Needs the installation's scope, and comes
 * after `writeDailyStatuses`, whose lock it relies on.
 */
export async function writeDailyTrials(tx: Tx, now: Instant, days: number): Promise<void> {
  await tx.run(
    `with since as (
       select least($1::date, coalesce((select max(day) from daily_trials), '1970-04-01')) - $2::int as first),
     ${changes('$4')},
     counted as (
       select (c.at at time zone 'UTC')::date as day, coalesce(p.partner_id, $3::uuid) as partner_id,
         count(*) filter (where c.from_status is null)::int as began,
         count(*) filter (where c.to_status = 'certified_secure' and c.from_status like 'trial%')::int as certified,
         count(*) filter (where c.to_status = 'trial_expired' and c.from_status = 'trial_active')::int as expired
       from changes c join portals p on p.id = c.portal_id
       where c.at >= (select first from since)::timestamp at time zone 'UTC'
       group by 1, 2)
     insert into daily_trials (day, partner_id, began, certified, expired)
     select day, partner_id, began, certified, expired from counted
     where began > 0 or certified > 0 or expired > 0
     on conflict (day, partner_id) do update
     set began = excluded.began, certified = excluded.certified, expired = excluded.expired
     where (daily_trials.began, daily_trials.certified, daily_trials.expired)
       is distinct from (excluded.began, excluded.certified, excluded.expired)`,
    [dayOf(now, 'UTC'), days, NO_PARTNER, now],
  )
}
