import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { numberInYear, yearOf, type Case } from './case.ts'

export const CASE_COLUMNS = [
  'id',
  'number',
  'title',
  'type',
  'stage',
  'opened_on',
  'closed_on',
  'version',
] as const

const one = (tx: Tx, id: string) =>
  tx.db.selectFrom('cases').select(CASE_COLUMNS).where('id', '=', id)

export const caseById = (tx: Tx, id: string): Promise<Case | undefined> =>
  one(tx, id).executeTakeFirst()

export const lockCase = (tx: Tx, id: string): Promise<Case | undefined> =>
  one(tx, id).forUpdate().executeTakeFirst()

/** Whoever gives a case its number waits here for whoever is doing so: what is free stays free till the commit. */
export async function holdNumbers(tx: Tx): Promise<void> {
  await tx.db
    .insertInto('numbers')
    .values({ kind: 'case', last: 0 })
    .onConflict((conflict) =>
      conflict.columns(['portal_id', 'kind']).doUpdateSet({ last: sql`numbers.last` }),
    )
    .execute()
}

/** Is it another case's? Ask under `holdNumbers`. */
export async function isNumberTaken(tx: Tx, number: string, except?: string): Promise<boolean> {
  let query = tx.db
    .selectFrom('cases')
    .select('id')
    .where(sql`lower(number)`, '=', sql`lower(${number})`)
  if (except) query = query.where('id', '<>', except)
  return (await query.executeTakeFirst()) !== undefined
}

/** Takes the year's next number, passing over those that somebody gave by hand. Ask under `holdNumbers`. */
export async function takeNumber(tx: Tx, openedOn: string): Promise<string> {
  const year = yearOf(openedOn)
  for (;;) {
    const { last } = await tx.db
      .insertInto('numbers')
      .values({ kind: `case ${year}`, last: 1 })
      .onConflict((conflict) =>
        conflict.columns(['portal_id', 'kind']).doUpdateSet({ last: sql`numbers.last + 1` }),
      )
      .returning('last')
      .executeTakeFirstOrThrow()
    const number = numberInYear(year, last)
    if (!(await isNumberTaken(tx, number))) return number
  }
}

export async function insertCase(
  tx: Tx,
  { now, ...row }: Omit<Case, 'version' | 'closed_on'> & { now: Instant },
): Promise<void> {
  await tx.db
    .insertInto('cases')
    .values({ ...row, created_at: now })
    .execute()
}

/** Writes a locked case's changes. */
export async function changeCase(
  tx: Tx,
  id: string,
  changes: Partial<Omit<Case, 'id' | 'version'>>,
): Promise<void> {
  await tx.db
    .updateTable('cases')
    .set({ ...changes, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}
