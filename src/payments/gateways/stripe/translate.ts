import type Stripe from 'stripe'
import type { Instant } from '../../../kit/clock.ts'
import type {
  GatewayDispute,
  GatewayPayment,
  GatewayPaymentState,
  GatewayRefund,
} from '../gateway.ts'
import { fromStripe } from './amounts.ts'
import { failureOf } from './failures.ts'
import { methodFrom } from './methods.ts'

export const instant = (seconds: number): Instant =>
  Temporal.Instant.fromEpochMilliseconds(seconds * 1000)

/** Stripe does not say it with the payment: for so long the payer may state the small deposits (its page on ACH). */
const VERIFY_WITHIN = { hours: 10 * 24 }

/** A payment as Stripe tells it in several objects; the intent with its method and latest charge in it. */
export interface Told {
  readonly intent: Stripe.PaymentIntent
  /** The checkout that it belongs to, where that still matters. */
  readonly session: Stripe.Checkout.Session | null
  readonly refunds: readonly Stripe.Refund[]
  readonly disputes: readonly Stripe.Dispute[]
  readonly mandate: Stripe.Mandate | null
}

/** An intent waits for somebody in these; what that means depends on where they are. */
export const isWaiting = ({ status }: Stripe.PaymentIntent): boolean =>
  status.startsWith('requires_')

const deposits = (intent: Stripe.PaymentIntent) =>
  intent.next_action?.verify_with_microdeposits ?? null

/** The bank refused since its customer was not there to say that it is them. */
const askedForThem = ({ last_payment_error: error }: Stripe.PaymentIntent): boolean =>
  [error?.code, error?.decline_code].includes('authentication_required')

function stateOf({ intent, session }: Told): GatewayPaymentState {
  if (intent.status === 'succeeded') return 'succeeded'
  if (intent.status === 'processing') return 'processing'
  if (intent.status === 'canceled') return 'cancelled'
  if (deposits(intent)) return 'verification_needed'
  // After a decline the checkout's page asks for another method.
  if (session?.status === 'open') return 'open'
  if (session?.status === 'expired') return 'cancelled'
  // Nothing else at a page that has been left asks for anybody.
  if (intent.status === 'requires_action' && session === null) return 'authentication_needed'
  if (intent.status !== 'requires_payment_method') return 'processing'
  return session === null && askedForThem(intent) ? 'authentication_needed' : 'failed'
}

/** Where the payer goes on, and until when. */
function wayOn(state: GatewayPaymentState, { intent, session }: Told) {
  const verify = deposits(intent)
  if (state === 'verification_needed' && verify)
    return {
      address: verify.hosted_verification_url,
      dueBy: instant(intent.created).add(VERIFY_WITHIN),
    }
  if (state === 'open' && session)
    return { address: session.url, dueBy: instant(session.expires_at) }
  return { address: null, dueBy: null }
}

export function paymentFrom(told: Told): GatewayPayment {
  const { intent, mandate } = told
  const state = stateOf(told)
  const error = intent.last_payment_error
  const method = (intent.payment_method ??
    error?.payment_method ??
    null) as Stripe.PaymentMethod | null
  return {
    reference: intent.id,
    state,
    amount: fromStripe(
      state === 'succeeded' ? intent.amount_received : intent.amount,
      intent.currency,
    ),
    ...begunFor(intent.metadata),
    method: method && methodFrom(method, mandate),
    ...wayOn(state, told),
    failure: error && state !== 'succeeded' ? failureOf(error) : null,
    refunds: told.refunds.map(refundFrom),
    disputes: told.disputes.map(disputeFrom),
  }
}

/** A checkout of which nobody has pressed the button yet: Stripe makes no intent before. */
export const untouchedPayment = (session: Stripe.Checkout.Session): GatewayPayment => ({
  reference: session.id,
  state: session.status === 'open' ? 'open' : 'cancelled',
  amount: fromStripe(session.amount_total ?? 0, session.currency ?? ''),
  ...begunFor(session.metadata ?? {}),
  method: null,
  address: session.status === 'open' ? session.url : null,
  dueBy: session.status === 'open' ? instant(session.expires_at) : null,
  failure: null,
  refunds: [],
  disputes: [],
})

const begunFor = (metadata: Stripe.Metadata) => ({
  portal: metadata['portal'] ?? null,
  invoice: metadata['invoice'] ?? null,
  payment: metadata['payment'] ?? null,
})

export const refundFrom = ({ id, amount, currency, status }: Stripe.Refund): GatewayRefund => ({
  reference: id,
  amount: fromStripe(amount, currency),
  state:
    status === 'succeeded'
      ? 'succeeded'
      : status === 'failed' || status === 'canceled'
        ? 'failed'
        : 'pending',
})

/** Ways in which a dispute, or what might have become one, ends well. */
const WON: readonly string[] = ['won', 'warning_closed', 'prevented']

function disputeFrom(dispute: Stripe.Dispute): GatewayDispute {
  const { id, amount, currency, status, evidence_details } = dispute
  const state = status === 'lost' ? 'lost' : WON.includes(status) ? 'won' : 'open'
  const due = evidence_details.due_by
  return {
    reference: id,
    amount: fromStripe(amount, currency),
    state,
    answerBy: state === 'open' && due !== null ? instant(due) : null,
  }
}
