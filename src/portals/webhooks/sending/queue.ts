import { dueQueue } from '../../../kit/due/queue.ts'
import { onSuspensionLifted } from '../../status/lifting.ts'
import { deliveriesFalling, dueEndpoints, releaseHeld } from './queries.ts'

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
  falls: deliveriesFalling,
})

/** Sends what was held while the portal was suspended. */
export const releaseHeldWebhooks = onSuspensionLifted.with(async (op) => {
  const { tx, portal, now, enqueue } = op
  for (const endpoint of await releaseHeld(tx, now))
    await enqueue(webhookQueue.wake, { portal, endpoint })
})
