import type Stripe from 'stripe'
import type { Instant } from '../../../kit/clock.ts'
import type { EventRead, GatewayEvent } from '../gateway.ts'
import { idOf } from './client.ts'
import { instant } from './translate.ts'

/** What happens to payments. At most 20 may be asked for at once. */
export const PAYMENT_EVENTS = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.requires_action',
  'payment_intent.processing',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
] as const

/** What happens to saved methods. */
const METHOD_EVENTS = [
  'setup_intent.succeeded',
  'setup_intent.setup_failed',
  'mandate.updated',
  'payment_method.updated',
  'payment_method.automatically_updated',
  'payment_method.detached',
] as const

/** What a webhook endpoint at Stripe has to be told to send. */
export const EVENTS: readonly string[] = [...PAYMENT_EVENTS, ...METHOD_EVENTS]

/** Older than this it may be one that somebody has kept, and sends again. */
const TOLERANCE_SECONDS = 5 * 60

/**
 * Looks at the signature over the raw body, by each secret, and at its age by the clock that is given. Only ids are taken
 * from an event, which are the same in every version of the API, so that an endpoint of another version is no harm.
 */
export function readEvent(
  webhooks: Stripe['webhooks'],
  secrets: readonly string[],
  body: Uint8Array,
  signature: string | undefined,
  now: Instant,
): EventRead {
  if (signature === undefined || body.length === 0) return { ok: false, why: 'malformed' }
  const raw = Buffer.from(body)
  const signed = (secret: string, toleranceSeconds: number): boolean => {
    try {
      return (
        webhooks.signature?.verifyHeader(
          raw,
          signature,
          secret,
          toleranceSeconds,
          undefined,
          now.epochMilliseconds,
        ) ?? false
      )
    } catch {
      // The library throws for a wrong one, and stumbles over some that are none at all.
      return false
    }
  }
  // 0 is any age.
  const secret = secrets.find((each) => signed(each, 0))
  if (secret === undefined) return { ok: false, why: 'forged' }
  if (!signed(secret, TOLERANCE_SECONDS)) return { ok: false, why: 'stale' }
  const event = parsed(raw)
  return isEvent(event) ? { ok: true, event: eventFrom(event) } : { ok: false, why: 'malformed' }
}

function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString())
  } catch {
    return null
  }
}

function isEvent(value: unknown): value is Stripe.Event {
  const { id, type, created, data } = (value ?? {}) as Partial<Stripe.Event>
  return (
    typeof id === 'string' &&
    typeof type === 'string' &&
    Number.isInteger(created) &&
    typeof data?.object === 'object' &&
    data.object !== null
  )
}

export const eventFrom = (event: Stripe.Event): GatewayEvent => ({
  id: event.id,
  kind: event.type,
  at: instant(event.created),
  payment: paymentOf(event),
  method: methodOf(event),
})

/**
 * The payment that an event is about. An account may sell other things too: what carries our ids, as far as its kind
 * carries any, is ours, and nothing else is asked for.
 */
function paymentOf({ data, type }: Stripe.Event): string | null {
  if (!(PAYMENT_EVENTS as readonly string[]).includes(type)) return null
  const about = data.object as
    | Stripe.Checkout.Session
    | Stripe.PaymentIntent
    | Stripe.Charge
    | Stripe.Refund
    | Stripe.Dispute
  switch (about.object) {
    case 'checkout.session':
      return about.mode === 'payment' && about.metadata?.['payment']
        ? (idOf(about.payment_intent) ?? about.id)
        : null
    case 'payment_intent':
      return about.metadata['payment'] ? about.id : null
    case 'charge':
      return about.metadata['payment'] ? idOf(about.payment_intent) : null
    case 'refund':
    case 'dispute':
      return idOf(about.payment_intent)
  }
}

function methodOf({ data, type }: Stripe.Event): string | null {
  if (!(METHOD_EVENTS as readonly string[]).includes(type)) return null
  const about = data.object as Stripe.SetupIntent | Stripe.Mandate | Stripe.PaymentMethod
  return about.object === 'payment_method' ? about.id : idOf(about.payment_method)
}
