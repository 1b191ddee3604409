import { newId } from '../../kit/ids.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { moveInvoice } from '../invoice/moved.ts'
import { invoiceSettings } from '../invoice/queries.ts'
import { todayOf } from '../invoice/today.ts'
import { itemsOf } from '../items/queries.ts'
import { credited } from '../ledger/ledger.ts'
import { post } from '../ledger/queries.ts'
import { takePlace } from '../series/queries.ts'
import { numberIn } from '../series/series.ts'
import { NOTHING, partOf, sumOf, type Amounts } from '../totals/totals.ts'
import { sealReason } from './credit-note.ts'
import { creditedByItem, insertCreditNote } from './queries.ts'

/** What is left of an item of an invoice, to be credited. */
export interface ItemLeft extends Amounts {
  position: number
  taxRate: bigint
}

/** What of each item of an invoice was not credited yet, in their order. */
export async function leftOf({ tx }: Pick<OperationContext, 'tx'>, invoice: string) {
  const [items, before] = await Promise.all([itemsOf(tx, invoice), creditedByItem(tx, invoice)])
  return items.map(({ position, taxRate, net, tax, total }): ItemLeft => {
    const gone = before.get(position) ?? NOTHING
    return {
      position,
      taxRate,
      net: net - gone.net,
      tax: tax - gone.tax,
      total: total - gone.total,
    }
  })
}

/**
 * Writes a credit note on a locked invoice: its number, its items, the ledger, and what becomes of the invoice. First
 * it takes off what is still to be paid; the rest is the contact’s credit.
 * @param parts what each item is credited with, at most what is left of it; the same order as `left`
 */
export async function writeCreditNote(
  op: OperationContext,
  invoice: Invoice,
  left: readonly ItemLeft[],
  parts: readonly bigint[],
  reason: string | null,
) {
  const { tx, portal, now, caller, installation } = op
  const items = left.flatMap((item, at) =>
    parts[at]! > 0n
      ? { position: item.position, taxRate: item.taxRate, ...partOf(item, parts[at]!) }
      : [],
  )
  const sums = sumOf(items)
  const owed = sums.total < invoice.outstanding ? sums.total : invoice.outstanding
  const isOver = invoice.state === 'open' && owed === invoice.outstanding
  const state = isOver ? (invoice.paid > 0n ? 'paid' : 'void') : invoice.state
  const { creditNoteSeries: series } = await invoiceSettings(tx)
  const on = await todayOf(op)
  const note = newId()
  const key = await installation.keys.of(tx, portal)
  const place = await takePlace(tx, 'credit_note', series)
  const number = numberIn(series, place)
  const { net, tax, total } = sums
  await insertCreditNote(
    tx,
    {
      id: note,
      invoiceId: invoice.id,
      personId: invoice.personId,
      series,
      place,
      number,
      issuedOn: on,
      currency: invoice.currency,
      net,
      tax,
      total,
      owed,
      sealedReason: sealReason(key, { portal, note }, reason),
      language: invoice.language!,
      by: caller.person ?? null,
      now,
    },
    items,
  )
  await post(tx, now, {
    kind: 'credit_note',
    person: invoice.personId,
    invoice: invoice.id,
    document: note,
    currency: invoice.currency,
    on,
    entries: credited(sums, owed),
  })
  await moveInvoice(op, invoice, {
    credited: invoice.credited + total,
    outstanding: invoice.outstanding - owed,
    ...(state === invoice.state ? {} : { state, stateAt: now }),
  })
  return { note, number, state, total }
}
