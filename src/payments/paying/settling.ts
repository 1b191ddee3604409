import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { connected } from '../gateways/accounts/account.ts'
import type { GatewayPayment } from '../gateways/gateway.ts'
import { openGateway } from '../gateways/gateways.ts'
import { refuse } from '../gateways/refusals.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { INVOICE_DETAILS, INVOICE_VALUES, noteOf } from '../invoice/noting.ts'
import { moveInvoice } from '../invoice/moved.ts'
import { lockInvoice } from '../invoice/queries.ts'
import { PAYMENT_RECEIPT, tellOfInvoice } from '../sending/mails.ts'
import { keepMethod } from './methods.ts'
import { bookReceived, bookRefund, bookReversal, returnLate } from './booking.ts'
import { mismatch, pollAgain, UNDER_WAY, type Attempt, type AttemptState } from './attempt.ts'
import { tellNews, type PaymentNews } from './news.ts'
import { tellTeam } from './team-mails.ts'
import { attemptById, attemptByReference, lockAttempt, saveAttempt } from './queries.ts'

/**
 * Asks the gateway how a payment stands, and makes ours the same: whoever calls it, a webhook, a poll, the nightly
 * comparison or somebody who comes back from paying, it does what is missing and nothing twice, in whatever order
 * they come.
 */
export const settlePayment = operation({
  name: 'payment.settle',
  done: {
    en: 'Heard from a gateway how a payment stands',
    es: 'Supo por una pasarela cómo está un pago',
  },
  details: INVOICE_DETAILS,
  values: INVOICE_VALUES,
  summary: 'Asks a gateway how a payment stands, and does what follows from it',
  input: z.strictObject({ gateway: connected, reference: z.string().min(1).max(200) }),
  right: 'clock',
  async prepare(installation, { gateway, reference }, { portal }) {
    const opened = await openGateway(installation, portal, gateway)
    return opened ? done(await opened.fetchPayment(reference)) : refuse('gateway_not_connected')
  },
  async run(op, { gateway, reference }, told) {
    const before =
      (told.payment && (await attemptById(op.tx, told.payment))) ||
      (await attemptByReference(op.tx, gateway, reference))
    const invoice = before && (await lockInvoice(op.tx, before.invoiceId))
    const attempt = invoice && (await lockAttempt(op.tx, before.id))
    if (!attempt || attempt.gateway !== gateway) return refuse('payment_not_ours')
    return settle(op, invoice, attempt, told)
  },
})

/** The same with what a gateway has just answered. @param attempt held, as its invoice is */
export async function settle(
  op: OperationContext,
  invoice: Invoice,
  attempt: Attempt,
  told: GatewayPayment,
): Promise<Done<Settled> | Refusal> {
  const { tx, now } = op
  const order = { portal: op.portal, invoice: show('invoice', invoice.id) }
  const wrong = mismatch(attempt, order, told)
  if (wrong) return park(op, invoice, attempt, told, wrong)
  if (attempt.state === 'parked') return refuse('nothing_new')
  const kept = await keepMethod(op, attempt, told)
  const steps = [
    await moved(op, invoice, attempt, told),
    await refunded(op, attempt, told),
    await disputed(op, attempt, told),
  ]
  const news = steps.flatMap((step) => step ?? [])
  if (news.length === 0 && attempt.reference === told.reference) return refuse('nothing_new')
  const after = { state: told.state, polls: 0, dueBy: told.dueBy }
  await saveAttempt(
    tx,
    attempt.id,
    {
      state: told.state,
      reference: told.reference,
      method_kind: told.method?.kind ?? attempt.methodKind,
      failure: told.failure?.code ?? null,
      failure_hard: told.failure?.hard ?? null,
      due_by: told.dueBy,
      poll_at: pollAgain(after, now),
      polls: 0,
    },
    now,
  )
  const left = (await lockInvoice(tx, invoice.id))!
  const saved = (await attemptById(tx, attempt.id))!
  if (news.includes('succeeded')) {
    await returnLate(op, saved)
    await tellOfInvoice(op, PAYMENT_RECEIPT, left)
  }
  for (const what of news) {
    await tellNews(op, { invoice, attempt: saved, kept, what })
    if (what === 'disputed' || what === 'dispute_lost') await tellTeam(op, what, invoice)
  }
  op.note(
    noteOf(invoice, {
      to: left.state,
      amount: attempt.amount,
      more: { gateway: attempt.gateway, payment: show('attempt', attempt.id), became: told.state },
    }),
  )
  return done({ invoice: invoice.id, attempt: attempt.id, state: told.state, news })
}

/** What came of hearing how a payment stands. Row ids. */
export interface Settled {
  invoice: string
  attempt: string
  state: AttemptState
  news: PaymentNews['what'][]
}

type News = PaymentNews['what'][] | null

/** What the payment itself has become. */
async function moved(
  op: OperationContext,
  invoice: Invoice,
  attempt: Attempt,
  told: GatewayPayment,
): Promise<News> {
  const { now } = op
  if (told.state === 'succeeded') {
    if (attempt.paymentId !== null) return null
    await bookReceived(op, invoice, attempt, told)
    return ['succeeded']
  }
  const isOver = told.state === 'failed' || told.state === 'cancelled'
  if (isOver && attempt.paymentId !== null) return reverse(op, attempt)
  if (told.state === attempt.state) return null
  if (told.state === 'processing' && invoice.state === 'open')
    await moveInvoice(op, invoice, { state: 'processing', stateAt: now })
  if (
    told.state !== 'processing' &&
    attempt.state === 'processing' &&
    invoice.state === 'processing'
  )
    await moveInvoice(op, invoice, { state: 'open', stateAt: now })
  if (told.state === 'open')
    return attempt.state === 'starting' || attempt.state === 'unknown' ? [] : null
  return [told.state]
}

/** Money that had come in has gone back: nothing where that was written down before. */
async function reverse(op: OperationContext, attempt: Attempt): Promise<News> {
  return (await bookReversal(op, attempt)) ? ['reversed'] : null
}

/** What was paid back at the gateway, by us or by hand in its dashboard. */
async function refunded(
  op: OperationContext,
  attempt: Attempt,
  told: GatewayPayment,
): Promise<News> {
  let isNew = false
  for (const refund of told.refunds)
    if (refund.state === 'succeeded') isNew = (await bookRefund(op, attempt.id, refund)) || isNew
  return isNew ? ['refunded'] : null
}

/** A dispute takes the money at its end, where it is lost. */
async function disputed(
  op: OperationContext,
  attempt: Attempt,
  told: GatewayPayment,
): Promise<News> {
  const dispute = told.disputes.at(-1)
  if (!dispute || dispute.state === attempt.dispute) return null
  await saveAttempt(op.tx, attempt.id, { dispute: dispute.state }, op.now)
  if (dispute.state === 'open') return ['disputed']
  if (dispute.state === 'won') return ['dispute_won']
  await bookReversal(op, attempt)
  return ['dispute_lost']
}

/** What does not match is counted by nobody; staff look at it. */
async function park(
  op: OperationContext,
  invoice: Invoice,
  attempt: Attempt,
  told: GatewayPayment,
  why: NonNullable<ReturnType<typeof mismatch>>,
): Promise<
  | Refusal
  | ReturnType<typeof done<{ invoice: string; attempt: string; state: 'parked'; news: never[] }>>
> {
  if (attempt.state === 'parked' || !UNDER_WAY.has(attempt.state)) return refuse('nothing_new')
  const { tx, now } = op
  const changes = { state: 'parked', parked_why: why, poll_at: null } as const
  await saveAttempt(tx, attempt.id, changes, now)
  await tellTeam(op, 'parked', invoice)
  op.note(
    noteOf(invoice, {
      to: invoice.state,
      amount: told.amount.minor,
      more: {
        gateway: attempt.gateway,
        payment: show('attempt', attempt.id),
        became: 'parked',
        why,
      },
    }),
  )
  return done({ invoice: invoice.id, attempt: attempt.id, state: 'parked', news: [] })
}
