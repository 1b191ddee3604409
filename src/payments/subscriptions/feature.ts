import { otherWaysIn } from '../../identity/index.ts'
import { erased, worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { onInvoiceMoved } from '../invoice/moved.ts'
import { onMethodLeft } from '../methods/leaving.ts'
import { needsMethod } from '../methods/removing.ts'
import { chargesLater } from '../paying/methods.ts'
import { onPaymentNews } from '../paying/news.ts'
import * as again from './again.ts'
import * as changing from './changing.ts'
import { againPages, ownAgainResource } from './client/again-resource.tsx'
import { waysToSubscribeAgain } from './trouble.ts'
import { fallDue, subscriptionQueue, subscriptionWorker } from './falling-due.ts'
import { afterInvoice, afterPayment } from './hearing.ts'
import { mailKinds } from './mails.ts'
import * as methods from './methods.ts'
import { moves } from './moving.ts'
import * as own from './own.ts'
import * as pausing from './pausing.ts'
import { ofSubscriptions } from './placeholders.ts'
import { chargingTo, linkOf } from './queries.ts'
import { subscriptionsOfContact } from './staff/panel.tsx'
import { subscriptionResource, subscriptionsResource } from './staff/resource.tsx'
import * as subscriptions from './subscriptions.ts'

export const feature: Feature = {
  handlers: [subscriptionsResource, subscriptionResource, ownAgainResource, againPages],
  operations: [moves, subscriptions, pausing, changing, again, own, methods, { fallDue }],
  tables: [erased('subscription_invoices'), erased('subscriptions', { person_id: 'moved' })],
  mails: mailKinds,
  placeholders: [ofSubscriptions],
  additions: [
    subscriptionsOfContact,
    onInvoiceMoved.with(afterInvoice),
    onPaymentNews.with(afterPayment),
    onMethodLeft.with(methods.chargeToNew),
    needsMethod.with(async (tx, method) => (await chargingTo(tx, method)).length > 0),
    chargesLater.with(async (tx, invoice) => (await linkOf(tx, invoice)) !== null),
    otherWaysIn.with(waysToSubscribeAgain),
  ],
  queues: [
    worksOff(
      subscriptionQueue,
      'renews subscriptions, and charges again what failed',
      subscriptionWorker,
    ),
  ],
}
