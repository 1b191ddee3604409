import type { Tx } from '../../../kit/db/database.ts'
import { connectedGateways } from '../../gateways/accounts/queries.ts'
import { invoiceSettings } from '../../invoice/queries.ts'
import { methodsOf } from '../../methods/queries.ts'
import { canBeginAgain, planAgain } from '../again.ts'
import { costOf } from '../mails.ts'
import { subscriptionsPage } from '../reading/queries.ts'
import { subscriptionById, subscriptionsOf } from '../queries.ts'
import type { Subscription } from '../subscription.ts'

/** Subscriptions on somebody’s Billing page; of more, the newest. */
const SHOWN = 20

/** What somebody has subscribed to, and has left to be charged. */
export async function ownSubscriptions(tx: Tx, person: string) {
  const [rows, methods, gateways, settings] = await Promise.all([
    subscriptionsPage(tx, { person, limit: SHOWN }),
    methodsOf(tx, person),
    connectedGateways(tx),
    invoiceSettings(tx),
  ])
  return {
    subscriptions: rows.map((of) => ({ ...of, cost: costOf(of.plan, settings.taxIncluded) })),
    methods,
    gateways,
  }
}

/** The subscription that somebody has again: the one that is named, or the newest that is over. */
export async function overOf(
  tx: Tx,
  person: string,
  named: string | null,
): Promise<Subscription | null> {
  const all = (await subscriptionsOf(tx, person)).filter(canBeginAgain)
  // What was not paid comes before what was ended by choice.
  const first = all.find(({ state }) => state === 'inactive') ?? all[0] ?? null
  return named === null ? first : (all.find(({ id }) => id === named) ?? null)
}

/** What it is and costs today; null of a subscription that is not over. */
export async function offerOf(tx: Tx, id: string) {
  const subscription = await subscriptionById(tx, id)
  if (!subscription || !canBeginAgain(subscription)) return null
  const [plan, settings, gateways] = await Promise.all([
    planAgain(tx, subscription),
    invoiceSettings(tx),
    connectedGateways(tx),
  ])
  return { plan, cost: costOf(plan, settings.taxIncluded), gateways }
}
