import type { Instant } from '../../kit/clock.ts'
import type { Connected } from '../gateways/accounts/account.ts'
import type { GatewayPayment, MethodKind } from '../gateways/gateway.ts'

export const ATTEMPT_STATES = [
  'starting',
  'unknown',
  'open',
  'authentication_needed',
  'verification_needed',
  'processing',
  'succeeded',
  'failed',
  'cancelled',
  'parked',
] as const
export type AttemptState = (typeof ATTEMPT_STATES)[number]

/** States in which it can still become a payment; an invoice has at most one such attempt. */
export const UNDER_WAY: ReadonlySet<AttemptState> = new Set([
  'starting',
  'unknown',
  'open',
  'authentication_needed',
  'verification_needed',
  'processing',
])

/** One try to pay an invoice at a gateway. Its id is what the gateway is told, so that asking twice is one payment. */
export interface Attempt {
  readonly id: string
  readonly invoiceId: string
  readonly personId: string
  readonly gateway: Connected
  readonly state: AttemptState
  readonly amount: bigint
  readonly currency: string
  readonly reference: string | null
  readonly customer: string | null
  /** Row id of the saved method that was charged while its owner was not there. */
  readonly methodId: string | null
  readonly saves: boolean
  readonly methodKind: MethodKind | null
  readonly failure: string | null
  readonly failureHard: boolean | null
  readonly parkedWhy: ParkedWhy | null
  readonly dueBy: Instant | null
  /** Row id of the payment that came of it. */
  readonly paymentId: string | null
  readonly dispute: 'open' | 'won' | 'lost' | null
  readonly polls: number
  readonly startedAt: Instant
}

export type ParkedWhy = 'amount' | 'currency' | 'invoice' | 'portal' | 'payment'

/** Minutes after which a gateway that did not answer is asked again; after the last, daily. */
const UNKNOWN_MINUTES = [5, 60] as const
const DAY_HOURS = 24

/** When a gateway is asked again how an attempt stands that nothing was heard of; null of one that is over. */
export function pollAgain(
  { state, polls, dueBy }: { state: AttemptState; polls: number; dueBy: Instant | null },
  now: Instant,
): Instant | null {
  if (!UNDER_WAY.has(state)) return null
  if (state === 'starting' || state === 'unknown') {
    const minutes = UNKNOWN_MINUTES[polls]
    return minutes === undefined ? now.add({ hours: DAY_HOURS }) : now.add({ minutes })
  }
  const tomorrow = now.add({ hours: DAY_HOURS })
  // A page that runs out is looked at soon after.
  const after = dueBy?.add({ minutes: 5 })
  return after &&
    Temporal.Instant.compare(after, now) > 0 &&
    Temporal.Instant.compare(after, tomorrow) < 0
    ? after
    : tomorrow
}

/**
 * What a gateway's payment says that is other than what we had asked for; null where all is alike. A payment that does
 * not match is looked at by people: its money is never counted by itself.
 */
export function mismatch(
  attempt: Pick<Attempt, 'id' | 'amount' | 'currency'>,
  order: { portal: string; invoice: string },
  told: GatewayPayment,
): ParkedWhy | null {
  if (told.portal !== order.portal) return 'portal'
  if (told.payment !== attempt.id) return 'payment'
  if (told.invoice !== order.invoice) return 'invoice'
  if (told.amount.currency !== attempt.currency) return 'currency'
  return told.amount.minor === attempt.amount ? null : 'amount'
}
