import type Stripe from 'stripe'
import type { Gateway } from '../gateway.ts'
import { charge } from './charges.ts'
import { checkout, saveMethod } from './checkout.ts'
import { openClient, type StripeKeys, type StripeOptions } from './client.ts'
import { readEvent } from './events.ts'
import { fetchMethod, removeMethod } from './methods.ts'
import { cancel, changedPayments, fetchPayment, findPayment } from './payments.ts'
import { refund } from './refunds.ts'
import { translated, troubleOf } from './trouble.ts'

/**
 * Stripe with the keys of one portal. Its references are ids of checkouts (`cs_…`) and of payment intents (`pi_…`), which
 * a checkout has as soon as somebody has pressed its button; methods are `pm_…`. Stripe's page takes what is typed, so
 * that no number of a card or account comes by here.
 */
export async function stripeGateway(
  keys: StripeKeys,
  options: StripeOptions = {},
): Promise<Gateway> {
  const stripe = await openClient(keys, options)
  const call = <Given extends unknown[], Answer>(
    verb: (client: Stripe, ...given: Given) => Promise<Answer>,
  ) => translated((...given: Given) => verb(stripe, ...given))

  return {
    name: 'stripe',
    abilities: { methods: ['card', 'bank'], savedMethods: true, refunds: true, disputes: true },
    checkout: call(checkout),
    saveMethod: call(saveMethod),
    charge: call(charge),
    fetchPayment: call(fetchPayment),
    findPayment: call(findPayment),
    fetchMethod: call(fetchMethod),
    cancel: call(cancel),
    refund: call(refund),
    removeMethod: call(removeMethod),
    async *changedPayments(since, until) {
      try {
        yield* changedPayments(stripe, since, until)
      } catch (error) {
        throw troubleOf(error)
      }
    },
    readEvent: (body, headers, now) =>
      readEvent(stripe.webhooks, keys.webhookSecrets, body, headers('stripe-signature'), now),
    test: call((client) => test(client, keys)),
  }
}

async function test(
  stripe: Stripe,
  { secretKey }: StripeKeys,
): Promise<{ account: string; live: boolean }> {
  const { id, settings, business_profile, email } = await stripe.accounts.retrieveCurrent()
  const name = settings?.dashboard.display_name || business_profile?.name || email
  return { account: name ? `${name} (${id})` : id, live: secretKey.includes('_live_') }
}
