import type { NotNull } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { DeliveryState } from './deliveries/delivery.ts'
import type { Owner } from '../../identity/index.ts'
import { MOST_WEBHOOKS, type DisabledWhy, type WebhookState } from './webhook.ts'

/** An endpoint without its secrets. */
export interface Endpoint {
  id: string
  url: string
  description: string
  events: string[] | null
  state: WebhookState
  stateSince: Instant
  disabledWhy: DisabledWhy | null
  madeBy: string | null
  createdAt: Instant
  failingSince: Instant | null
}

const endpoints = (tx: Tx, { partner }: Owner) =>
  tx.db
    .selectFrom('webhook_endpoints')
    .select([
      'webhook_endpoints.id',
      'webhook_endpoints.url',
      'webhook_endpoints.description',
      'webhook_endpoints.events',
      'webhook_endpoints.state',
      'webhook_endpoints.state_since as stateSince',
      'webhook_endpoints.disabled_why as disabledWhy',
      'webhook_endpoints.made_by as madeBy',
      'webhook_endpoints.created_at as createdAt',
      'webhook_endpoints.failing_since as failingSince',
    ])
    .where('webhook_endpoints.partner_id', partner === null ? 'is' : '=', partner)

/** Undefined for another's as for none; locked, it is neither changed nor deleted meanwhile. */
export async function findEndpoint(
  tx: Tx,
  owner: Owner,
  id: string,
  { lock = false } = {},
): Promise<Endpoint | undefined> {
  let query = endpoints(tx, owner).where('webhook_endpoints.id', '=', id)
  if (lock) query = query.forUpdate()
  return (await query.executeTakeFirst()) as Endpoint | undefined
}

export interface EndpointLine extends Endpoint {
  last: { state: DeliveryState; event: string; at: Instant } | null
}

/** An owner's endpoints, the oldest first, each with what was last to be sent there. */
export async function listEndpoints(
  tx: Tx,
  owner: Owner,
  { after, limit = MOST_WEBHOOKS }: { after?: string; limit?: number } = {},
): Promise<EndpointLine[]> {
  let query = endpoints(tx, owner)
    .leftJoinLateral(
      (is) =>
        is
          .selectFrom('webhook_deliveries')
          .select(['state as last_state', 'event as last_event', 'created_at as last_at'])
          .whereRef('webhook_deliveries.endpoint_id', '=', 'webhook_endpoints.id')
          .orderBy('webhook_deliveries.id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['last.last_state', 'last.last_event', 'last.last_at'])
    .orderBy('webhook_endpoints.id')
    .limit(limit)
  if (after !== undefined) query = query.where('webhook_endpoints.id', '>', after)
  const rows = await query.execute()
  return rows.map(({ last_state, last_event, last_at, ...endpoint }) => ({
    ...(endpoint as Endpoint),
    last: last_state
      ? { state: last_state as DeliveryState, event: last_event!, at: last_at! }
      : null,
  }))
}

export async function countEndpoints(tx: Tx, { partner }: Owner): Promise<number> {
  const { n } = await tx.db
    .selectFrom('webhook_endpoints')
    .select((is) => is.fn.countAll<number>().as('n'))
    .where('partner_id', partner === null ? 'is' : '=', partner)
    .executeTakeFirstOrThrow()
  return n
}

export async function insertEndpoint(
  tx: Tx,
  { partner }: Owner,
  endpoint: {
    id: string
    url: string
    description: string
    events: string[] | null
    state_since: Instant
    made_by: string | null
    created_at: Instant
  },
): Promise<void> {
  await tx.db
    .insertInto('webhook_endpoints')
    .values({ partner_id: partner, ...endpoint })
    .execute()
}

export interface EndpointChanges {
  url?: string
  description?: string
  events?: string[] | null
  state?: WebhookState
  state_since?: Instant
  disabled_why?: DisabledWhy | null
  failing_since?: null
}

export async function changeEndpoint(tx: Tx, id: string, changes: EndpointChanges): Promise<void> {
  await tx.db.updateTable('webhook_endpoints').set(changes).where('id', '=', id).execute()
}

/** With its secrets, deliveries and attempts. */
export async function deleteEndpoint(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('webhook_endpoints').where('id', '=', id).execute()
}

/** Who made an endpoint, where they can still be written to. The transaction is set to their portal. */
export async function activePerson(
  tx: Tx,
  person: string,
): Promise<
  | { id: string; name: string; email: string; language: string | null; time_zone: string | null }
  | undefined
> {
  return tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'email', 'language', 'time_zone'])
    .$narrowType<{ email: NotNull }>()
    .where('id', '=', person)
    .where('activated_at', 'is not', null)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Null for a portal's own, undefined for one that is gone. */
export async function partnerOfEndpoint(tx: Tx, id: string): Promise<string | null | undefined> {
  const row = await tx.db
    .selectFrom('webhook_endpoints')
    .select('partner_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.partner_id
}
