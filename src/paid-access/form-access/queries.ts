import type { Tx } from '../../kit/db/database.ts'
import { toColumn } from '../../payments/index.ts'
import { FREE, type FormAccess } from './form-access.ts'

/** What completing a form brings about. */
export async function accessOf(tx: Tx, form: string): Promise<FormAccess> {
  const row = await tx.db
    .selectFrom('form_access')
    .selectAll()
    .where('form_id', '=', form)
    .executeTakeFirst()
  if (!row) return FREE
  return {
    price:
      row.amount_minor === null
        ? null
        : {
            amount: BigInt(row.amount_minor),
            currency: row.currency!,
            title: row.title!,
            item: row.item!,
            taxRate: BigInt(row.tax_rate),
          },
    closesOnRefund: row.closes_on_refund,
    closesOnDispute: row.closes_on_dispute,
    flow: row.flow_id,
    version: row.version,
  }
}

export async function saveAccess(
  tx: Tx,
  form: string,
  { price, closesOnRefund, closesOnDispute, flow, version }: FormAccess,
): Promise<void> {
  const values = {
    amount_minor: price && toColumn(price.amount),
    currency: price?.currency ?? null,
    title: price?.title ?? null,
    item: price?.item ?? null,
    tax_rate: toColumn(price?.taxRate ?? 0n),
    closes_on_refund: closesOnRefund,
    closes_on_dispute: closesOnDispute,
    flow_id: flow,
    version: version + 1,
  }
  await tx.db
    .insertInto('form_access')
    .values({ form_id: form, ...values })
    .onConflict((conflict) => conflict.columns(['portal_id', 'form_id']).doUpdateSet(values))
    .execute()
}
