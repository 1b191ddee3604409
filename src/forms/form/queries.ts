import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Definition, FormRow, FormState } from './form.ts'

const COLUMNS = [
  'id',
  'name',
  'link',
  'state',
  'role',
  'invites',
  'definition',
  'origins',
  'notifies',
  'version',
] as const

const jsonOf = (value: object) => sql<never>`${JSON.stringify(value)}::jsonb`

/** A portal's forms by name, those that are archived last. */
export async function listForms(tx: Tx): Promise<(FormRow & { submissions: number })[]> {
  const rows = await tx.db
    .selectFrom('forms')
    .select(COLUMNS)
    .select((of) =>
      of
        .selectFrom('form_submissions as s')
        .select((count) => count.fn.countAll<number>().as('submissions'))
        .whereRef('s.form_id', '=', 'forms.id')
        .as('submissions'),
    )
    .orderBy(sql`state = 'archived'`)
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows as unknown as (FormRow & { submissions: number })[]
}

const one = (tx: Tx) => tx.db.selectFrom('forms').select(COLUMNS)

export const formById = async (tx: Tx, id: string): Promise<FormRow | undefined> =>
  (await one(tx).where('id', '=', id).executeTakeFirst()) as FormRow | undefined

export const formByLink = async (tx: Tx, link: string): Promise<FormRow | undefined> =>
  (await one(tx).where('link', '=', link).executeTakeFirst()) as FormRow | undefined

export const lockForm = async (tx: Tx, id: string): Promise<FormRow | undefined> =>
  (await one(tx).where('id', '=', id).forUpdate().executeTakeFirst()) as FormRow | undefined

export const countForms = async (tx: Tx): Promise<number> =>
  (
    await tx.db
      .selectFrom('forms')
      .where('state', '<>', 'archived')
      .select((of) => of.fn.countAll<number>().as('forms'))
      .executeTakeFirstOrThrow()
  ).forms

export async function insertForm(
  tx: Tx,
  { definition, origins, notifies, ...form }: Omit<FormRow, 'version'>,
  now: Instant,
): Promise<void> {
  await tx.db
    .insertInto('forms')
    .values({
      ...form,
      definition: jsonOf(definition),
      origins: [...origins],
      notifies: [...notifies],
      created_at: now,
    })
    .execute()
}

export interface FormChange {
  name?: string
  link?: string
  state?: FormState
  role?: string
  invites?: boolean
  definition?: Definition
  origins?: readonly string[]
  notifies?: readonly string[]
}

/** Writes what changed of a held form, and counts the change. */
export async function changeForm(
  tx: Tx,
  id: string,
  { definition, origins, notifies, ...change }: FormChange,
): Promise<void> {
  await tx.db
    .updateTable('forms')
    .set({
      ...change,
      ...(definition && { definition: jsonOf(definition) }),
      ...(origins && { origins: [...origins] }),
      ...(notifies && { notifies: [...notifies] }),
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
}

/** Which of these are staff who can be written to. */
export const staffAmong = async (tx: Tx, ids: readonly string[]): Promise<string[]> =>
  ids.length === 0
    ? []
    : (
        await tx.db
          .selectFrom('persons')
          .select('id')
          .where('id', 'in', ids)
          .where('kind', '=', 'staff')
          .execute()
      ).map(({ id }) => id)

export const staffToChoose = (tx: Tx) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('kind', '=', 'staff')
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .limit(100)
    .execute()
