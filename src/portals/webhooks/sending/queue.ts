import { dueQueue } from '../../../kit/due/queue.ts'
import type { OperationContext } from '../../../kit/operation.ts'
import { dueEndpoints, releaseHeld } from './queries.ts'

/** What an endpoint is sent, one thing after another. */
export interface EndpointQueue {
  /** Row id of the portal that the endpoint lies in. */
  portal: string
  endpoint: string
}

export const webhookQueue = dueQueue<EndpointQueue>({
  names: { wake: 'webhook', sweep: 'webhooks_due' },
  key: ({ endpoint }) => endpoint,
  // Each attempt costs a socket and no connection to the database.
  atOnce: 64,
  due: dueEndpoints,
})

/** Sends what was held while the portal was suspended; part of lifting the suspension. */
export async function releaseHeldWebhooks({
  tx,
  portal,
  now,
  enqueue,
}: OperationContext): Promise<void> {
  for (const endpoint of await releaseHeld(tx, portal, now))
    await enqueue(webhookQueue.wake, { portal, endpoint })
}
