import { Stripe } from 'stripe'
import { idOf } from '../../../src/payments/gateways/stripe/client.ts'
import { made } from './objects.ts'
import { missing } from './refusal.ts'

/** How a method behaves when it is charged. */
export type Behaviour = Stripe.PaymentIntent.LastPaymentError

export interface Call {
  readonly method: string
  readonly path: string
  readonly params: Record<string, unknown>
  /** The idempotency key. */
  readonly key: string | undefined
  readonly version: string | undefined
}

/** What becomes of the next call to an address. */
export interface Fault {
  readonly on: string
  /** Never answered, before or after it has done its work; broken off after it; or answered with a status instead. */
  readonly what: 'silent_before' | 'silent_after' | 'broken_off_after' | number
}

type Named = string | { id: string } | null | undefined

/** What Stripe knows, and what has happened there. The server beside this file is how it is asked. */
export class StripeState {
  /** Seconds. Nothing here looks at a real clock. */
  now = Date.UTC(2027, 2, 1, 12) / 1000
  secretKey = 'sk_test_harbour'
  webhookSecrets = ['whsec_first']
  readonly calls: Call[] = []
  readonly faults: Fault[] = []
  readonly events: Stripe.Event[] = []
  readonly behaviours = new Map<string, Behaviour>()

  readonly customers = new Map<string, Stripe.Customer>()
  readonly sessions = new Map<string, Stripe.Checkout.Session>()
  /** What a checkout was asked to do with the intent that it makes when its button is pressed. */
  readonly intentData = new Map<string, Stripe.Checkout.SessionCreateParams.PaymentIntentData>()
  readonly intents = new Map<string, Stripe.PaymentIntent>()
  readonly setups = new Map<string, Stripe.SetupIntent>()
  readonly methods = new Map<string, Stripe.PaymentMethod>()
  readonly charges = new Map<string, Stripe.Charge>()
  readonly refunds = new Map<string, Stripe.Refund>()
  readonly disputes = new Map<string, Stripe.Dispute>()
  readonly mandates = new Map<string, Stripe.Mandate>()
  #ids = 0

  newId(prefix: string): string {
    return `${prefix}_${String(++this.#ids).padStart(8, '0')}`
  }

  /** @throws Refusal */
  find<Whole>(all: Map<string, Whole>, kind: string, named: Named, param?: string): Whole {
    const found = all.get(idOf(named) ?? '')
    if (!found) throw missing(kind, idOf(named) ?? '', param)
    return found
  }

  chargeOf({ latest_charge }: Stripe.PaymentIntent): Stripe.Charge {
    return this.find(this.charges, 'charge', latest_charge)
  }

  methodOf({ payment_method }: Stripe.PaymentIntent): Stripe.PaymentMethod {
    return this.find(this.methods, 'PaymentMethod', payment_method)
  }

  /** The intents and sessions that a checkout has to do with. */
  sessionOf(intent: string): Stripe.Checkout.Session | undefined {
    return [...this.sessions.values()].find(({ payment_intent }) => payment_intent === intent)
  }

  emit(type: string, object: object): void {
    const event = made<Stripe.Event>('event', this.newId('evt'), {
      type,
      created: this.now,
      data: { object: structuredClone(object) },
    } as Partial<Stripe.Event>)
    this.events.push(event)
  }

  /** An event as it is sent: signed with each secret that is in force, which is two during a rotation. */
  signed(event: Stripe.Event, secrets = this.webhookSecrets): { body: Buffer; signature: string } {
    const payload = JSON.stringify(event, null, 2)
    const headers = secrets.map((secret) =>
      Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: this.now }),
    )
    const [first = '', ...others] = headers
    const signature = [first, ...others.map((header) => header.slice(header.indexOf(',') + 1))]
    return { body: Buffer.from(payload), signature: signature.join(',') }
  }

  lastEvent(type: string): Stripe.Event {
    const event = this.events.findLast((each) => each.type === type)
    if (!event) throw new Error(`nothing happened of ${type}`)
    return event
  }
}
