import { pageBeside, type PageByCursor, type Place } from '../../web/index.ts'
import { cursorOf, keyText } from '../../kit/cursor.ts'
import type { Tx } from '../../kit/db/database.ts'
import { companiesPage, type CompanyRow } from './queries.ts'

/** A place among companies: no two have a name that differs by case alone. */
export const companiesCursor = cursorOf({ name: keyText })

/**
 * A portal's companies by name, a page at a time.
 * @param asked.after cursor that the page follows, `before` one that it precedes
 */
export const listCompanies = (
  tx: Tx,
  { search, ...query }: { search?: string; limit: number } & Place<string>,
): Promise<PageByCursor<CompanyRow>> =>
  pageBeside(companiesCursor, query, (place) => companiesPage(tx, { search, ...place }))
