import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'
import type { Field } from './field.ts'

const COLUMNS = ['id', 'name', 'label', 'kind', 'choices'] as const

/** A portal's own fields, in their order. */
export async function fieldsOf(tx: Tx): Promise<Field[]> {
  const rows = await tx.db
    .selectFrom('custom_fields')
    .select(COLUMNS)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows as Field[]
}

/**
 * The same, while nobody else changes them until the commit: two who each move or add one would else give
 * out one place twice.
 */
export async function lockFields(tx: Tx): Promise<Field[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`custom_fields ${tx.portal}`}, 0))`.execute(
    tx.db,
  )
  return fieldsOf(tx)
}

export async function insertField(tx: Tx, field: Field, position: number): Promise<void> {
  const { id, name, label, kind, choices } = field
  await tx.db
    .insertInto('custom_fields')
    .values({ id, name, label, kind, choices: [...choices], position })
    .execute()
}

export async function changeField(
  tx: Tx,
  id: string,
  { label, choices }: { label?: string; choices?: readonly string[] },
): Promise<void> {
  if (label === undefined && choices === undefined) return
  await tx.db
    .updateTable('custom_fields')
    .set({ label, choices: choices && [...choices] })
    .where('id', '=', id)
    .execute()
}

/** Gives the fields the order of their ids here. */
export async function orderFields(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries())
    await tx.db.updateTable('custom_fields').set({ position }).where('id', '=', id).execute()
}

/** Takes a field and its values off every card. @returns how many cards had one */
export async function deleteField(tx: Tx, id: string): Promise<number> {
  const { numUpdatedRows } = await tx.db
    .updateTable('contacts')
    .set({ fields: sql`fields - ${id}::text`, version: sql<number>`version + 1` })
    .where(sql<boolean>`fields ? ${id}::text`)
    .executeTakeFirstOrThrow()
  await tx.db.deleteFrom('custom_fields').where('id', '=', id).execute()
  return Number(numUpdatedRows)
}

/** How many cards have a value of a field; of a choice, one of these values. */
export async function cardsWith(tx: Tx, id: string, values?: readonly string[]): Promise<number> {
  let query = tx.db
    .selectFrom('contacts')
    .select((of) => of.fn.countAll<number>().as('cards'))
    .where(sql<boolean>`fields ? ${id}::text`)
  if (values) query = query.where(sql<boolean>`fields ->> ${id} = any(${[...values]})`)
  const row = await query.executeTakeFirstOrThrow()
  return row.cards
}
