import { pageBeside, type Page, type Place } from '../../identity/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { companiesPage, companyById, type CompanyRow } from './queries.ts'

/**
 * A portal's companies by name, a page at a time.
 * @param asked.after row id of the company the page follows, `before` of the one it precedes; one that is
 * not there begins the list
 */
export const listCompanies = (
  tx: Tx,
  portal: string,
  { search, ...asked }: { search?: string; limit: number } & Place<string>,
): Promise<Page<CompanyRow>> =>
  pageBeside(
    asked,
    (id) => companyById(tx, portal, id),
    (place) => companiesPage(tx, portal, { search, ...place }),
  )
