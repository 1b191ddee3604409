import type { OperationContext } from '../../kit/operation.ts'
import type { InvoiceMoved } from '../invoice/moved.ts'
import type { Invoice } from '../invoice/invoice.ts'
import type { PaymentNews } from '../paying/news.ts'
import { daysAfter, periodStart } from '../plans/plan.ts'
import { failed, NO_FAILURE, recovered } from './failing.ts'
import { tellOwner } from './mails.ts'
import { holdSubscription, moveSubscription, saveSubscription, type Held } from './moving.ts'
import { linkOf, type SubscriptionInvoice } from './queries.ts'

/** What an invoice has become is what its subscription goes by. */
export async function afterInvoice(
  op: OperationContext,
  { invoice, to }: InvoiceMoved,
): Promise<void> {
  const link = await linkOf(op.tx, invoice.id)
  const held = link && (await holdSubscription(op, link.subscriptionId))
  if (!held) return
  if (to === 'paid') await paid(op, held, link, invoice)
  if (to === 'void') await forgone(op, held, link, invoice)
}

async function paid(
  op: OperationContext,
  held: Held,
  link: SubscriptionInvoice,
  invoice: Invoice,
): Promise<void> {
  const { state, failedInvoice } = held.subscription
  if (state === 'pending' && link.kind === 'period') await begin(op, held, invoice)
  else if (link.kind === 'again' && (state === 'inactive' || state === 'ended'))
    await beginAgain(op, held, link, invoice)
  else if (failedInvoice === invoice.id) await recovered(op, held, invoice)
}

/** What staff have voided asks for nothing any more. */
async function forgone(
  op: OperationContext,
  held: Held,
  link: SubscriptionInvoice,
  invoice: Invoice,
): Promise<void> {
  const { state, failedInvoice } = held.subscription
  if (state === 'pending' && link.kind === 'period')
    await moveSubscription(op, 'end', held, { endedWhy: 'waived' }, { invoice })
  else if (failedInvoice === invoice.id) await recovered(op, held, invoice)
}

/** From the first payment on; with a trial, the first price is charged at its end. */
async function begin(op: OperationContext, held: Held, invoice: Invoice): Promise<void> {
  const { now } = op
  const { subscription, plan } = held
  const { zone, period } = subscription
  if (plan.trialDays > 0) {
    const ends = daysAfter(now, zone, plan.trialDays)
    const trial = { anchor: ends, anchorPeriod: period + 1, periodBegins: now, periodEnds: ends }
    await moveSubscription(op, 'beginTrial', held, trial, { invoice })
    return
  }
  await moveSubscription(op, 'begin', held, firstPeriod(held, now, period), { invoice })
}

const firstPeriod = (
  { subscription: { zone }, plan }: Held,
  now: Temporal.Instant,
  period: number,
) => ({
  anchor: now,
  anchorPeriod: period,
  period,
  periodBegins: now,
  periodEnds: periodStart(now, zone, plan.interval, 1),
  noticed: false,
})

async function beginAgain(
  op: OperationContext,
  held: Held,
  { period }: SubscriptionInvoice,
  invoice: Invoice,
): Promise<void> {
  const { charged } = held.subscription
  const after = await moveSubscription(
    op,
    'beginAgain',
    held,
    {
      ...firstPeriod(held, op.now, period),
      ...NO_FAILURE,
      ...{ charged: charged + 1, refusedMethod: null, endsAtPeriodEnd: false, endedWhy: null },
    },
    { invoice },
  )
  await tellOwner(op, 'restored', after)
}

/** States of a payment that nobody attends to, which are a renewal's failure. */
const FAILED: ReadonlySet<PaymentNews['what']> = new Set(['failed', 'authentication_needed'])
const WENT_BACK: ReadonlySet<PaymentNews['what']> = new Set(['reversed', 'dispute_lost'])

/** What a gateway has told of a payment, where it is more than the state of its invoice. */
export async function afterPayment(
  op: OperationContext,
  { invoice, attempt, kept, what }: PaymentNews,
): Promise<void> {
  const link = await linkOf(op.tx, invoice.id)
  const held = link && (await holdSubscription(op, link.subscriptionId))
  if (!held) return
  const { subscription } = held
  if (kept !== null && subscription.methodId !== kept)
    await saveSubscription(op, held, { methodId: kept, refusedMethod: null })
  if (!['active', 'trialing', 'past_due'].includes(subscription.state)) return
  const isPresent = link.kind === 'change' || link.period === subscription.period
  if (!isPresent) return
  // At a page, whoever pays sees it, and tries again.
  const wasUnattended = attempt.methodId !== null || invoice.state === 'processing'
  if (FAILED.has(what) && wasUnattended)
    await failed(op, held, invoice, attempt.failureHard === true)
  // Nobody is charged again for what they have disputed.
  if (WENT_BACK.has(what) && !(what === 'dispute_lost' && subscription.keepsOnDispute))
    await failed(op, held, invoice, what === 'dispute_lost')
}
