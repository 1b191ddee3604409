import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Place } from '../../web/index.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import { containing } from '../../kit/db/containing.ts'
import { newId } from '../../kit/ids.ts'
import type { Company } from './company.ts'

const inPortal = (tx: Tx) => tx.db.selectFrom('companies')

export const companyById = (tx: Tx, id: string): Promise<Company | undefined> =>
  inPortal(tx).select(['id', 'name']).where('id', '=', id).executeTakeFirst()

/** Names do not differ by case alone. */
export const companyByName = (tx: Tx, name: string): Promise<Company | undefined> =>
  inPortal(tx)
    .select(['id', 'name'])
    .where(sql<string>`lower(name)`, '=', sql<string>`lower(${name})`)
    .executeTakeFirst()

/** @returns the new row's id; null where the name is taken */
export async function insertCompany(
  tx: Tx,
  { name, now }: { name: string; now: Instant },
): Promise<string | null> {
  const row = await tx.db
    .insertInto('companies')
    .values({ id: newId(), name, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** How many a portal has, counted as far as so many. */
export const countCompanies = (tx: Tx, most: number): Promise<number> =>
  countUpTo(tx, inPortal(tx).select('id'), most)

export async function nameCompany(tx: Tx, { id, name }: Company): Promise<void> {
  await tx.db.updateTable('companies').set({ name }).where('id', '=', id).execute()
}

export interface CompanyRow extends Company {
  contacts: number
}

/** A portal's companies by name with how many contacts each has, next to the place asked for. */
export async function companiesPage(
  tx: Tx,
  {
    search,
    after,
    before,
    limit,
  }: { search?: string; limit: number } & Place<Pick<Company, 'name'>>,
): Promise<CompanyRow[]> {
  const order = before === undefined ? 'asc' : 'desc'
  let query = inPortal(tx)
    .select(['id', 'name'])
    .select((of) =>
      of
        .selectFrom('contacts')
        .select((contacts) => contacts.fn.countAll<number>().as('count'))
        .whereRef('contacts.company_id', '=', 'companies.id')
        .as('contacts'),
    )
    .orderBy(sql`lower(name)`, order)
    .limit(limit)
  if (search) query = query.where('name', 'ilike', containing(search))
  const place = before ?? after
  if (place) query = query.where(sql`lower(name)`, before ? '<' : '>', sql`lower(${place.name})`)
  const rows = (await query.execute()) as CompanyRow[]
  return before === undefined ? rows : rows.toReversed()
}

/** Companies to choose from, and that a list can be narrowed to. */
export const companyChoices = (tx: Tx, limit = 200): Promise<Company[]> =>
  inPortal(tx)
    .select(['id', 'name'])
    .orderBy(sql`lower(name)`)
    .limit(limit)
    .execute()
