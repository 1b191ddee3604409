import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Connected } from '../accounts/account.ts'
import type { GatewayEvent } from '../gateway.ts'

/** What became of an event. */
export const EVENT_OUTCOMES = ['changed', 'nothing_new', 'not_ours', 'parked', 'failed'] as const
export type EventOutcome = (typeof EVENT_OUTCOMES)[number]

/** Keeps an event, to be looked at. @returns false where its id was there already: an event works once */
export async function keepEvent(
  tx: Tx,
  gateway: Connected,
  event: GatewayEvent,
  now: Instant,
): Promise<boolean> {
  const kept = await tx.db
    .insertInto('gateway_events')
    .values({
      gateway,
      id: event.id,
      kind: event.kind,
      payment_reference: event.payment,
      method_reference: event.method,
      at: event.at,
      received_at: now,
      due_at: now,
    })
    .onConflict((conflict) => conflict.columns(['portal_id', 'gateway', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}

export interface WaitingEvent {
  gateway: Connected
  id: string
  payment: string | null
  method: string | null
  tries: number
}

/**
 * Takes the event that is to be looked at next, and holds it for longer than that can take. By a comparison and not a
 * join, of which PostgreSQL may run the inner side once for each row, and take more than one.
 */
export async function takeEvent(tx: Tx, now: Instant): Promise<WaitingEvent | null> {
  const [row] = await tx.run<WaitingEvent>(
    `update gateway_events e set busy_until = clock_timestamp() + interval '2 minutes'
     where e.portal_id = $1 and (e.gateway, e.id) = (
       select gateway, id from gateway_events where portal_id = $1 and due_at <= $2
         and (busy_until is null or busy_until < clock_timestamp())
       order by due_at, id limit 1 for update skip locked)
     returning e.gateway, e.id, e.payment_reference as payment, e.method_reference as method, e.tries`,
    [tx.portal, now],
  )
  return row ?? null
}

/** Writes down what became of an event; without an outcome, when it is looked at again. */
export async function saveOutcome(
  tx: Tx,
  { gateway, id, tries }: WaitingEvent,
  became: { outcome: EventOutcome } | { again: Instant },
  now: Instant,
): Promise<void> {
  await tx.db
    .updateTable('gateway_events')
    .set({
      tries: tries + 1,
      busy_until: null,
      ...('outcome' in became
        ? { outcome: became.outcome, outcome_at: now, due_at: null }
        : { due_at: became.again }),
    })
    .where('gateway', '=', gateway)
    .where('id', '=', id)
    .execute()
}

/** Portals in which an event waits. Needs the installation's scope. */
export const portalsWithEvents = (tx: Tx, now: Instant): Promise<{ portal: string }[]> =>
  tx.db
    .selectFrom('gateway_events')
    .select('portal_id as portal')
    .distinct()
    .where('due_at', '<=', now)
    .execute()

/** The last events of the portal's gateways, the newest first. */
export const lastEvents = (tx: Tx, limit: number) =>
  tx.db
    .selectFrom('gateway_events')
    .select(['gateway', 'id', 'kind', 'at', 'received_at as receivedAt', 'outcome', 'tries'])
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
