import type { Instant } from '../../kit/clock.ts'
import type { Money } from '../../kit/money.ts'

/**
 * What every gateway is to the rest of Gatehouse. A gateway is a folder beside this file that makes a `Gateway`. It knows no invoice's
 * state, no ledger and no database of ours: it asks a payment service, and says in these terms what that answered.
 * Nothing here is called inside a transaction.
 */
export const GATEWAYS = ['sandbox', 'stripe', 'manual'] as const
export type GatewayName = (typeof GATEWAYS)[number]

/** How somebody pays. `bank` takes days to clear, and can fail at their end. */
export type MethodKind = 'card' | 'bank'

/** What a gateway can do; pages offer only that. */
export interface Abilities {
  readonly methods: readonly MethodKind[]
  /** Charges a saved method while nobody is there, as renewals need. */
  readonly savedMethods: boolean
  readonly refunds: boolean
  readonly disputes: boolean
}

/** A means of payment that the gateway keeps. Never a number of a card or an account: of these only the last four. */
export interface SavedMethod {
  readonly reference: string
  readonly kind: MethodKind
  /** `Visa`, or the bank's name. */
  readonly brand: string
  readonly last4: string
  /** Of a card: its last month, as `2028-04`. */
  readonly expires: string | null
  /** False once its mandate was withdrawn, or it was removed at the gateway. */
  readonly usable: boolean
}

export const GATEWAY_PAYMENT_STATES = [
  /** The payer has not finished at the gateway's page. */
  'open',
  /**
   * The payer's bank wants to hear from them; `address` leads there. Where it is null, a new checkout does, for which this
   * one is cancelled.
   */
  'authentication_needed',
  /** Small deposits have been sent, and are to be stated by the payer at `address`. */
  'verification_needed',
  /** Under way; a bank debit takes days. */
  'processing',
  'succeeded',
  'failed',
  /** Given up by us or by the payer; it can no longer succeed. */
  'cancelled',
] as const
export type GatewayPaymentState = (typeof GATEWAY_PAYMENT_STATES)[number]

export interface GatewayRefund {
  readonly reference: string
  readonly amount: Money
  readonly state: 'pending' | 'succeeded' | 'failed'
}

export interface GatewayDispute {
  readonly reference: string
  readonly amount: Money
  readonly state: 'open' | 'won' | 'lost'
  /** Until when the organisation can answer it, at the gateway's own pages. */
  readonly answerBy: Instant | null
}

/** A payment as the gateway has it now. Asked for again on every event, so that their order does not matter. */
export interface GatewayPayment {
  /** By which it is found; a checkout's own may become another once it is paid, and stays good. */
  readonly reference: string
  readonly state: GatewayPaymentState
  readonly amount: Money
  /** The portal, invoice and payment it was begun for, as we told the gateway; null where it knows of none. */
  readonly portal: string | null
  readonly invoice: string | null
  readonly payment: string | null
  readonly method: SavedMethod | null
  /** Where the payer goes on; null where there is nothing for them to do. */
  readonly address: string | null
  /** Until when they can. */
  readonly dueBy: Instant | null
  readonly failure: Failure | null
  readonly refunds: readonly GatewayRefund[]
  readonly disputes: readonly GatewayDispute[]
}

/** Why a payment failed. A hard one is not tried again with the same method. */
export interface Failure {
  readonly code:
    | 'declined'
    | 'insufficient_funds'
    | 'expired'
    | 'lost_or_stolen'
    | 'account_closed'
    | 'mandate_withdrawn'
    | 'authentication_failed'
    | 'other'
  readonly hard: boolean
}

/** What is asked of a gateway. `payment` is our own id for it, and makes that asking twice is one payment. */
export interface Order {
  readonly portal: string
  readonly invoice: string
  readonly payment: string
  readonly amount: Money
  /** What the payer reads at the gateway: the invoice's number and title. */
  readonly description: string
  readonly language: 'en' | 'es'
}

export interface CheckoutOrder extends Order {
  readonly email: string | null
  readonly name: string
  readonly methods: readonly MethodKind[]
  /** Keep the method, since a subscription will charge it. */
  readonly save: boolean
  /** The payer at the gateway, where they have paid before. */
  readonly customer: string | null
  /** Where the browser returns to; what it says there proves nothing. */
  readonly returnTo: string
  readonly cancelTo: string
}

export interface ChargeOrder extends Order {
  readonly customer: string
  readonly method: string
}

/** A gateway's page that somebody is sent to. */
export interface Checkout {
  readonly reference: string
  readonly address: string
  readonly customer: string | null
  readonly expires: Instant
}

/** An event whose signature is right: what it is about is asked for, never believed. */
export interface GatewayEvent {
  readonly id: string
  readonly kind: string
  /** When the gateway made it. */
  readonly at: Instant
  /** The payment it is about; null of a kind that concerns none of ours. */
  readonly payment: string | null
  /** The saved method it is about, whose mandate may have been withdrawn. */
  readonly method: string | null
}

/** Why a call brought no answer. `unknown`: it may have gone through, and is asked for again, never charged blind. */
export class GatewayTrouble extends Error {
  readonly kind: 'unknown' | 'refused' | 'not_found' | 'wrong_keys'

  constructor(kind: GatewayTrouble['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/** The outcome of looking at a webhook's signature. */
export type EventRead =
  | { readonly ok: true; readonly event: GatewayEvent }
  | { readonly ok: false; readonly why: 'forged' | 'stale' | 'malformed' }

/**
 * A gateway with a portal's own keys. Every call may throw `GatewayTrouble`; each takes as an idempotency key what is
 * told to it as `key`, or the order's `payment`.
 */
export interface Gateway {
  readonly name: GatewayName
  readonly abilities: Abilities
  /** Sends the payer to a page of the gateway's own. */
  checkout(order: CheckoutOrder): Promise<Checkout>
  /** Sends the payer to a page where they leave a method and pay nothing. */
  saveMethod(order: Omit<CheckoutOrder, 'amount' | 'invoice' | 'save'>): Promise<Checkout>
  /** Charges a saved method while its owner is not there. */
  charge(order: ChargeOrder): Promise<GatewayPayment>
  /** Finds the payment by the gateway's reference (a checkout's, a charge's, or that of an event). */
  fetchPayment(reference: string): Promise<GatewayPayment>
  /**
   * Finds what became of an order whose answer never came; null where the gateway has not heard of it. By the order's
   * customer: what is found in any other way may be seconds or hours behind, and null has to be true.
   */
  findPayment(
    order: Pick<CheckoutOrder, 'portal' | 'invoice' | 'payment' | 'customer'>,
  ): Promise<GatewayPayment | null>
  /** The method that a checkout has left, and whose it is. */
  fetchMethod(reference: string): Promise<SavedMethod & { customer: string }>
  /** Ends a payment that has not been made: afterwards it can no longer succeed, or has. */
  cancel(reference: string): Promise<GatewayPayment>
  refund(reference: string, amount: Money, key: string): Promise<GatewayRefund>
  removeMethod(reference: string): Promise<void>
  /** Payments that changed between two moments, for the nightly comparison; page by page. */
  changedPayments(since: Instant, until: Instant): AsyncIterable<GatewayPayment>
  /** Looks at an event's signature over the raw body, by each secret that is in force. */
  readEvent(
    body: Uint8Array,
    headers: (name: string) => string | undefined,
    now: Instant,
  ): EventRead
  /** Are the keys good? What is shown in the settings: whose account it is. */
  test(): Promise<{ account: string; live: boolean }>
}
