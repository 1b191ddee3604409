import type Stripe from 'stripe'

/**
 * What Stripe's answers look like, whatever the account's own version is. Moving it on is a change of code: read Stripe's
 * changelog between the two, and run the tests against fixtures of the new one.
 */
export const API_VERSION = '2026-10-28.endive'

/** Stripe itself gives up on a call after 80 s; nobody looks at a page for longer than this. */
const TIMEOUT_MS = 30_000

export interface StripeKeys {
  /** `sk_…`, or a restricted `rk_…`. */
  readonly secretKey: string
  /** Secrets of the webhook endpoint that are in force: two while one takes over from the other. */
  readonly webhookSecrets: readonly string[]
}

export interface StripeOptions {
  /** Instead of api.stripe.com: a test's own server. */
  readonly at?: URL | undefined
  readonly timeoutMs?: number
}

/**
 * The official client. Loaded by the first that needs it, since it takes 38 MB of memory and 0.15 s. It tries nothing
 * again by itself but a connection that was closed under it, once, with the same idempotency key: all else is told, and
 * decided on by who has the payment's row.
 */
export async function openClient(
  { secretKey }: StripeKeys,
  { at, timeoutMs = TIMEOUT_MS }: StripeOptions,
): Promise<Stripe> {
  const { default: Client } = await import('stripe')
  return new Client(secretKey, {
    apiVersion: API_VERSION,
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
    ...(at && {
      host: at.hostname,
      port: at.port || (at.protocol === 'http:' ? 80 : 443),
      protocol: at.protocol === 'http:' ? 'http' : 'https',
    }),
  })
}

/** At Stripe a key belongs to one address, so what is asked for stands before our own id. */
export const keyed = (what: string, key: string): { idempotencyKey: string } => ({
  idempotencyKey: `${what}-${key}`,
})

/** The id of what Stripe tells either as an id or whole. */
export const idOf = (it: string | { id: string } | null | undefined): string | null =>
  typeof it === 'string' ? it : (it?.id ?? null)
