import type Stripe from 'stripe'

/** An error as Stripe answers it. */
export class Refusal extends Error {
  readonly status: number
  readonly body: Record<string, unknown>

  constructor(status: number, type: string, message: string, more: Record<string, unknown> = {}) {
    super(message)
    this.status = status
    this.body = { type, message, ...more }
  }
}

export const invalid = (message: string, code?: string, param?: string): Refusal =>
  new Refusal(400, 'invalid_request_error', message, { code, param })

export const missing = (kind: string, id: string, param = 'id'): Refusal =>
  new Refusal(404, 'invalid_request_error', `No such ${kind}: '${id}'`, {
    code: 'resource_missing',
    param,
  })

/** A decline, which carries the whole intent. */
export const declined = (
  error: Stripe.PaymentIntent.LastPaymentError,
  intent: Stripe.PaymentIntent,
): Refusal =>
  new Refusal(402, 'card_error', error.message ?? 'Your card was declined.', {
    ...error,
    payment_intent: structuredClone(intent),
  })
