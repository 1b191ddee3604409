import { languageOf, mailSender } from '../../identity/index.ts'
import { newId, show } from '../../kit/ids.ts'
import type { Instant } from '../../kit/clock.ts'
import { performPart, type OperationContext } from '../../kit/operation.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Language } from '../../kit/texts.ts'
import { dateOf } from '../../ui/index.ts'
import { amountIn, milliText } from '../amount.ts'
import { writeDraft } from '../drafts/drafts.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { customerById, lockInvoice } from '../invoice/queries.ts'
import { todayOf } from '../invoice/today.ts'
import { issueInvoice } from '../issuing/issuing.ts'
import { paymentQueue } from '../paying/asking.ts'
import { methodById, type KeptMethod } from '../methods/queries.ts'
import { attemptUnderWay, insertAttempt } from '../paying/queries.ts'
import type { Plan } from '../plans/plan.ts'
import { useCredit } from '../received/received.ts'
import { insertLink, type SubscriptionInvoice } from './queries.ts'
import type { Subscription } from './subscription.ts'
import { words } from './texts.ts'

/** What a plan costs, as an item of an invoice. */
export const itemOf = (plan: Plan, text: string, minor: bigint = plan.price.minor) => ({
  text,
  quantity: '1',
  unitAmount: amountIn(minor, plan.price.currency),
  taxRate: milliText(plan.taxRate),
})

/** A plan’s name with the days that are charged for: `Coaching, 31 January to 27 February 2027`. */
export function periodText(
  plan: Plan,
  { begins, ends }: { begins: Instant; ends: Instant },
  zone: string,
  language: Language,
): string {
  const last = ends.subtract({ seconds: 1 })
  const [from, to] = [begins, last].map((at) => dateOf(language, at, zone))
  return words(language)('item', { plan: plan.name, from: from!, to: to! })
}

/** The language in which somebody’s invoices are. */
export async function languageFor({ tx }: OperationContext, person: string): Promise<Language> {
  const [customer, sender] = await Promise.all([customerById(tx, person), mailSender(tx)])
  return languageOf(customer!, sender)
}

/**
 * Writes and issues an invoice of a subscription, due at once, and pays of it what the contact has as credit.
 * @returns it, held, as it stands then
 */
export async function issueFor(
  op: OperationContext,
  subscription: Pick<Subscription, 'id' | 'personId'>,
  what: {
    title: string
    item: ReturnType<typeof itemOf>
    currency: string
    link: Pick<SubscriptionInvoice, 'kind' | 'period' | 'begins'>
  },
): Promise<Invoice> {
  const { tx } = op
  const drafted = await writeDraft(op, {
    person: subscription.personId,
    title: what.title.slice(0, 200),
    currency: what.currency,
    dueOn: await todayOf(op),
    items: [what.item],
  })
  if (isRefusal(drafted))
    throw new Error(`an invoice of a subscription was refused: ${drafted.code}`)
  const { id } = drafted
  await insertLink(tx, {
    ...what.link,
    invoiceId: id,
    subscriptionId: subscription.id,
    position: 1,
  })
  const invoice = show('invoice', id)
  const issued = await performPart(op, issueInvoice, { invoice })
  if (!issued.ok) throw new Error(`an invoice of a subscription was not issued: ${issued.code}`)
  // Refused where there is none.
  await performPart(op, useCredit, { invoice })
  return (await lockInvoice(tx, id))!
}

/** What can be charged while its owner is not there; null of one that cannot, or was declined for good. */
export async function chargeable(
  { tx }: Pick<OperationContext, 'tx'>,
  { methodId, refusedMethod }: Pick<Subscription, 'methodId' | 'refusedMethod'>,
): Promise<KeptMethod | null> {
  if (methodId === null || methodId === refusedMethod) return null
  const method = await methodById(tx, methodId)
  return method?.usable ? method : null
}

/**
 * Has the saved method charged with what is left of an invoice that is held, as soon as this is committed.
 * @returns false where there is nothing to be charged
 */
export async function charge(
  op: OperationContext,
  invoice: Invoice,
  method: KeptMethod | null,
): Promise<boolean> {
  const { tx, now, portal } = op
  if (method === null || (await attemptUnderWay(tx, invoice.id)) !== null) return false
  await insertAttempt(
    tx,
    {
      id: newId(),
      invoiceId: invoice.id,
      personId: invoice.personId,
      gateway: method.gateway,
      amount: invoice.outstanding,
      currency: invoice.currency,
      customer: method.customer,
      methodId: method.id,
      saves: false,
      pollAt: now,
    },
    now,
  )
  await op.enqueue(paymentQueue.wake, { portal })
  return true
}
