import { sql } from 'kysely'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { newId } from '../../../kit/ids.ts'
import type { DeliveryState } from './delivery.ts'

/** An endpoint that wants to hear of an event. */
export interface Listener {
  portal: string
  endpoint: string
  partner: string | null
}

/**
 * Who is to hear of an event: the portal's own endpoints, and its partner's or those of the partner it
 * names. Looked up across portals, for this one statement; all three leave in one piece.
 */
export async function listenersOf(
  tx: Tx,
  about: { event: string; portal: string | null; partner: string | null },
  console: string,
): Promise<Listener[]> {
  const [, rows] = await Promise.all([
    tx.run(`select set_config('app.scope', 'installation', true)`),
    tx.run<Listener>(
      `select portal_id as portal, id as endpoint, partner_id as partner from webhook_endpoints
       where portal_id = $1 and portal_id <> $4 and state = 'enabled'
         and (events is null or $3 = any(events))
       union all
       select portal_id, id, partner_id from webhook_endpoints
       where portal_id = $4 and partner_id = coalesce($2::uuid, (select partner_id from portals where id = $1))
         and state = 'enabled' and (events is null or $3 = any(events))
       order by endpoint`,
      [about.portal, about.partner, about.event, console],
      'webhook_listeners',
    ),
    tx.run(`select set_config('app.scope', '', true)`),
  ])
  return rows
}

export interface NewDelivery {
  portal: string
  endpoints: readonly string[]
  event: { id: string; name: string }
  aboutPortal: string | null
  payload: string
  now: Instant
}

/** One for each endpoint that is still there; of several at once none is deleted meanwhile. @returns their ids */
export async function insertDeliveries(tx: Tx, about: NewDelivery): Promise<string[]> {
  const rows = await tx.run<{ id: string }>(
    `insert into webhook_deliveries
       (portal_id, id, endpoint_id, event_id, about_portal, event, payload, state, created_at, since, due_at)
     select e.portal_id, new.id, e.id, $4, $5, $6, $7, 'queued', $8, $8, $8
     from unnest($2::uuid[], $3::uuid[]) as new (id, endpoint)
     join webhook_endpoints e on e.portal_id = $1 and e.id = new.endpoint
     for key share of e
     returning id`,
    [
      about.portal,
      about.endpoints.map(() => newId()),
      about.endpoints,
      about.event.id,
      about.aboutPortal,
      about.event.name,
      about.payload,
      about.now,
    ],
  )
  return rows.map(({ id }) => id)
}

/** What a lane sends next. */
export interface Next {
  delivery: string
  url: string
  event: string
  payload: string
}

/**
 * Takes the endpoint for one attempt, unless somebody has it, and says what is due there first; null
 * where nothing is. Held by the database's own clock, which no test clock moves, for as long as an
 * attempt can take and more: whoever dies with it holds it up no longer.
 */
export async function takeNext(
  tx: Tx,
  portal: string,
  endpoint: string,
  now: Instant,
  seconds: number,
): Promise<Next | null> {
  const [lane] = await tx.run<{ url: string }>(
    `update webhook_endpoints e set busy_until = clock_timestamp() + make_interval(secs => $4)
     where portal_id = $1 and id = $2 and state = 'enabled'
       and (busy_until is null or busy_until < clock_timestamp())
       and exists (select from webhook_deliveries d where d.portal_id = $1 and d.endpoint_id = $2
                   and d.state = 'queued' and d.due_at <= $3)
     returning url`,
    [portal, endpoint, now, seconds],
  )
  if (!lane) return null
  const [row] = await tx.run<Omit<Next, 'url'>>(
    `select id as delivery, event, payload from webhook_deliveries
     where portal_id = $1 and endpoint_id = $2 and state = 'queued' and due_at <= $3
     order by due_at, id limit 1`,
    [portal, endpoint, now],
  )
  if (row) return { ...row, url: lane.url }
  await freeLane(tx, portal, endpoint)
  return null
}

export async function freeLane(tx: Tx, portal: string, endpoint: string): Promise<void> {
  await tx.db
    .updateTable('webhook_endpoints')
    .set({ busy_until: null })
    .where('portal_id', '=', portal)
    .where('id', '=', endpoint)
    .execute()
}

/** The portal's status, which cannot change before this transaction ends. */
export async function statusOf(tx: Tx, portal: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('portals')
    .select('status')
    .where('id', '=', portal)
    .forShare()
    .executeTakeFirst()
  return row?.status
}

/** Sets aside what has fallen due while the portal is suspended. */
export async function holdDue(
  tx: Tx,
  portal: string,
  endpoint: string,
  now: Instant,
): Promise<void> {
  await tx.db
    .updateTable('webhook_deliveries')
    .set({ state: 'held', due_at: null })
    .where('portal_id', '=', portal)
    .where('endpoint_id', '=', endpoint)
    .where('state', '=', 'queued')
    .where('due_at', '<=', now)
    .execute()
}

/** Queues what was held, with three days before it again. @returns the endpoints it is for */
export async function releaseHeld(tx: Tx, portal: string, now: Instant): Promise<string[]> {
  const rows = await tx.run<{ endpoint: string }>(
    `with released as (
       update webhook_deliveries set state = 'queued', since = $2, tries = 0, due_at = $2
       where portal_id = $1 and state = 'held' returning endpoint_id)
     select distinct endpoint_id as endpoint from released`,
    [portal, now],
  )
  return rows.map(({ endpoint }) => endpoint)
}

export interface Underway {
  state: DeliveryState
  since: Instant
  tries: number
  attempts: number
}

/** Locked; undefined where it was deleted meanwhile. */
export async function lockDelivery(
  tx: Tx,
  portal: string,
  delivery: string,
): Promise<Underway | undefined> {
  const row = await tx.db
    .selectFrom('webhook_deliveries')
    .select(['state', 'since', 'tries', 'attempts'])
    .where('portal_id', '=', portal)
    .where('id', '=', delivery)
    .forUpdate()
    .executeTakeFirst()
  return row as Underway | undefined
}

export interface NewAttempt {
  n: number
  at: Instant
  status: number | null
  ms: number
  error: string | null
  answer: string
}

export async function insertAttempt(
  tx: Tx,
  portal: string,
  delivery: string,
  attempt: NewAttempt,
): Promise<void> {
  await tx.db
    .insertInto('webhook_attempts')
    .values({ portal_id: portal, delivery_id: delivery, ...attempt })
    .execute()
}

export interface After {
  state: DeliveryState
  tries: number
  attempts: number
  due_at: Instant | null
  settled_at: Instant | null
  last_status: number | null
  last_error: string | null
}

export async function saveDelivery(
  tx: Tx,
  portal: string,
  delivery: string,
  after: Partial<After>,
): Promise<void> {
  await tx.db
    .updateTable('webhook_deliveries')
    .set(after)
    .where('portal_id', '=', portal)
    .where('id', '=', delivery)
    .execute()
}

/** Frees the endpoint and notes how it answers. @returns since when it has taken nothing */
export async function noteAnswer(
  tx: Tx,
  portal: string,
  endpoint: string,
  taken: boolean,
  now: Instant,
): Promise<{ failingSince: Instant | null; partner: string | null } | undefined> {
  const row = await tx.db
    .updateTable('webhook_endpoints')
    .set({
      busy_until: null,
      failing_since: taken ? null : sql<Instant>`coalesce(failing_since, ${now.toString()})`,
    })
    .where('portal_id', '=', portal)
    .where('id', '=', endpoint)
    .returning(['failing_since as failingSince', 'partner_id as partner'])
    .executeTakeFirst()
  return row
}

/** Gives up what waits at an endpoint that is disabled. @returns how many */
export async function giveUpWaiting(
  tx: Tx,
  portal: string,
  endpoint: string,
  now: Instant,
): Promise<number> {
  const result = await tx.db
    .updateTable('webhook_deliveries')
    .set({ state: 'failed', due_at: null, settled_at: now })
    .where('portal_id', '=', portal)
    .where('endpoint_id', '=', endpoint)
    .where('state', 'in', ['queued', 'held'])
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Puts one delivery, or all that failed since then, back to its beginning. @returns how many */
export async function sendAgain(
  tx: Tx,
  portal: string,
  endpoint: string,
  which: { delivery: string } | { failedSince: Instant },
  now: Instant,
): Promise<number> {
  let query = tx.db
    .updateTable('webhook_deliveries')
    .set({ state: 'queued', since: now, tries: 0, due_at: now, settled_at: null })
    .where('portal_id', '=', portal)
    .where('endpoint_id', '=', endpoint)
  query =
    'delivery' in which
      ? query.where('id', '=', which.delivery)
      : query.where('state', '=', 'failed').where('created_at', '>=', which.failedSince)
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

/**
 * The endpoints at which something is due. With nothing due, one probe of an index; else a step for
 * each endpoint at which anything waits, however much waits there, so that a long queue hides no other.
 * Needs the installation's scope.
 */
export async function dueEndpoints(
  tx: Tx,
  now: Instant,
): Promise<{ portal: string; endpoint: string }[]> {
  const [due] = await tx.run(
    `select 1 from webhook_deliveries where state = 'queued' and due_at <= $1 order by due_at limit 1`,
    [now],
  )
  if (!due) return []
  return tx.run(
    `with recursive lane as (
       (select portal_id, endpoint_id, due_at from webhook_deliveries where state = 'queued'
        order by portal_id, endpoint_id, due_at limit 1)
       union all
       select next.* from lane, lateral (
         select portal_id, endpoint_id, due_at from webhook_deliveries
         where state = 'queued' and (portal_id, endpoint_id) > (lane.portal_id, lane.endpoint_id)
         order by portal_id, endpoint_id, due_at limit 1) next)
     select portal_id as portal, endpoint_id as endpoint from lane where due_at <= $1 order by due_at`,
    [now],
  )
}

/** Deletes what partners were told of a portal that is being deleted, but for that it was cancelled. */
export async function forgetPortal(tx: Tx, console: string, portal: string): Promise<number> {
  const result = await tx.db
    .deleteFrom('webhook_deliveries')
    .where('portal_id', '=', console)
    .where('about_portal', '=', portal)
    .where('event', '<>', 'portal.cancel')
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
