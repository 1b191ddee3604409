import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { newId } from '../../../kit/ids.ts'
import { deliveriesOf } from './queries.ts'
import { LATE_HOURS, type Deliveries } from './sandbox.ts'

export const EVENT_KINDS = [
  'payment.waiting',
  'payment.processing',
  'payment.succeeded',
  'payment.failed',
  'payment.cancelled',
  'payment.refunded',
  'dispute.opened',
  'dispute.closed',
  'method.withdrawn',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** *Shuffled* waits for so long for others to come before it. */
const SHUFFLE_SECONDS = 30

const FIRST: Record<Deliveries, (now: Instant) => { due_at: Instant | null; times: number }> = {
  once: (now) => ({ due_at: now, times: 1 }),
  twice: (now) => ({ due_at: now, times: 2 }),
  late: (now) => ({ due_at: now.add({ hours: LATE_HOURS }), times: 1 }),
  shuffled: (now) => ({ due_at: now.add({ seconds: SHUFFLE_SECONDS }), times: 1 }),
  lost: () => ({ due_at: null, times: 0 }),
}

/** Writes an event, to be sent as the portal has told the sandbox to. */
export async function tell(
  tx: Tx,
  kind: EventKind,
  { payment = null, method = null }: { payment?: string | null; method?: string | null },
  now: Instant,
): Promise<void> {
  const deliveries = await deliveriesOf(tx)
  await tx.db
    .insertInto('sandbox_events')
    .values({
      id: newId(),
      kind,
      payment_id: payment,
      method_id: method,
      at: now,
      ...FIRST[deliveries](now),
    })
    .execute()
}

export interface DueEvent {
  id: string
  kind: EventKind
  payment: string | null
  method: string | null
  at: Instant
  tries: number
  times: number
}

/** Nobody else sends it for so long. */
const HOLD_SECONDS = 60

/** Takes the event that is to be sent next, and holds it. Shuffled, the newest goes first. */
export async function takeEvent(tx: Tx, now: Instant): Promise<DueEvent | null> {
  const order = (await deliveriesOf(tx)) === 'shuffled' ? 'desc' : 'asc'
  const [row] = await tx.run<DueEvent>(
    `update sandbox_events set busy_until = clock_timestamp() + make_interval(secs => $3)
     where portal_id = $1 and id = (
       select id from sandbox_events where portal_id = $1 and due_at <= $2
         and (busy_until is null or busy_until < clock_timestamp())
       order by due_at ${order}, id ${order} limit 1 for update skip locked)
     returning id, kind, payment_id as payment, method_id as method, at, tries, times`,
    [tx.portal, now, HOLD_SECONDS],
  )
  return row ?? null
}

/** Writes down what was answered, and when it is sent again. */
export async function saveEvent(
  tx: Tx,
  id: string,
  event: { tries: number; times: number; dueAt: Instant | null; answer: string },
): Promise<void> {
  await tx.db
    .updateTable('sandbox_events')
    .set({
      busy_until: null,
      tries: event.tries,
      times: event.times,
      due_at: event.dueAt,
      last_answer: event.answer,
    })
    .where('id', '=', id)
    .execute()
}
