import type Stripe from 'stripe'
import { idOf } from '../../../src/payments/gateways/stripe/client.ts'
import type { Behaviour, StripeState } from './fake.ts'
import { confirm, fail, mandateFor, newIntent, succeed } from './intents.ts'
import { made } from './objects.ts'
import { Refusal } from './refusal.ts'
import { expireSession } from './sessions.ts'

const DAY = 24 * 60 * 60
/** A bank's account whose owner could not sign in to it gets two small deposits first. */
type Means = 'card' | 'bank' | 'bank_by_deposits'

/** What people, their banks and time do at Stripe, none of which the API is asked for. */
export class Payer {
  readonly #state: StripeState

  constructor(state: StripeState) {
    this.#state = state
  }

  /** Fills in the checkout's page and presses its button. Declined, the page stays and asks for another method. */
  pay(checkout: string, means: Means = 'card', behaviour?: Behaviour): Stripe.PaymentIntent {
    const state = this.#state
    const session = state.find(state.sessions, 'checkout.session', checkout)
    if (session.status !== 'open') throw new Error(`${checkout} is ${session.status}`)
    const data = state.intentData.get(checkout)!
    const intent = this.#intentOf(session, data)
    session.payment_intent = intent.id
    const method = this.#method(means, data.setup_future_usage ? session.customer : null, behaviour)
    if (means === 'bank_by_deposits') {
      mandateFor(state, method)
      intent.payment_method = method.id
      this.#askForDeposits(intent)
      state.emit('payment_intent.requires_action', intent)
    } else if (!this.#isConfirmed(intent, method)) return intent
    this.#complete(session, intent.status === 'succeeded' ? 'paid' : 'unpaid')
    return intent
  }

  #intentOf(
    {
      payment_intent,
      amount_total,
      currency,
      customer,
      payment_method_types,
    }: Stripe.Checkout.Session,
    data: Stripe.Checkout.SessionCreateParams.PaymentIntentData,
  ): Stripe.PaymentIntent {
    if (payment_intent !== null)
      return this.#state.find(this.#state.intents, 'payment_intent', payment_intent)
    return newIntent(this.#state, {
      amount: amount_total!,
      currency: currency!,
      customer,
      description: data.description ?? null,
      metadata: (data.metadata ?? {}) as Stripe.Metadata,
      setup_future_usage: data.setup_future_usage ?? null,
      payment_method_types,
    })
  }

  #isConfirmed(intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): boolean {
    try {
      confirm(this.#state, intent, method)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  /** Leaves a method on a checkout's page that wants no more. */
  leaveMethod(checkout: string, means: Means = 'card', behaviour?: Behaviour): Stripe.SetupIntent {
    const state = this.#state
    const session = state.find(state.sessions, 'checkout.session', checkout)
    const setup = state.find(state.setups, 'setup_intent', session.setup_intent)
    const method = this.#method(means, session.customer, behaviour)
    setup.payment_method = method.id
    if (means !== 'card') setup.mandate = mandateFor(state, method).id
    if (means === 'bank_by_deposits') this.#askForDeposits(setup)
    else this.finishSetup(setup.id)
    this.#complete(session, 'no_payment_required')
    return setup
  }

  /** Of a setup that waited for its deposits to be stated. */
  finishSetup(id: string): void {
    const setup = this.#state.setups.get(id)!
    Object.assign(setup, { status: 'succeeded', next_action: null })
    this.#state.emit('setup_intent.succeeded', setup)
  }

  /** States the small deposits, after which the debit is under way. */
  stateDeposits(id: string): void {
    const intent = this.#state.intents.get(id)!
    intent.next_action = null
    confirm(this.#state, intent, this.#state.methodOf(intent))
  }

  /** A debit's end, days later. */
  settle(id: string, failure?: Behaviour): void {
    const state = this.#state
    const intent = state.intents.get(id)!
    const session = state.sessionOf(id)
    if (failure) {
      state.chargeOf(intent).status = 'failed'
      fail(state, intent, state.methodOf(intent), failure)
      if (session) state.emit('checkout.session.async_payment_failed', session)
      return
    }
    succeed(state, intent)
    if (session) {
      session.payment_status = 'paid'
      state.emit('checkout.session.async_payment_succeeded', session)
    }
  }

  letExpire(checkout: string): void {
    this.#state.now += DAY
    expireSession(this.#state, checkout)
  }

  /** Has their bank take the money back. */
  dispute(intent: string, status: Stripe.Dispute.Status = 'needs_response'): Stripe.Dispute {
    const state = this.#state
    const charge = state.chargeOf(state.intents.get(intent)!)
    charge.disputed = true
    const shape = made<Stripe.Dispute>('dispute', state.newId('dp'), {})
    const dispute: Stripe.Dispute = {
      ...shape,
      amount: charge.amount,
      currency: charge.currency,
      charge: charge.id,
      payment_intent: intent,
      created: state.now,
      status,
      evidence_details: { ...shape.evidence_details, due_by: state.now + 7 * DAY },
    }
    state.disputes.set(dispute.id, dispute)
    state.emit('charge.dispute.created', dispute)
    return dispute
  }

  closeDispute(id: string, status: Stripe.Dispute.Status): void {
    const dispute = this.#state.disputes.get(id)!
    dispute.status = status
    this.#state.emit('charge.dispute.closed', dispute)
  }

  /** Tells their bank that nothing may be taken from their account any more. */
  withdrawMandate(method: string): void {
    const mandate = mandateFor(this.#state, this.#state.methods.get(method)!)
    mandate.status = 'inactive'
    this.#state.emit('mandate.updated', mandate)
  }

  /** A refund that a bank sends back, days later. */
  returnRefund(id: string): void {
    const refund = this.#state.refunds.get(id)!
    refund.status = 'failed'
    this.#state.find(this.#state.charges, 'charge', refund.charge).amount_refunded -= refund.amount
    this.#state.emit('refund.failed', refund)
  }

  #method(
    means: Means,
    customer: Stripe.Checkout.Session['customer'],
    behaviour?: Behaviour,
  ): Stripe.PaymentMethod {
    const state = this.#state
    const method = made<Stripe.PaymentMethod>('payment_method', state.newId('pm'), {
      created: state.now,
      customer: idOf(customer),
    })
    if (means !== 'card') {
      delete method.card
      method.type = 'us_bank_account'
      method.us_bank_account = {
        account_holder_type: 'individual',
        account_type: 'checking',
        bank_name: 'STRIPE TEST BANK',
        financial_connections_account: null,
        fingerprint: null,
        last4: '6789',
        networks: null,
        routing_number: '110000000',
        status_details: null,
      }
    }
    state.methods.set(method.id, method)
    if (behaviour) state.behaviours.set(method.id, behaviour)
    return method
  }

  #askForDeposits(intent: Stripe.PaymentIntent | Stripe.SetupIntent): void {
    Object.assign(intent, {
      status: 'requires_action',
      next_action: {
        type: 'verify_with_microdeposits',
        verify_with_microdeposits: {
          arrival_date: this.#state.now + 2 * DAY,
          hosted_verification_url: `https://payments.stripe.com/microdeposit/${intent.id}`,
          microdeposit_type: 'descriptor_code',
        },
      },
    })
  }

  #complete(session: Stripe.Checkout.Session, status: Stripe.Checkout.Session.PaymentStatus): void {
    Object.assign(session, { status: 'complete', payment_status: status, url: null })
    this.#state.emit('checkout.session.completed', session)
  }
}
