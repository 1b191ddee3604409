import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { INVOICE_DETAILS, INVOICE_VALUES, noteOf } from '../invoice/noting.ts'
import { moveInvoice } from '../invoice/moved.ts'
import { lockInvoice } from '../invoice/queries.ts'
import { allowed, type InvoiceOperation } from '../invoice/state.ts'
import { todayOf } from '../invoice/today.ts'
import { voided, writtenOff } from '../ledger/ledger.ts'
import { post } from '../ledger/queries.ts'
import { refuse } from '../refusals.ts'

const input = z.strictObject({
  invoice: id('invoice'),
  reason: line(500).nullable().optional().describe('Why; stands in the audit trail'),
})

/** The invoice, locked, in a state in which this can be done to it. */
async function held(
  op: OperationContext,
  id: string,
  operation: InvoiceOperation,
): Promise<Invoice | Refusal> {
  const invoice = await lockInvoice(op.tx, id)
  if (!invoice) return kitRefuse('not_found')
  const stale = op.basedOn(invoice.version)
  if (stale) return stale
  return allowed(invoice.state, operation) ? invoice : refuse('not_in_that_state')
}

export const voidInvoice = operation({
  name: 'invoice.void',
  done: { en: 'Voided an invoice', es: 'Anuló una factura' },
  details: INVOICE_DETAILS,
  values: INVOICE_VALUES,
  summary:
    'Says of an invoice that it is not to be paid, as if it had not been; it keeps its number',
  input,
  right: 'payments:manage',
  async run(op, { invoice: id, reason }) {
    const invoice = await held(op, id, 'invoice.void')
    if ('ok' in invoice) return invoice
    if (invoice.paid > 0n || invoice.credited > 0n) return refuse('partly_paid')
    await moveInvoice(op, invoice, { state: 'void', stateAt: op.now, outstanding: 0n })
    await post(op.tx, op.now, {
      kind: 'void',
      person: invoice.personId,
      invoice: id,
      currency: invoice.currency,
      on: await todayOf(op),
      entries: voided(invoice),
    })
    op.note({ ...noteOf(invoice, { to: 'void' }), reason: reason ?? undefined })
    return done({ invoice: id })
  },
})

export const writeOffInvoice = operation({
  name: 'invoice.write_off',
  done: { en: 'Wrote an invoice off', es: 'Dio una factura por incobrable' },
  details: INVOICE_DETAILS,
  values: INVOICE_VALUES,
  summary:
    'Gives up what is still to be paid of an invoice; if it is paid all the same, it is paid',
  input,
  right: 'payments:manage',
  async run(op, { invoice: id, reason }) {
    const invoice = await held(op, id, 'invoice.write_off')
    if ('ok' in invoice) return invoice
    await moveInvoice(op, invoice, { state: 'uncollectible', stateAt: op.now })
    await post(op.tx, op.now, {
      kind: 'write_off',
      person: invoice.personId,
      invoice: id,
      currency: invoice.currency,
      on: await todayOf(op),
      entries: writtenOff(invoice.outstanding),
    })
    const about = { to: 'uncollectible', amount: invoice.outstanding } as const
    op.note({ ...noteOf(invoice, about), reason: reason ?? undefined })
    return done({ invoice: id })
  },
})
