import { pageBeside, type PageByCursor, type Place } from '../../../web/index.ts'
import type { Instant } from '../../../kit/clock.ts'
import { cursorOf, keyDate, keyId, keyText } from '../../../kit/cursor.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Case } from '../case.ts'
import type { Party, PartyCounts } from '../parties/party.ts'
import { countParties, partiesOf } from '../parties/list/queries.ts'
import type { CaseFilter, Sort } from './filter.ts'
import { casesPage } from './queries.ts'

/** A case as lists show it. */
export interface CaseLine extends Case {
  /** The first of them, clients before others. */
  parties: Party[]
  counts: PartyCounts
}

const NOBODY: PartyCounts = { parties: 0, clients: 0, registered: 0 }

/** Adds to cases who has to do with them. @param asked.most parties of each case; all where it is left out */
export async function linesOf(
  tx: Tx,
  cases: readonly Case[],
  range: { now: Instant; most?: number },
): Promise<CaseLine[]> {
  const ids = cases.map(({ id }) => id)
  const [parties, counts] = await Promise.all([partiesOf(tx, ids, range), countParties(tx, ids)])
  const byCase = Map.groupBy(parties, ({ case_id }) => case_id)
  return cases.map((one) => ({
    ...one,
    parties: byCase.get(one.id) ?? [],
    counts: counts.get(one.id) ?? NOBODY,
  }))
}

/** A place among cases, whatever they are in order of. */
export const casesCursor = cursorOf({
  opened_on: keyDate,
  number: keyText,
  title: keyText,
  id: keyId,
})

/**
 * A portal's cases, a page at a time.
 * @param asked.after cursor that the page follows, `before` one that it precedes; `most` parties of each, all
 * where it is left out
 */
export async function listCases(
  tx: Tx,
  {
    after,
    before,
    limit,
    most,
    ...query
  }: CaseFilter & Place<string> & { sort: Sort; now: Instant; limit: number; most?: number },
): Promise<PageByCursor<CaseLine>> {
  const page = await pageBeside(casesCursor, { after, before, limit }, (place) =>
    casesPage(tx, { ...query, ...place }),
  )
  return { ...page, rows: await linesOf(tx, page.rows, { now: query.now, most }) }
}
