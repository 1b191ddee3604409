import { z } from 'zod'
import { nextByOperation } from '../../kit/due/by-operation.ts'
import { dueQueue } from '../../kit/due/queue.ts'
import { QueueWorker } from '../../kit/due/worker.ts'
import { id, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, performPart, type OperationContext } from '../../kit/operation.ts'
import { lockInvoice } from '../invoice/queries.ts'
import { attemptUnderWay } from '../paying/queries.ts'
import { isSameRhythm, periodStart } from '../plans/plan.ts'
import { planVersion } from '../plans/queries.ts'
import { refuse } from '../refusals.ts'
import { charge, chargeable, issueFor, itemOf, languageFor, periodText } from './charging.ts'
import { failed, giveUp } from './failing.ts'
import { tellOwner } from './mails.ts'
import { holdSubscription, moveSubscription, saveSubscription, type Held } from './moving.ts'
import { resumeSubscription } from './pausing.ts'
import { fallingDue, firstDue, portalsDue, putOff, subscriptionById } from './queries.ts'
import { beginOf, nextStep, renews, type Step } from './subscription.ts'

/** What happens to subscriptions by the clock alone, portal by portal. */
export const subscriptionQueue = dueQueue<{ portal: string }>({
  names: { wake: 'subscription', sweep: 'sweep_subscriptions' },
  key: ({ portal }) => portal,
  atOnce: 4,
  due: portalsDue,
  falls: fallingDue,
})

/** One step of one subscription; what is due after that comes at once again. */
export const fallDue = operation({
  name: 'subscription.fall_due',
  done: { en: 'Saw to a subscription', es: 'Se ocupó de una suscripción' },
  details: { due_step: { en: 'What', es: 'Qué' } },
  values: {
    notice: { en: 'told of the renewal', es: 'avisó de la renovación' },
    retry: { en: 'charged again', es: 'cobró de nuevo' },
    warn: { en: 'warned that access goes', es: 'avisó de que el acceso termina' },
    shut: { en: 'access has gone', es: 'el acceso ha terminado' },
  },
  summary: 'Does what is due of a subscription: renews it, charges it again, warns its owner',
  input: z.strictObject({ subscription: id('subscription') }),
  right: 'clock',
  quiet: true,
  async run(op, { subscription: subscriptionId }) {
    const { tx, now } = op
    const before = await subscriptionById(tx, subscriptionId)
    // Whoever settles a payment holds the invoice first, too.
    const invoice = before?.failedInvoice ? await lockInvoice(tx, before.failedInvoice) : null
    const held = before && (await holdSubscription(op, subscriptionId))
    const next = held && nextStep(held.subscription, held.plan)
    if (!held || !next || Temporal.Instant.compare(next.at, now) > 0) return refuse('not_first')
    if ((invoice?.id ?? null) !== held.subscription.failedInvoice) return refuse('not_first')
    await STEPS[next.step](op, held)
    // Of the others a line of their own tells.
    const isTold = next.step !== 'renew' && next.step !== 'resume'
    op.note({
      subject: isTold ? show('subscription', subscriptionId) : undefined,
      details: { due_step: next.step },
    })
    return done({})
  },
})

export const subscriptionWorker = (installation: Installation) =>
  new QueueWorker(installation, subscriptionQueue, ({ portal }) =>
    nextByOperation(installation, portal, {
      next: async (tx, now) => {
        const due = await firstDue(tx, now)
        return due && { due }
      },
      operation: fallDue,
      input: ({ id: subscription }) => ({ subscription: show('subscription', subscription) }),
      putOff: (tx, { id: subscription }, until) => putOff(tx, subscription, until),
    }),
  )

const STEPS: Readonly<Record<Step, (op: OperationContext, held: Held) => Promise<void>>> = {
  notice,
  renew,
  retry,
  async resume(op, { subscription: { id: subscriptionId } }) {
    await performPart(op, resumeSubscription, {
      subscription: show('subscription', subscriptionId),
    })
  },
  async warn(op, held) {
    await saveSubscription(op, held, { warned: true })
    await tellOwner(op, 'going', held)
  },
  async shut(op, held) {
    const after = await saveSubscription(op, held, { shut: true }, { justShut: true })
    const { state } = held.subscription
    if (state === 'past_due') await tellOwner(op, 'gone', after)
    if (state === 'ended') await tellOwner(op, 'over', after)
  },
}

/** Tells its owner of the renewal that comes, and of what would keep it from being charged. */
async function notice(op: OperationContext, held: Held): Promise<void> {
  const after = await saveSubscription(op, held, { noticed: true })
  const { periodEnds, zone } = held.subscription
  // Where nothing was looked at for so long, it renews at once.
  if (Temporal.Instant.compare(periodEnds!, op.now) <= 0) return
  const method = await chargeable(op, held.subscription)
  const month = periodEnds!.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth().toString()
  if (method === null) await tellOwner(op, 'byHand', after)
  else if (method.expires !== null && method.expires < month) await tellOwner(op, 'expires', after)
  else await tellOwner(op, 'upcoming', after)
}

/** The next period: its invoice, and the charge. Or there is none, and it ends. */
async function renew(op: OperationContext, held: Held): Promise<void> {
  const { subscription, plan: present } = held
  if (!renews(subscription, present)) {
    await moveSubscription(op, 'end', held, {
      endedWhy: subscription.endsAtPeriodEnd ? 'chosen' : 'cycles',
      accessUntil: subscription.periodEnds,
    })
    return
  }
  const period = subscription.period + 1
  const planNumber = subscription.nextNumber ?? subscription.planNumber
  const begins = beginOf(subscription, present, period)
  const renewed = await moveSubscription(op, 'renew', held, {
    ...{ period, planNumber, nextNumber: null, noticed: false },
    ...(await spanFrom(op, held, { planNumber, begins, period })),
    charged: subscription.charged + 1,
  })
  const { plan } = renewed
  const { periodEnds, zone, personId } = renewed.subscription
  const language = await languageFor(op, personId)
  const text = periodText(plan, { begins, ends: periodEnds! }, zone, language)
  const invoice = await issueFor(op, subscription, {
    title: plan.name,
    item: itemOf(plan, text),
    currency: plan.price.currency,
    link: { kind: 'period', period, begins },
  })
  if (invoice.state === 'paid') return
  const method = await chargeable(op, renewed.subscription)
  if (!(await charge(op, invoice, method))) await failed(op, renewed, invoice, false)
}

/** When a period ends, by the version of the plan that it has; of another rhythm, all are counted from here. */
async function spanFrom(
  op: OperationContext,
  { subscription, plan }: Held,
  { planNumber, begins, period }: { planNumber: number; begins: Temporal.Instant; period: number },
) {
  if (planNumber === plan.number)
    return { periodBegins: begins, periodEnds: beginOf(subscription, plan, period + 1) }
  const { interval } = await planVersion(op.tx, plan.id, planNumber)
  const anchor = isSameRhythm(interval, plan.interval)
    ? {}
    : { anchor: begins, anchorPeriod: period }
  const from = { ...subscription, ...anchor }
  return {
    ...anchor,
    periodBegins: begins,
    periodEnds: periodStart(from.anchor!, from.zone, interval, period + 1 - from.anchorPeriod),
  }
}

/** Charges what failed once more, unless something is under way for it; after the last time it is given up. */
async function retry(op: OperationContext, held: Held): Promise<void> {
  const { subscription, plan } = held
  const retries = subscription.retries + 1
  const after = await saveSubscription(op, held, { retries })
  const invoice = (await lockInvoice(op.tx, subscription.failedInvoice!))!
  const method = await chargeable(op, subscription)
  if (await charge(op, invoice, method)) return
  if (retries < plan.retryDays.length) return
  // What a bank has begun to pay is waited for: should it fail, it is given up then.
  const underWay = await attemptUnderWay(op.tx, invoice.id)
  if (underWay?.state === 'processing') return
  await giveUp(op, after)
}
