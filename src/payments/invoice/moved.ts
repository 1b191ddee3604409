import type { OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'
import type { Invoice } from './invoice.ts'
import { changeInvoice, type Changes } from './queries.ts'
import type { InvoiceState } from './state.ts'

/** An invoice that came from one state to another, by whatever: a gateway's word, or somebody's of the team. */
export interface InvoiceMoved {
  /** As it was before. */
  readonly invoice: Invoice
  readonly to: InvoiceState
}

/** What follows from that, in the same transaction: subscriptions, and access that is paid for. */
export const onInvoiceMoved = new Place<
  (op: OperationContext, moved: InvoiceMoved) => Promise<void>
>()

/** What follows from money that went back by a refund, in the transaction that writes it down. */
export const onRefunded = new Place<(op: OperationContext, invoice: Invoice) => Promise<void>>()

export async function tellRefunded(op: OperationContext, invoice: Invoice): Promise<void> {
  for (const hear of onRefunded.of(op.installation)) await hear(op, invoice)
}

/** Changes what becomes of a locked invoice, and tells of it where its state is another then. */
export async function moveInvoice(
  op: OperationContext,
  invoice: Invoice,
  changes: Changes,
): Promise<void> {
  await changeInvoice(op.tx, invoice.id, changes)
  const to = changes.state ?? invoice.state
  if (to === invoice.state) return
  for (const hear of onInvoiceMoved.of(op.installation)) await hear(op, { invoice, to })
}
