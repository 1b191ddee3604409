import type { Updateable } from 'kysely'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Tables } from '../../../kit/db/tables.ts'
import { newId } from '../../../kit/ids.ts'
import { GatewayTrouble, type CheckoutOrder, type ChargeOrder, type Failure } from '../gateway.ts'
import { tell, type EventKind } from './event-queries.ts'
import {
  disableMethod,
  disputeOf,
  insertMethod,
  insertPayment,
  insertRefund,
  lockPayment,
  methodOf,
  refundByKey,
  refundsOf,
  saveDispute,
  savePayment,
  zoneOf,
  type PaymentRow,
} from './queries.ts'
import {
  bankDaysAfter,
  CHECKOUT_HOURS,
  CLEARING_DAYS,
  DEPOSIT_DAYS,
  DEPOSITS,
  DISPUTE_DAYS,
  testNumber,
  type Outcome,
  type TestNumber,
  type TestNumberName,
} from './sandbox.ts'

/*
 * What the sandbox does, as a payment service would on machines of its own. Each is one transaction, and tells of
 * what it did by an event in it.
 */

type Changes = Updateable<Tables['sandbox_payments']>

/** Opens a page to pay at, or to leave a method at. Asked for twice with one key, it is one. */
export async function openCheckout(
  tx: Tx,
  order: Omit<CheckoutOrder, 'amount' | 'invoice' | 'save'> &
    Partial<Pick<CheckoutOrder, 'amount' | 'invoice' | 'save'>> & { currency: string },
  now: Instant,
): Promise<PaymentRow> {
  const expires = now.add({ hours: CHECKOUT_HOURS })
  const { amount, payment: key } = order
  const opened = await insertPayment(tx, {
    ...blank(key, now),
    purpose: amount ? 'payment' : 'setup',
    invoice: order.invoice ?? null,
    description: order.description,
    amount: Number(amount?.minor ?? 0n),
    currency: order.currency,
    methods: [...order.methods],
    keeps: amount ? order.save === true : true,
    language: order.language,
    customer: order.customer ?? newId(),
    return_to: order.returnTo,
    cancel_to: order.cancelTo,
    expires_at: expires,
    due_at: expires,
  })
  return sameOrder(opened, Number(amount?.minor ?? 0n), order.currency)
}

const blank = (key: string, now: Instant) => ({
  id: newId(),
  key,
  method_id: null,
  state: 'open',
  failure: null,
  failure_hard: null,
  return_to: null,
  cancel_to: null,
  created_at: now,
  changed_at: now,
})

function sameOrder(row: PaymentRow, amount: number, currency: string): PaymentRow {
  if (row.amount !== amount || row.currency !== currency)
    throw new GatewayTrouble('refused', 'the same key was used for another amount')
  return row
}

/** Charges a kept method while its owner is not there. */
export async function chargeMethod(tx: Tx, order: ChargeOrder, now: Instant): Promise<PaymentRow> {
  const method = await methodOf(tx, order.method)
  if (!method || method.customer !== order.customer)
    throw new GatewayTrouble('not_found', 'there is no such method')
  const { minor, currency } = order.amount
  const made = await insertPayment(tx, {
    ...blank(order.payment, now),
    purpose: 'payment',
    invoice: order.invoice,
    description: order.description,
    amount: Number(minor),
    currency,
    methods: [],
    keeps: false,
    language: order.language,
    customer: method.customer,
    method_id: method.id,
    expires_at: now.add({ hours: CHECKOUT_HOURS }),
    due_at: null,
  })
  sameOrder(made, Number(minor), currency)
  const locked = (await lockPayment(tx, made.id))!
  if (locked.state !== 'open') return locked
  const number = testNumber(method.number as TestNumberName)
  const outcome: Outcome = method.usable ? number.later : { code: 'mandate_withdrawn', hard: true }
  const changes = await after(tx, outcome, number, now)
  // Nobody is there to try another method.
  return move(tx, locked, changes.state === 'open' ? { ...changes, state: 'failed' } : changes, now)
}

/** The payer chooses a test number on the page. @returns what became of the payment; as it is, once it is not open */
export async function payWith(
  tx: Tx,
  id: string,
  name: TestNumberName,
  now: Instant,
): Promise<PaymentRow | undefined> {
  const payment = await lockPayment(tx, id)
  if (payment?.state !== 'open') return payment
  const number = testNumber(name)
  const method = await insertMethod(tx, payment.customer, name, now)
  const changes = await after(tx, number.there, number, now)
  return move(tx, payment, { ...changes, method_id: method }, now)
}

/** The payer answers their bank. */
export async function answerBank(
  tx: Tx,
  id: string,
  approved: boolean,
  now: Instant,
): Promise<PaymentRow | undefined> {
  const payment = await lockPayment(tx, id)
  if (payment?.state !== 'authentication_needed') return payment
  const outcome: Outcome = approved ? 'pays' : { code: 'authentication_failed', hard: false }
  return move(tx, payment, await after(tx, outcome, await numberOf(tx, payment), now), now)
}

/** The payer states the small deposits. @returns null where they are other ones */
export async function stateDeposits(
  tx: Tx,
  id: string,
  stated: readonly number[],
  now: Instant,
): Promise<PaymentRow | undefined | null> {
  const payment = await lockPayment(tx, id)
  if (payment?.state !== 'verification_needed') return payment
  if (stated.toSorted((a, b) => a - b).join() !== DEPOSITS.join()) return null
  return move(tx, payment, await after(tx, 'pays', await numberOf(tx, payment), now), now)
}

/** Ends what has not been paid; what has been stays so. */
export async function giveUp(tx: Tx, id: string, now: Instant): Promise<PaymentRow | undefined> {
  const payment = await lockPayment(tx, id)
  if (!payment || !UNPAID.has(payment.state)) return payment
  return move(tx, payment, { state: 'cancelled', due_at: null }, now)
}

const UNPAID: ReadonlySet<string> = new Set([
  'open',
  'authentication_needed',
  'verification_needed',
])

/** Pays back a part. Asked for twice with one key, it is one. */
export async function payBack(
  tx: Tx,
  { payment: id, amount, key }: { payment: string; amount: number; key: string },
  now: Instant,
): Promise<string> {
  const payment = await lockPayment(tx, id)
  if (!payment) throw new GatewayTrouble('not_found', 'there is no such payment')
  const before = await refundByKey(tx, key)
  if (before) {
    if (before.payment !== id || before.amount !== amount)
      throw new GatewayTrouble('refused', 'the same key was used for another refund')
    return before.id
  }
  const refunded = (await refundsOf(tx, id)).reduce((sum, refund) => sum + refund.amount, 0)
  const disputed = await disputeOf(tx, id)
  if (payment.state !== 'succeeded' || (disputed && disputed.state !== 'won'))
    throw new GatewayTrouble('refused', 'this payment cannot be refunded')
  if (refunded + amount > payment.amount)
    throw new GatewayTrouble('refused', 'more than was paid cannot be refunded')
  const refund = await insertRefund(tx, { payment: id, key, amount }, now)
  await savePayment(tx, id, {}, now)
  await tell(tx, 'payment.refunded', { payment: id }, now)
  return refund
}

/** Takes a method out of use, as its owner's bank does when a mandate is withdrawn. */
export async function withdrawMandate(tx: Tx, method: string, now: Instant): Promise<void> {
  if (await disableMethod(tx, method)) await tell(tx, 'method.withdrawn', { method }, now)
}

/** What happens by itself to a payment that is due, which is locked. */
export async function fallDue(tx: Tx, payment: PaymentRow, now: Instant): Promise<void> {
  const at = payment.due_at!
  if (UNPAID.has(payment.state)) {
    const gone = payment.state !== 'open' || payment.failure !== null
    await move(tx, payment, { state: gone ? 'failed' : 'cancelled', due_at: null }, now)
    return
  }
  const number = await numberOf(tx, payment)
  if (payment.state === 'processing') {
    const clears = number.clears ?? 'pays'
    const changes = clears === 'pays' ? paid(number, at) : failed(clears, 'failed')
    await move(tx, payment, changes, now)
    return
  }
  const dispute = await disputeOf(tx, payment.id)
  if (!dispute) {
    await saveDispute(tx, payment.id, 'open', now)
    await savePayment(tx, payment.id, { due_at: at.add({ hours: 24 * DISPUTE_DAYS }) }, now)
    await tell(tx, 'dispute.opened', { payment: payment.id }, now)
    return
  }
  await saveDispute(tx, payment.id, number.disputed?.ends ?? 'lost', now)
  await savePayment(tx, payment.id, { due_at: null }, now)
  await tell(tx, 'dispute.closed', { payment: payment.id }, now)
}

async function numberOf(tx: Tx, { method_id }: PaymentRow): Promise<TestNumber> {
  const method = await methodOf(tx, method_id!)
  return testNumber(method!.number as TestNumberName)
}

const paid = ({ disputed }: TestNumber, at: Instant): Changes => ({
  state: 'succeeded',
  failure: null,
  failure_hard: null,
  due_at: disputed ? at.add({ hours: 24 * disputed.afterDays }) : null,
})

const failed = ({ code, hard }: Failure, state: 'open' | 'failed'): Changes => ({
  state,
  failure: code,
  failure_hard: hard,
  ...(state === 'failed' && { due_at: null }),
})

/** What a payment becomes by what its number does now. Refused at the page, another number can be tried. */
async function after(
  tx: Tx,
  outcome: Outcome,
  number: TestNumber,
  now: Instant,
): Promise<Changes & { state: string }> {
  const none = { failure: null, failure_hard: null }
  if (outcome === 'asks')
    return { ...none, state: 'authentication_needed', due_at: now.add({ hours: CHECKOUT_HOURS }) }
  if (outcome === 'deposits')
    return { ...none, state: 'verification_needed', due_at: now.add({ hours: 24 * DEPOSIT_DAYS }) }
  if (outcome !== 'pays') return { ...failed(outcome, 'open'), state: 'open' }
  if (number.kind === 'card') return { ...paid(number, now), state: 'succeeded' }
  const clears = bankDaysAfter(now, await zoneOf(tx), CLEARING_DAYS)
  return { ...none, state: 'processing', due_at: clears }
}

const TOLD: Readonly<Record<string, EventKind>> = {
  open: 'payment.failed',
  authentication_needed: 'payment.waiting',
  verification_needed: 'payment.waiting',
  processing: 'payment.processing',
  succeeded: 'payment.succeeded',
  failed: 'payment.failed',
  cancelled: 'payment.cancelled',
}

async function move(tx: Tx, payment: PaymentRow, changes: Changes, now: Instant) {
  // A method is left, and nothing is charged: a bank account is kept at once.
  const kept = payment.purpose === 'setup' && changes.state === 'processing'
  const moved = await savePayment(
    tx,
    payment.id,
    kept ? { ...changes, state: 'succeeded', due_at: null } : changes,
    now,
  )
  await tell(tx, TOLD[moved.state]!, { payment: payment.id }, now)
  return moved
}
