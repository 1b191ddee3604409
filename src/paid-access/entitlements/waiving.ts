import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation, performPart } from '../../kit/operation.ts'
import { contactById } from '../../people/index.ts'
import { voidInvoice } from '../../payments/index.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { isRequired, sealReason } from './entitlement.ts'
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
    for (const { id: entitlement, invoiceId } of required) {
      const invoice = show('invoice', invoiceId)
      const voided = await performPart(op, voidInvoice, { invoice })
      if (!voided.ok) {
        if (voided.code !== 'not_in_that_state') return voided
        // Paid a moment ago, it is not required any more; on its way, it is waited for.
        const [now] = (await entitlementsOf(tx, person)).filter((one) => one.id === entitlement)
        return now && !isRequired(now) ? refuse('nothing_required') : refuse('payment_on_its_way')
      }
      await changeEntitlement(tx, entitlement, {
        waived_at: now,
        waived_by: caller.person ?? null,
        sealed_reason: sealReason(key, portal, entitlement, reason),
      })
      invoices.push(invoice)
    }
    await settleHold(op, person)
    await tellClient(op, ACCESS_WAIVED, { personId: person })
    op.note({ subject: show('person', person), details: { invoices } })
    return done({ person: show('person', person) })
  },
})
