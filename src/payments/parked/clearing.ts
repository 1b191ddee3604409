import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { INVOICE_DETAILS, noteOf } from '../invoice/noting.ts'
import { invoiceById } from '../invoice/queries.ts'
import { clearParked } from './queries.ts'

export const clearParkedPayment = operation({
  name: 'payment.clear',
  done: {
    en: 'Looked at a payment that does not match',
    es: 'Revisó un pago que no coincide',
  },
  details: INVOICE_DETAILS,
  summary:
    'Says of a payment that does not match that what was to be done about it is done; it is counted nowhere by that',
  input: z.strictObject({
    attempt: id('attempt'),
    reason: line(500).describe('What was done about it; stands in the audit trail'),
  }),
  right: 'payments:manage',
  async run({ tx, now, caller, note }, { attempt, reason }) {
    const by = caller.person ?? null
    const invoiceId = await clearParked(tx, attempt, { by, now })
    const invoice = invoiceId && (await invoiceById(tx, invoiceId))
    if (!invoice) return kitRefuse('not_found')
    note({ ...noteOf(invoice, { more: { payment: show('attempt', attempt) } }), reason })
    return done({ attempt })
  },
})
