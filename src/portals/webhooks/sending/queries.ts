import { sql } from 'kysely'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Span } from '../../../kit/due/queue.ts'

/** What an endpoint is sent next. */
export interface DueDelivery {
  id: string
  url: string
  payload: string
}

/**
 * Takes the endpoint for one attempt, unless somebody has it, and says what is due there first; null
 * where nothing is. Held by the database's own clock, which no test clock moves, for as long as an
 * attempt can take and more: whoever dies with it holds it up no longer.
 */
export async function takeNext(
  tx: Tx,
  endpoint: string,
  now: Instant,
  seconds: number,
): Promise<DueDelivery | null> {
  const [held] = await tx.run<{ url: string }>(
    `update webhook_endpoints e set busy_until = clock_timestamp() + make_interval(secs => $4)
     where e.portal_id = $1 and e.id = $2 and e.state = 'enabled'
       and (busy_until is null or busy_until < clock_timestamp())
       and exists (select from webhook_deliveries d where d.portal_id = $1 and d.endpoint_id = $2
                   and d.state = 'queued' and d.due_at <= $3)
     returning url`,
    [tx.portal, endpoint, now, seconds],
  )
  if (!held) return null
  const [row] = await tx.run<Omit<DueDelivery, 'url'>>(
    `select id, payload from webhook_deliveries
     where portal_id = $1 and endpoint_id = $2 and state = 'queued' and due_at <= $3
     order by due_at, id limit 1`,
    [tx.portal, endpoint, now],
  )
  if (row) return { ...row, url: held.url }
  await release(tx, endpoint)
  return null
}

async function release(tx: Tx, endpoint: string): Promise<void> {
  await tx.db
    .updateTable('webhook_endpoints')
    .set({ busy_until: null })
    .where('id', '=', endpoint)
    .execute()
}

/** The portal's status, which cannot change before this transaction ends. */
export async function statusOf(tx: Tx): Promise<string | undefined> {
  const row = await tx.db.selectFrom('portals').select('status').forShare().executeTakeFirst()
  return row?.status
}

/** Sets aside what has fallen due while the portal is suspended. */
export async function holdDue(tx: Tx, endpoint: string, now: Instant): Promise<void> {
  await tx.db
    .updateTable('webhook_deliveries')
    .set({ state: 'held', due_at: null })
    .where('endpoint_id', '=', endpoint)
    .where('state', '=', 'queued')
    .where('due_at', '<=', now)
    .execute()
}

/** Queues what was held, with three days before it again. @returns the endpoints it is for */
export async function releaseHeld(tx: Tx, now: Instant): Promise<string[]> {
  const rows = await tx.run<{ endpoint: string }>(
    `with released as (
       update webhook_deliveries set state = 'queued', since = $2, tries = 0, due_at = $2
       where portal_id = $1 and state = 'held' returning endpoint_id)
     select distinct endpoint_id as endpoint from released`,
    [tx.portal, now],
  )
  return rows.map(({ endpoint }) => endpoint)
}

/** Frees the endpoint and notes how it answers. @returns since when it has taken nothing */
export async function noteAnswer(
  tx: Tx,
  endpoint: string,
  accepted: boolean,
  now: Instant,
): Promise<{ failingSince: Instant | null; partner: string | null } | undefined> {
  const row = await tx.db
    .updateTable('webhook_endpoints')
    .set({
      busy_until: null,
      failing_since: accepted ? null : sql<Instant>`coalesce(failing_since, ${now.toString()})`,
    })
    .where('id', '=', endpoint)
    .returning(['failing_since as failingSince', 'partner_id as partner'])
    .executeTakeFirst()
  return row
}

/**
 * The endpoints at which something is due. With nothing due, one probe of an index; else a probe for
 * each endpoint, however much waits there, so that a long queue hides no other.
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
    `select e.portal_id as portal, e.id as endpoint
     from webhook_endpoints e cross join lateral (
       select due_at from webhook_deliveries d
       where d.portal_id = e.portal_id and d.endpoint_id = e.id and d.state = 'queued'
       order by d.due_at limit 1) next
     where next.due_at <= $1 order by next.due_at`,
    [now],
  )
}

/** How many deliveries fall due within a span, to be tried again. Needs the installation's scope. */
export async function deliveriesFalling(tx: Tx, { from, until }: Span): Promise<number> {
  const row = await tx.db
    .selectFrom('webhook_deliveries')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('state', '=', 'queued')
    .where('due_at', '>', from)
    .where('due_at', '<=', until)
    .executeTakeFirstOrThrow()
  return row.n
}
