import { z } from 'zod'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { id } from '../../../kit/ids.ts'
import { DELIVERY_STATES, type DeliveryState } from '../deliveries/delivery.ts'
import { attemptsOf, deliveriesOf } from './queries.ts'

/** What is asked of the log: which states, and from where on. */
export const logQuery = z.strictObject({
  state: z.enum(DELIVERY_STATES).optional(),
  cursor: id('delivery').optional().describe('The `next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
export type LogQuery = z.output<typeof logQuery>

/** One line of the log. */
export interface DeliveryLine {
  id: string
  event: string
  state: DeliveryState
  createdAt: Instant
  attempts: number
  /** When it is tried next; null unless it is queued. */
  dueAt: Instant | null
  settledAt: Instant | null
  lastStatus: number | null
  lastError: string | null
}

export interface Attempt {
  n: number
  at: Instant
  status: number | null
  ms: number
  error: string | null
  answer: string
}

export interface Delivery extends DeliveryLine {
  payload: string
  tries: Attempt[]
}

/** A page of an endpoint's log, the newest first, and the id that the next one begins after. */
export async function readLog(
  tx: Tx,
  endpoint: string,
  { state, cursor, limit }: LogQuery,
): Promise<{ deliveries: DeliveryLine[]; next: string | null }> {
  const rows = await deliveriesOf(tx, endpoint, {
    state,
    after: cursor,
    limit: limit + 1,
  })
  const deliveries = rows.slice(0, limit)
  return { deliveries, next: rows.length > limit ? deliveries.at(-1)!.id : null }
}

/** One delivery with all its attempts; null for another endpoint's as for none. */
export async function readDelivery(
  tx: Tx,
  endpoint: string,
  delivery: string,
): Promise<Delivery | null> {
  const [row] = await deliveriesOf(tx, endpoint, { only: delivery, limit: 1 })
  return row ? { ...row, tries: await attemptsOf(tx, delivery) } : null
}
