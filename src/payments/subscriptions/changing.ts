import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation, performPart, type OperationContext } from '../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { because } from '../../kit/validation.ts'
import { amountIn } from '../amount.ts'
import { issueCreditNote } from '../credit-notes/credit-notes.ts'
import { leftOf } from '../credit-notes/crediting.ts'
import { invoiceById, invoiceSettings, lockInvoice } from '../invoice/queries.ts'
import { isSameRhythm, periodStart, type Plan } from '../plans/plan.ts'
import { planById } from '../plans/queries.ts'
import { refuse } from '../refusals.ts'
import { lineOf } from '../totals/totals.ts'
import { charge, chargeable, issueFor, itemOf, languageFor, periodText } from './charging.ts'
import { failed } from './failing.ts'
import { tellOwner } from './mails.ts'
import {
  holdSubscription,
  noteOf,
  saveSubscription,
  SUBSCRIPTION_DETAILS,
  SUBSCRIPTION_VALUES,
  type Held,
} from './moving.ts'
import { prorate } from './proration.ts'
import { lastLink, subscriptionById, type SubscriptionInvoice } from './queries.ts'
import { words } from './texts.ts'

/** What a change of plans comes to at a moment. Amounts are with tax, in minor units. */
export interface ChangePreview {
  readonly plan: Plan
  /** Of the present period’s invoice, for what is left of it; null where nothing was paid for it. */
  readonly credit: { invoice: string; position: number; amount: bigint } | null
  /** For the rest of the period, or a whole new one; null in a trial, which goes on. */
  readonly charge: { unit: bigint; total: bigint; begins: Instant; ends: Instant } | null
  readonly currency: string
  /** When the new price is charged next. */
  readonly renews: Instant
}

/** For so long a preview is what is charged. */
const PREVIEW_MINUTES = 15

/** What going over to another plan, or to the newest version of the same, would come to at that moment. */
export async function previewChange(
  tx: Tx,
  { subscription, plan: before }: Held,
  plan: Plan,
  at: Instant,
): Promise<ChangePreview | Refusal> {
  const { state, anchor, anchorPeriod, period, periodBegins, periodEnds, zone } = subscription
  const { currency } = before.price
  if (plan.price.currency !== currency)
    return refuse('other_currency', { field: 'plan', values: { currency } })
  if (plan.id === before.id && plan.number === before.number) return refuse('same_plan')
  if (state === 'trialing')
    return { plan, credit: null, charge: null, currency, renews: periodEnds! }
  const link = (await lastLink(tx, subscription.id))!
  const invoice = (await invoiceById(tx, link.invoiceId))!
  if (invoice.state !== 'paid' || link.period !== period) return refuse('period_unpaid')
  const { taxIncluded } = await invoiceSettings(tx)
  const keepsPeriod = isSameRhythm(plan.interval, before.interval)
  const left = (await leftOf({ tx }, invoice.id)).find((item) => item.position === link.position)
  const paid = { minor: left?.total ?? 0n, currency }
  const span = { begins: link.begins ?? periodBegins!, ends: periodEnds! }
  const { credit, charge } = prorate(paid, { price: plan.price, keepsPeriod }, span, at)
  const ends = keepsPeriod ? periodEnds! : periodStart(at, zone, plan.interval, 1)
  const total = lineOf(
    { quantity: 1000n, unit: charge.minor, taxRate: plan.taxRate, discount: null },
    taxIncluded,
  ).total
  return {
    plan,
    credit: credit.minor > 0n ? { ...onInvoice(link), amount: credit.minor } : null,
    charge: charge.minor > 0n ? { unit: charge.minor, total, begins: at, ends } : null,
    currency,
    renews: keepsPeriod && anchor && anchorPeriod ? periodEnds! : ends,
  }
}

const onInvoice = ({ invoiceId, position }: SubscriptionInvoice) => ({
  invoice: invoiceId,
  position,
})

const moment = z
  .string()
  .max(40)
  .refine((text) => isInstant(text), because('instant'))

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text)
    return true
  } catch {
    return false
  }
}

export const changeInput = z.strictObject({
  subscription: id('subscription'),
  plan: id('plan'),
  when: z
    .enum(['now', 'renewal'])
    .default('now')
    .describe(
      'From the next renewal on nothing is credited; only to the newest version of its plan',
    ),
  at: moment
    .optional()
    .describe(
      'The moment that a preview was of, at most 15 minutes ago: what it showed is charged',
    ),
})

export const changeSubscriptionPlan = operation({
  name: 'subscription.change',
  done: { en: 'Changed the plan of a subscription', es: 'Cambió el plan de una suscripción' },
  details: SUBSCRIPTION_DETAILS,
  values: SUBSCRIPTION_VALUES,
  summary:
    'Goes over to another plan: what is left of the present period is credited to the second, and the new price charged',
  input: changeInput,
  right: 'payments:manage',
  async run(op, { subscription: subscriptionId, plan: planId, when, at: said }) {
    const { tx, now } = op
    const before = await subscriptionById(tx, subscriptionId)
    // Whoever settles a payment of it holds the invoice first, too.
    const link = before && (await lastLink(tx, subscriptionId))
    if (link) await lockInvoice(tx, link.invoiceId)
    const held = link && (await holdSubscription(op, subscriptionId))
    const row = held && (await planById(tx, planId))
    if (!held || !row) return held ? refuse('plan_archived') : kitRefuse('not_found')
    const { subscription } = held
    const stale = op.basedOn(subscription.version)
    if (stale) return stale
    if (row.archivedAt && planId !== subscription.planId) return refuse('plan_archived')
    if (subscription.state !== 'active' && subscription.state !== 'trialing')
      return refuse('subscription_state')
    if (when === 'renewal') return atRenewal(op, held, row.current)
    const at = said === undefined ? now : Temporal.Instant.from(said)
    const age = now.since(at).total('minutes')
    if (age < 0 || age > PREVIEW_MINUTES) return refuse('preview_over')
    if (Temporal.Instant.compare(at, subscription.periodBegins!) < 0) return refuse('preview_over')
    if (Temporal.Instant.compare(at, subscription.periodEnds!) > 0) return refuse('preview_over')
    const preview = await previewChange(tx, held, row.current, at)
    if (isRefusal(preview)) return preview
    return goOver(op, held, preview)
  },
})

async function atRenewal(op: OperationContext, held: Held, plan: Plan) {
  const { id, planId, planNumber } = held.subscription
  if (plan.id !== planId) return refuse('only_version', { field: 'when' })
  if (plan.number === planNumber) return refuse('same_plan')
  const after = await saveSubscription(op, held, { nextNumber: plan.number })
  op.note(noteOf(after.subscription))
  return done({ subscription: id })
}

async function goOver(op: OperationContext, held: Held, preview: ChangePreview) {
  const { subscription } = held
  const { plan, credit, charge: toCharge, currency } = preview
  const language = await languageFor(op, subscription.personId)
  const t = words(language)
  if (credit) {
    const noted = await performPart(op, issueCreditNote, {
      invoice: show('invoice', credit.invoice),
      items: [{ position: credit.position, amount: amountIn(credit.amount, currency) }],
      reason: t('change.reason', { from: held.plan.name, to: plan.name }),
      tell: false,
    })
    if (!noted.ok) return noted
  }
  const isNewPeriod = toCharge !== null && !isSameRhythm(plan.interval, held.plan.interval)
  const period = subscription.period + 1
  const after = await saveSubscription(op, held, {
    ...{ planId: plan.id, planNumber: plan.number, nextNumber: null },
    ...(isNewPeriod && {
      ...{ anchor: toCharge.begins, anchorPeriod: period, period, noticed: false },
      ...{ periodBegins: toCharge.begins, periodEnds: toCharge.ends },
      charged: subscription.charged + 1,
    }),
  })
  if (toCharge) {
    const text = periodText(plan, toCharge, subscription.zone, language)
    const invoice = await issueFor(op, subscription, {
      title: plan.name,
      item: itemOf(plan, text, toCharge.unit),
      currency,
      link: isNewPeriod
        ? { kind: 'period', period, begins: toCharge.begins }
        : { kind: 'change', period: subscription.period, begins: toCharge.begins },
    })
    const method = await chargeable(op, subscription)
    if (invoice.state !== 'paid' && !(await charge(op, invoice, method)))
      await failed(op, after, invoice, false)
  }
  await tellOwner(op, 'changed', after)
  op.note(noteOf(after.subscription))
  return done({ subscription: subscription.id })
}
