import { z } from 'zod'
import { beginRuns } from '../../flows/index.ts'
import { holdPerson } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation, performPart, type OperationContext } from '../../kit/operation.ts'
import { refuse } from '../../kit/refusal.ts'
import {
  endSubscription,
  type Invoice,
  type InvoiceMoved,
  type PaymentNews,
  type SubscriptionMoved,
} from '../../payments/index.ts'
import { holdOf } from './entitlement.ts'
import { ACCESS_GIVEN, tellClient, tellOfFailure, tellTeamOfFailure } from './mails.ts'
import {
  bankAccess,
  changeEntitlement,
  entitlementOfInvoice,
  entitlementOfSubscription,
  entitlementsOf,
  isAllRefunded,
  setHold,
} from './queries.ts'

const input = z.strictObject({ person: id('person'), invoice: id('invoice').nullable() })

/** What keeps a client out, or lets them in, follows from what they have paid: nobody does it by hand. */
const hold = operation({
  name: 'access.hold',
  done: { en: 'Kept a client out until a payment', es: 'Dejó fuera a un cliente hasta un pago' },
  summary: 'Keeps a client out of the portal until something is paid',
  input,
  right: 'job',
  async run({ tx, now, note }, { person: personId, invoice }) {
    const person = await holdPerson(tx, personId)
    if (!person) return refuse('not_found')
    const { held_since: since } = person
    const isHeld = since !== null && Temporal.Instant.compare(since, now) <= 0
    await setHold(tx, personId, { since: isHeld ? since : now, invoice })
    note({
      subject: show('person', personId),
      details: invoice === null ? {} : { invoice: show('invoice', invoice) },
    })
    return done({})
  },
})

const open = operation({
  name: 'access.open',
  done: { en: 'Opened the portal to a client', es: 'Abrió el portal a un cliente' },
  summary: 'Lets a client into the portal, since nothing is to be paid before',
  input: input.pick({ person: true }),
  right: 'job',
  async run({ tx, now, note }, { person }) {
    await setHold(tx, person, null)
    await beginRuns(tx, person, now)
    note({ subject: show('person', person) })
    return done({})
  },
})

export const operations = { hold, open }

/**
 * Makes whether somebody is held what follows from their entitlements: called after whatever may have changed one, in
 * its transaction. Where it follows from a moment ahead, the row says so already, and the gate shuts at that moment.
 * @param person row id
 * @param justShut that moment has come
 * @returns whether it let them in, or kept them out; null where all is as it was
 */
export async function settleHold(
  op: OperationContext,
  person: string,
  justShut = false,
): Promise<'opened' | 'held' | null> {
  const { tx, now } = op
  const before = await holdPerson(tx, person)
  if (!before) return null
  const should = holdOf(await entitlementsOf(tx, person), await bankAccess(tx))
  const isOver = (at: Instant | null) => at !== null && Temporal.Instant.compare(at, now) <= 0
  const wasHeld = isOver(before.held_since) && !justShut
  const shown = show('person', person)
  const isAhead = should !== null && should.since !== null && !isOver(should.since)
  if (!should || isAhead) {
    if (wasHeld) await performPart(op, open, { person: shown })
    if (isAhead) await setHold(tx, person, { since: should.since!, invoice: should.invoice })
    else if (!wasHeld && before.held_since !== null) await setHold(tx, person, null)
    return wasHeld ? 'opened' : null
  }
  if (wasHeld && before.held_invoice === should.invoice) return null
  const invoice = should.invoice && show('invoice', should.invoice)
  await performPart(op, hold, { person: shown, invoice })
  return wasHeld ? null : 'held'
}

/** What an invoice has become decides whether whoever has to pay it is in. */
export async function afterInvoice(
  op: OperationContext,
  { invoice, to }: InvoiceMoved,
): Promise<void> {
  const entitlement = await entitlementOfInvoice(op.tx, invoice.id)
  if (!entitlement) return
  // Paid again after it had gone back, it counts again.
  if (to === 'paid' && (entitlement.closedAt ?? entitlement.keptAt) !== null)
    await changeEntitlement(op.tx, entitlement.id, { closed_at: null, kept_at: null })
  const became = await settleHold(op, entitlement.personId)
  // Whoever paid by card reads it at once; a bank takes days.
  if (became === 'opened' && invoice.state === 'processing')
    await tellClient(op, ACCESS_GIVEN, entitlement)
}

/** What a subscription has become decides it as well; of a renewal that failed those hear whom the form names. */
export async function afterSubscription(
  op: OperationContext,
  { before, after, invoice, justShut }: SubscriptionMoved,
): Promise<void> {
  const entitlement = await entitlementOfSubscription(op.tx, after.id)
  if (!entitlement) return
  const became = await settleHold(op, entitlement.personId, justShut)
  const isFirst = before.state === 'pending'
  if (became === 'opened' && isFirst && invoice?.state === 'processing')
    await tellClient(op, ACCESS_GIVEN, entitlement)
  if (after.state === 'past_due' && before.state !== 'past_due')
    await tellTeamOfFailure(op, entitlement)
}

/**
 * What a gateway has told of a payment, where it is more than the state of its invoice. A dispute that is lost leaves
 * the invoice to be paid again: with that the access is gone, unless the form says that it stays.
 */
export async function afterPayment(
  op: OperationContext,
  { invoice, what }: PaymentNews,
): Promise<void> {
  const entitlement = await entitlementOfInvoice(op.tx, invoice.id)
  if (!entitlement) return
  const { subscription } = entitlement
  // Of renewals the subscription says what follows.
  if (invoice.id !== entitlement.invoiceId) return
  if (what === 'dispute_lost' && !entitlement.closesOnDispute) {
    await changeEntitlement(op.tx, entitlement.id, { kept_at: op.now })
    await settleHold(op, entitlement.personId)
  }
  if (subscription?.hasBegun) return
  if (what === 'reversed' || (what === 'failed' && invoice.state === 'processing'))
    await tellOfFailure(op, entitlement)
}

/** Money that went back takes the access along where the form says so, once all of it has. */
export async function afterRefund(
  op: OperationContext,
  invoice: Pick<Invoice, 'id'>,
): Promise<void> {
  const entitlement = await entitlementOfInvoice(op.tx, invoice.id)
  if (!entitlement?.closesOnRefund || !(await isAllRefunded(op.tx, invoice.id))) return
  await changeEntitlement(op.tx, entitlement.id, { closed_at: op.now })
  if (entitlement.subscription) await endSubscription(op, entitlement.subscription.id, 'refunded')
  await settleHold(op, entitlement.personId)
}
