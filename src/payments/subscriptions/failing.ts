import { show } from '../../kit/ids.ts'
import { performPart, type OperationContext } from '../../kit/operation.ts'
import { voidInvoice, writeOffInvoice } from '../ending/ending.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { daysAfter } from '../plans/plan.ts'
import { tellOwner } from './mails.ts'
import { moveSubscription, saveSubscription, type Held } from './moving.ts'
import { opens, type Subscription } from './subscription.ts'

/** Of a renewal that failed nothing is left. */
const NO_FAILURE = {
  failedInvoice: null,
  failedAt: null,
  retries: 0,
  warned: false,
  shut: false,
  accessUntil: null,
} as const satisfies Partial<Subscription>

/**
 * An invoice of the subscription was not paid when it was charged, or its money went back. The first time it becomes
 * past due, with its plan's days of grace; later a retry has failed, and after the last of them it is given up.
 * @param isHard the same method is not charged again
 */
export async function failed(
  op: OperationContext,
  held: Held,
  invoice: Invoice,
  isHard: boolean,
): Promise<void> {
  const { subscription, plan } = held
  const refusedMethod = isHard ? subscription.methodId : subscription.refusedMethod
  if (subscription.state === 'past_due') {
    if (subscription.failedInvoice !== invoice.id) return
    if (subscription.retries >= plan.retryDays.length) await giveUp(op, held)
    else if (refusedMethod !== subscription.refusedMethod)
      await saveSubscription(op, held, { refusedMethod })
    return
  }
  const accessUntil = daysAfter(op.now, subscription.zone, plan.graceDays)
  const isShut = plan.graceDays === 0
  const after = await moveSubscription(
    op,
    'fail',
    held,
    {
      ...{ failedInvoice: invoice.id, failedAt: op.now, retries: 0, refusedMethod },
      ...{ accessUntil, shut: isShut, warned: false },
    },
    { invoice, justShut: isShut },
  )
  await tellOwner(op, isShut ? 'failedShut' : 'failed', after)
}

/** What had failed is paid. */
export async function recovered(op: OperationContext, held: Held, invoice: Invoice): Promise<void> {
  const wasShut = !opens(held.subscription, op.now)
  const changes = { ...NO_FAILURE, refusedMethod: null }
  const after = await moveSubscription(op, 'recover', held, changes, { invoice })
  if (wasShut) await tellOwner(op, 'restored', after)
}

/** Nothing is charged any more, nor owed for a period that gives no access; it can be subscribed to again. */
export async function giveUp(op: OperationContext, held: Held): Promise<void> {
  const { failedInvoice } = held.subscription
  const after = await moveSubscription(op, 'giveUp', held, { ...NO_FAILURE, refusedMethod: null })
  await forget(op, failedInvoice)
  await tellOwner(op, 'inactive', after)
}

/** An invoice that is not to be paid any more; what of it was paid is kept. */
export async function forget(op: OperationContext, invoiceId: string | null): Promise<void> {
  if (invoiceId === null) return
  const invoice = show('invoice', invoiceId)
  const voided = await performPart(op, voidInvoice, { invoice })
  if (!voided.ok && voided.code === 'partly_paid')
    await performPart(op, writeOffInvoice, { invoice })
}

export { NO_FAILURE }
