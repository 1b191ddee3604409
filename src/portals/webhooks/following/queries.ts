import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { newId } from '../../../kit/ids.ts'

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
export function listenersOf(
  tx: Tx,
  about: { event: string; portal: string | null; partner: string | null },
  console: string,
): Promise<Listener[]> {
  return tx.across(() =>
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
  )
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
     from webhook_endpoints e, unnest($2::uuid[], $3::uuid[]) as new (id, endpoint)
     where e.portal_id = $1 and e.id = new.endpoint
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
