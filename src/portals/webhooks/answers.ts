import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { DELIVERY_STATES } from './deliveries/delivery.ts'
import type { Delivery, DeliveryLine } from './log/log.ts'
import type { Endpoint } from './queries.ts'
import { WEBHOOK_STATES } from './webhook.ts'

/* What the API answers about webhooks, and how it is made. */

const at = z.iso.datetime()

const endpointFields = {
  id: z.string(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()).nullable().describe('Null: every event'),
  state: z.enum(WEBHOOK_STATES),
  stateSince: at,
  disabledWhy: z.enum(['by_hand', 'failing', 'gone']).nullable(),
  failingSince: at.nullable().describe('Since when it has taken nothing'),
  createdAt: at,
}

export const endpoint = shape('Webhook', {
  ...endpointFields,
  oldSecretUntil: at.nullable().describe('So long the secret before signs as well'),
})
/** In the list. */
export const endpointLine = shape('WebhookSummary', endpointFields)

export const made = shape('WebhookSecret', {
  id: z.string(),
  secret: z.string().describe('Shown this once: `whsec_…`, by Standard Webhooks'),
})
export const rotated = shape('RotatedWebhookSecret', { ...made.shape, oldSecretUntil: at })

export const showEndpoint = (row: Endpoint) => ({
  id: show('webhook', row.id),
  url: row.url,
  description: row.description,
  events: row.events,
  state: row.state,
  stateSince: row.stateSince.toString(),
  disabledWhy: row.disabledWhy,
  failingSince: row.failingSince?.toString() ?? null,
  createdAt: row.createdAt.toString(),
})

const deliveryFields = {
  id: z.string().describe('The `webhook-id` of every attempt'),
  event: z.string(),
  state: z.enum(DELIVERY_STATES),
  createdAt: at,
  attempts: z.int(),
  nextAttemptAt: at.nullable(),
  settledAt: at.nullable(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
}

export const deliveryLine = shape('DeliverySummary', deliveryFields)
export const delivery = shape('Delivery', {
  ...deliveryFields,
  payload: z.unknown().describe('The body of every attempt'),
  tries: z.array(
    z.object({
      number: z.int(),
      at,
      status: z.int().nullable(),
      milliseconds: z.int(),
      error: z.string().nullable(),
      answer: z.string().describe('How the answer’s body begins'),
    }),
  ),
})
export const sentAgain = shape('SentAgain', { delivery: z.string() })
export const allSentAgain = shape('AllSentAgain', { sent: z.int() })

export const showLine = (row: DeliveryLine) => ({
  id: show('delivery', row.id),
  event: row.event,
  state: row.state,
  createdAt: row.createdAt.toString(),
  attempts: row.attempts,
  nextAttemptAt: row.dueAt?.toString() ?? null,
  settledAt: row.settledAt?.toString() ?? null,
  lastStatus: row.lastStatus,
  lastError: row.lastError,
})

export const showDelivery = (row: Delivery) => ({
  ...showLine(row),
  payload: JSON.parse(row.payload) as unknown,
  tries: row.tries.map(({ n, at, status, ms, error, answer }) => ({
    number: n,
    at: at.toString(),
    status,
    milliseconds: ms,
    error,
    answer,
  })),
})
