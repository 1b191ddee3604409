import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'
import { PORTAL } from '../../kit/db/portal-compiler.ts'
import type { LabelKind } from './label.ts'

const TABLE = { type: 'case_types', stage: 'case_stages' } as const

export interface Label {
  name: string
  /** How many cases have it. */
  cases: number
}

/** A kind's names, in their order. */
export async function namesOf(tx: Tx, kind: LabelKind): Promise<string[]> {
  const rows = await tx.db
    .selectFrom(TABLE[kind])
    .select('name')
    .orderBy('position')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

/** A kind's names, in their order, with how many cases have each. */
export async function labelsOf(tx: Tx, kind: LabelKind): Promise<Label[]> {
  const [names, counts] = await Promise.all([
    namesOf(tx, kind),
    tx.db
      .selectFrom('cases')
      .select([sql.ref<string>(kind).as('name'), sql<number>`count(*)::int`.as('cases')])
      .where(kind, 'is not', null)
      .groupBy(kind)
      .execute(),
  ])
  const used = new Map(counts.map(({ name, cases }) => [name, cases]))
  return names.map((name) => ({ name, cases: used.get(name) ?? 0 }))
}

/** A kind's names, locked in their order: nobody moves, renames or removes one meanwhile. */
export async function lockLabels(tx: Tx, kind: LabelKind): Promise<string[]> {
  await tx.db.selectFrom(TABLE[kind]).select('name').orderBy('name').forUpdate().execute()
  return namesOf(tx, kind)
}

/** Keeps a name from being renamed or removed until a case has taken it. @returns false where there is no such name */
export async function holdLabel(tx: Tx, kind: LabelKind, name: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom(TABLE[kind])
    .select('name')
    .where('name', '=', name)
    .forKeyShare()
    .executeTakeFirst()
  return row !== undefined
}

/** Adds names at the end. @returns how many were not there yet, in whatever case */
export async function insertLabels(
  tx: Tx,
  kind: LabelKind,
  names: readonly string[],
): Promise<number> {
  const table = sql.table(TABLE[kind])
  const { numAffectedRows } = await sql`
    insert into ${table} (portal_id, name, position)
    select p.id, given.name, place + coalesce(
      (select max(position) from ${table} where portal_id = ${PORTAL}), 0)
    from portals p, unnest(${names}::text[]) with ordinality as given (name, place)
    where p.id = ${PORTAL}
    on conflict do nothing`.execute(tx.db)
  return Number(numAffectedRows)
}

/** Renames, and every case with it. @returns false where the new name is another's */
export async function renameLabel(
  tx: Tx,
  kind: LabelKind,
  { name, to }: { name: string; to: string },
): Promise<boolean> {
  const table = sql.table(TABLE[kind])
  await tx.run(`set constraints cases_portal_id_${kind}_fkey deferred`)
  const { numAffectedRows } = await sql`
    update ${table} set name = ${to} where portal_id = ${PORTAL} and name = ${name}
      and not exists (select from ${table} other where other.portal_id = ${PORTAL}
        and other.name <> ${name} and lower(other.name) = lower(${to}))`.execute(tx.db)
  await tx.db
    .updateTable('cases')
    .set({ [kind]: to })
    .where(kind, '=', name)
    .execute()
  return Number(numAffectedRows) === 1
}

export async function orderLabels(
  tx: Tx,
  kind: LabelKind,
  names: readonly string[],
): Promise<void> {
  await sql`update ${sql.table(TABLE[kind])} as label set position = place
    from unnest(${names}::text[]) with ordinality as given (name, place)
    where label.portal_id = ${PORTAL} and label.name = given.name`.execute(tx.db)
}

export async function deleteLabel(tx: Tx, kind: LabelKind, name: string): Promise<void> {
  await tx.db.deleteFrom(TABLE[kind]).where('name', '=', name).execute()
}

/** Does any case have it? */
export async function isLabelUsed(tx: Tx, kind: LabelKind, name: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('cases')
    .select('id')
    .where(kind, '=', name)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Neither a name nor a case: nobody has begun here. */
export async function isUntouched(tx: Tx): Promise<boolean> {
  const [row] = await tx.run<{ untouched: boolean }>(
    `select not exists (select from case_types where portal_id = $1)
       and not exists (select from case_stages where portal_id = $1)
       and not exists (select from cases where portal_id = $1) as untouched`,
    [tx.portal],
    'cases_untouched',
  )
  return row!.untouched
}
