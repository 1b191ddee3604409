import { hasRegistered, pageBeside, type Page, type Place } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Case } from '../case/case.ts'
import { caseById } from '../case/queries.ts'
import type { Party } from '../parties/party.ts'
import { partiesOf } from '../parties/queries.ts'
import type { CaseFilter, Sort } from './filter.ts'
import { casesPage } from './queries.ts'

/** A case as lists show it. */
export interface CaseLine extends Case {
  parties: Party[]
}

/** How many of a case's clients have registered, of how many. */
export function registeredIn({ parties }: Pick<CaseLine, 'parties'>): {
  registered: number
  clients: number
} {
  const clients = parties.filter(({ side }) => side === 'client')
  const registered = clients.filter(({ registration }) => hasRegistered(registration))
  return { registered: registered.length, clients: clients.length }
}

/** Adds to cases who has to do with them. */
export async function linesOf(
  tx: Tx,
  portal: string,
  cases: readonly Case[],
  now: Instant,
): Promise<CaseLine[]> {
  const parties = Map.groupBy(
    await partiesOf(
      tx,
      portal,
      cases.map(({ id }) => id),
      now,
    ),
    ({ case_id }) => case_id,
  )
  return cases.map((one) => ({ ...one, parties: parties.get(one.id) ?? [] }))
}

/**
 * A portal's cases, a page at a time.
 * @param asked.after row id of the case the page follows, `before` of the one it precedes; a case that is
 * not there begins the list
 */
export async function listCases(
  tx: Tx,
  portal: string,
  {
    after,
    before,
    limit,
    ...asked
  }: CaseFilter & Place<string> & { sort: Sort; now: Instant; limit: number },
): Promise<Page<CaseLine>> {
  const page = await pageBeside(
    { after, before, limit },
    (id) => caseById(tx, portal, id),
    (place) => casesPage(tx, portal, { ...asked, ...place }),
  )
  const lines = await linesOf(tx, portal, page.rows, asked.now)
  return {
    rows: lines,
    previous: page.previous && lines[0],
    next: page.next && lines.at(-1),
  }
}
