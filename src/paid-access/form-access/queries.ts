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
            item: row.item!,
            taxRate: BigInt(row.tax_rate),
          },
    plan: row.plan_id,
    title: row.title,
    closesOnRefund: row.closes_on_refund,
    closesOnDispute: row.closes_on_dispute,
    remindDays: row.remind_days,
    flow: row.flow_id,
    version: row.version,
  }
}

export async function saveAccess(
  tx: Tx,
  form: string,
  { price, plan, title, closesOnRefund, closesOnDispute, remindDays, flow, version }: FormAccess,
): Promise<void> {
  const values = {
    amount_minor: price && toColumn(price.amount),
    currency: price?.currency ?? null,
    title,
    plan_id: plan,
    item: price?.item ?? null,
    tax_rate: toColumn(price?.taxRate ?? 0n),
    closes_on_refund: closesOnRefund,
    closes_on_dispute: closesOnDispute,
    remind_days: [...remindDays],
    flow_id: flow,
    version: version + 1,
  }
  await tx.db
    .insertInto('form_access')
    .values({ form_id: form, ...values })
    .onConflict((conflict) => conflict.columns(['portal_id', 'form_id']).doUpdateSet(values))
    .execute()
}

/** Of a plan, what form sells it, by its name; null where none does. */
export async function formSelling(tx: Tx, plan: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('form_access as a')
    .innerJoin('forms as f', (join) => join.onRef('f.id', '=', 'a.form_id'))
    .select('f.name')
    .where('a.plan_id', '=', plan)
    .where('f.state', '<>', 'archived')
    .limit(1)
    .executeTakeFirst()
  return row?.name ?? null
}
