import type { Tx } from '../../kit/db/database.ts'
import { toColumn } from '../amount.ts'
import type { Item } from './item.ts'

/** The items of an invoice, in their order. */
export async function itemsOf(tx: Tx, invoice: string): Promise<Item[]> {
  const rows = await tx.db
    .selectFrom('invoice_items')
    .selectAll()
    .where('invoice_id', '=', invoice)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    position: row.position,
    sealedText: row.sealed_text,
    quantity: BigInt(row.quantity_milli),
    unit: BigInt(row.unit_minor),
    taxRate: BigInt(row.tax_rate_milli),
    discount: row.discount_kind
      ? { kind: row.discount_kind as 'percent' | 'amount', value: BigInt(row.discount) }
      : null,
    net: BigInt(row.net_minor),
    tax: BigInt(row.tax_minor),
    total: BigInt(row.total_minor),
  }))
}

/** Puts these in the place of a draft's items. */
export async function replaceItems(tx: Tx, invoice: string, items: readonly Item[]): Promise<void> {
  await tx.db.deleteFrom('invoice_items').where('invoice_id', '=', invoice).execute()
  if (items.length === 0) return
  await tx.db
    .insertInto('invoice_items')
    .values(
      items.map((item) => ({
        invoice_id: invoice,
        position: item.position,
        sealed_text: item.sealedText,
        quantity_milli: toColumn(item.quantity),
        unit_minor: toColumn(item.unit),
        tax_rate_milli: toColumn(item.taxRate),
        discount_kind: item.discount?.kind ?? null,
        discount: toColumn(item.discount?.value ?? 0n),
        net_minor: toColumn(item.net),
        tax_minor: toColumn(item.tax),
        total_minor: toColumn(item.total),
      })),
    )
    .execute()
}
