import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import { creditNotesOf } from '../credit-notes/queries.ts'
import { openReason, type CreditNote } from '../credit-notes/credit-note.ts'
import {
  openBuyer,
  openInvoiceNote,
  type Invoice,
  type InvoiceInClear,
} from '../invoice/invoice.ts'
import { invoiceById } from '../invoice/queries.ts'
import { itemsInClear } from '../items/item.ts'
import { itemsOf } from '../items/queries.ts'
import type { Payment } from '../received/payment.ts'
import { paymentsOf } from '../received/queries.ts'
import { refundsOf } from '../refunds/queries.ts'
import type { Refund } from '../refunds/refund.ts'

/** An invoice with all that became of it. */
export interface WholeInvoice {
  invoice: InvoiceInClear
  payments: Payment[]
  refunds: Refund[]
  creditNotes: CreditNoteInClear[]
}

export interface CreditNoteInClear extends Omit<CreditNote, 'sealedReason'> {
  reason: string | null
}

type With = Pick<Installation, 'keys' | 'log'>

/** In clear; null where the portal has none by that row id, or `of` is not whom it is for. */
export async function wholeInvoice(
  tx: Tx,
  installation: With,
  id: string,
  of?: string,
): Promise<WholeInvoice | null> {
  const invoice = await invoiceById(tx, id)
  if (!invoice || (of !== undefined && invoice.personId !== of)) return null
  const [items, payments, notes] = await Promise.all([
    itemsOf(tx, id),
    paymentsOf(tx, id),
    creditNotesOf(tx, id),
  ])
  const refunds = await refundsOf(
    tx,
    payments.map((payment) => payment.id),
  )
  const { portal } = tx
  const { log } = installation
  const key = await installation.keys.of(tx, portal)
  return {
    invoice: inClear(invoice, {
      buyer: openBuyer(key, portal, invoice, log),
      note: openInvoiceNote(key, portal, invoice, log),
      items: itemsInClear(items, { key, portal, invoice: id, log }),
    }),
    payments,
    refunds,
    creditNotes: notes.map((note) => noteInClear(note, openReason(key, portal, note, log))),
  }
}

function inClear(
  invoice: Invoice,
  clear: Pick<InvoiceInClear, 'buyer' | 'note' | 'items'>,
): InvoiceInClear {
  const { sealedBuyer: _, sealedNote: __, ...rest } = invoice
  return { ...rest, ...clear }
}

function noteInClear(note: CreditNote, reason: string | null): CreditNoteInClear {
  const { sealedReason: _, ...rest } = note
  return { ...rest, reason }
}

/** Credit notes alone, in clear. */
export async function creditNotesInClear(
  tx: Tx,
  { keys, log }: With,
  notes: readonly CreditNote[],
): Promise<CreditNoteInClear[]> {
  if (notes.length === 0) return []
  const key = await keys.of(tx, tx.portal)
  return notes.map((note) => noteInClear(note, openReason(key, tx.portal, note, log)))
}
