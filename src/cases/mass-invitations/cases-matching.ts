import { sql } from 'kysely'
import { z } from 'zod'
import { line } from '../../identity/index.ts'
import type { Tx } from '../../kit/db/database.ts'

/** Which cases are looked at. */
export const caseFilter = z.strictObject({
  search: line(100).optional().describe('Part of a number, a title or a party’s name'),
  type: line(60).optional(),
  stage: line(60).optional(),
  state: z.enum(['open', 'closed']).optional(),
})
export type CaseFilter = z.output<typeof caseFilter>

/** The portal's cases that a filter finds, as a query to go on from. */
export function casesMatching(tx: Tx, portal: string, { search, type, stage, state }: CaseFilter) {
  let query = tx.db.selectFrom('cases as c').where('c.portal_id', '=', portal)
  if (search) {
    const like = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
    query = query.where((is) =>
      is.or([
        is('c.number', 'ilike', like),
        is('c.title', 'ilike', like),
        sql<boolean>`c.id in (select pa.case_id from persons p
          join case_parties pa on pa.portal_id = p.portal_id and pa.person_id = p.id
          where p.portal_id = ${portal} and p.name ilike ${like})`,
      ]),
    )
  }
  if (type) query = query.where('c.type', '=', type)
  if (stage) query = query.where('c.stage', '=', stage)
  if (state) query = query.where('c.closed_on', state === 'open' ? 'is' : 'is not', null)
  return query
}
