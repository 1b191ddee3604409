import { IDLE_HOURS } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE, parseId, show } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import { PORTAL_STATUSES, type PortalStatus } from '../status/portal-status.ts'

/**
 * The names behind the shown ids of those who acted, as far as the caller may know them: a partner its
 * own people and keys. The transaction must be set to the console.
 */
export async function actorNames(
  tx: Tx,
  { partner }: Pick<Caller, 'partner'>,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = (kind: 'person' | 'key') =>
    [...new Set(actors)].map((actor) => parseId(kind, actor)).filter((id) => id !== null)
  const named = (table: 'persons' | 'api_keys', kind: 'person' | 'key') => {
    let query = tx.db
      .selectFrom(table)
      .select(['id', 'name'])
      .where('id', 'in', [CONSOLE, ...ids(kind)])
    if (partner !== undefined) query = query.where('partner_id', '=', partner)
    return query.execute()
  }
  const [persons, keys] = await Promise.all([named('persons', 'person'), named('api_keys', 'key')])
  return new Map([
    ...persons.map(({ id, name }): [string, string] => [show('person', id), name]),
    ...keys.map(({ id, name }): [string, string] => [show('key', id), name]),
  ])
}

/** Changes that have fallen due by `$4` and are not written down yet: found by their timers. */
const TRIALS_OVER = `select portal_id, 'trial_active', 'trial_expired' from portal_timers
  where kind = 'trial_end' and due_at <= $4`

/**
 * How many portals have each status at this moment. Counting them would read them all; this takes the
 * last day that is over and was counted, and what has changed since, so it costs a day's changes.
 * Needs the installation's scope.
 */
export async function standingNow(
  tx: Tx,
  { partner }: Pick<Caller, 'partner'>,
  now: Instant,
): Promise<Record<PortalStatus, number>> {
  // Asked first, so that the planner sees the days themselves; guessing, it would read every change.
  const [counted] = await tx.run<{ day: string | null; since: Instant | null }>(
    `select (max(day) - 1)::date as day, max(day)::timestamp at time zone 'UTC' as since
     from daily_statuses`,
  )
  const rows = await tx.run<{ status: PortalStatus; portals: number }>(
    `select status, sum(n)::int as portals from (
       select status, portals as n from daily_statuses
       where day = $1 and ($3::uuid is null or partner_id = $3)
       union all
       select v.status, v.n from (
         select portal_id, from_status, to_status from portal_status_changes where at >= $2
         union all
         ${TRIALS_OVER} and due_at >= $2) c (portal_id, from_status, to_status)
       cross join lateral (values (c.to_status, 1), (c.from_status, -1)) v (status, n)
       where v.status is not null and ($3::uuid is null or
         exists (select from portals p where p.id = c.portal_id and p.partner_id = $3))) t
     group by status`,
    [counted?.day ?? null, counted?.since ?? '-infinity', partner ?? null, now],
  )
  const counts = new Map(rows.map(({ status, portals }) => [status, portals]))
  return Object.fromEntries(
    PORTAL_STATUSES.map((status) => [status, counts.get(status) ?? 0]),
  ) as Record<PortalStatus, number>
}

/** What a change of a portal's status would touch. */
export interface Impact {
  /** Persons with a session that still holds. */
  signedIn: number
  /** Persons who have come in and are not disabled. */
  canSignIn: number
  people: number
  threads: number
  messages: number
  mails: number
  heldMails: number
  hosts: number
  auditLines: number
}

/** Counts what a portal holds. The transaction must be set to it. */
export async function impact(tx: Tx, now: Instant): Promise<Impact> {
  const [row] = await tx.run<Omit<Impact, 'signedIn'>>(
    `select
       (select count(*) from persons where portal_id = $1
          and activated_at is not null and disabled_at is null)::int as "canSignIn",
       (select count(*) from persons where portal_id = $1)::int as people,
       (select count(*) from threads where portal_id = $1)::int as threads,
       (select count(*) from messages where portal_id = $1)::int as messages,
       (select count(*) from mails where portal_id = $1)::int as mails,
       (select count(*) from mails where portal_id = $1 and state = 'held')::int as "heldMails",
       (select count(*) from hosts where portal_id = $1)::int as hosts,
       (select count(*) from audit_lines where portal_id = $1)::int as "auditLines"`,
    [tx.portal],
  )
  return { ...row!, signedIn: await countSignedIn(tx, now) }
}

/** Persons with a session that still holds. The transaction must be set to the portal. */
export async function countSignedIn(tx: Tx, now: Instant): Promise<number> {
  const { people } = await tx.db
    .selectFrom('sessions')
    .select((is) => is.fn.count<number>('person_id').distinct().as('people'))
    .where('expires_at', '>', now)
    .where('seen_at', '>', now.subtract({ hours: IDLE_HOURS }))
    .executeTakeFirstOrThrow()
  return people
}
