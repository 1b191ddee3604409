import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation, performPart } from '../../kit/operation.ts'
import { contactById } from '../../people/index.ts'
import { endSubscription, lockInvoice, voidInvoice } from '../../payments/index.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { isRequired, requiredInvoice, sealReason } from './entitlement.ts'
import { settleHold } from './holding.ts'
import { ACCESS_WAIVED, tellClient } from './mails.ts'
import { changeEntitlement, entitlementsOf } from './queries.ts'

/**
 * Lets a client in without paying. Of this and a payment that comes at the same moment one wins: each begins by locking
 * the invoice. Money that comes after that is kept or paid back, as the portal has it for all late money.
 */
export const cancelRequiredPayment = operation({
  name: 'required_payment.cancel',
  done: { en: 'Cancelled a required payment', es: 'Canceló un pago requerido' },
  details: { invoices: { en: 'Invoices voided', es: 'Facturas anuladas' } },
  summary: 'Lets a client into the portal without paying: what was to be paid before is void',
  input: z.strictObject({
    person: id('person'),
    reason: line(500).describe(
      'Why; stands encrypted with the client, and in the audit trail not at all',
    ),
  }),
  right: 'payments:manage',
  async run(op, { person, reason }) {
    const { tx, now, portal, caller, installation } = op
    // Not held: the invoice is, first, by whoever settles a payment too.
    if (!(await contactById(tx, person, now))) return kitRefuse('not_found')
    const all = await entitlementsOf(tx, person)
    const required = all.filter((one) => isRequired(one))
    if (required.length === 0) return refuse('nothing_required')
    const key = await installation.keys.of(tx, portal)
    const invoices: string[] = []
    for (const one of required) {
      const owed = requiredInvoice(one)
      const locked = owed && (await lockInvoice(tx, owed))
      // On its way, it is waited for; paid a moment ago, it is not required any more.
      if (locked && locked.state === 'processing') return refuse('payment_on_its_way')
      if (locked && locked.state === 'paid') return refuse('nothing_required')
      // So that nothing is charged later; before its first payment it ends with its invoice.
      if (one.subscription) await endSubscription(op, one.subscription.id, 'waived')
      const invoice = owed && show('invoice', owed)
      if (owed === one.invoiceId) {
        const voided = await performPart(op, voidInvoice, { invoice })
        // What was given up is not to be paid anyway.
        if (!voided.ok && voided.code !== 'not_in_that_state') return voided
      }
      await changeEntitlement(tx, one.id, {
        waived_at: now,
        waived_by: caller.person ?? null,
        sealed_reason: sealReason(key, portal, one.id, reason),
      })
      if (invoice) invoices.push(invoice)
    }
    await settleHold(op, person)
    await tellClient(op, ACCESS_WAIVED, { personId: person })
    op.note({ subject: show('person', person), details: { invoices } })
    return done({ person: show('person', person) })
  },
})
