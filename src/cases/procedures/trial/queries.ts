import type { Tx } from '../../../kit/db/database.ts'

interface Range {
  /** Row id of what the page before ended with. */
  after?: string
  limit: number
}

/** Open cases, the newest first. @param stage only those in it */
export async function openCases(
  tx: Tx,
  { after, limit, stage }: Range & { stage?: string },
): Promise<string[]> {
  let query = tx.db
    .selectFrom('cases')
    .select('id')
    .where('closed_on', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit)
  if (stage !== undefined) query = query.where('stage', '=', stage)
  if (after) query = query.where('id', '<', after)
  return (await query.execute()).map(({ id }) => id)
}

/** Contacts, the newest first. */
export async function someContacts(tx: Tx, { after, limit }: Range): Promise<string[]> {
  let query = tx.db
    .selectFrom('persons')
    .select('id')
    .where('kind', '=', 'contact')
    .orderBy('id', 'desc')
    .limit(limit)
  if (after) query = query.where('id', '<', after)
  return (await query.execute()).map(({ id }) => id)
}

/** What a procedure has run for before, as "case person" with `-` for neither. */
export async function ranFor(
  tx: Tx,
  procedure: string,
  { cases, people }: { cases: readonly string[]; people: readonly string[] },
): Promise<ReadonlySet<string>> {
  const rows = await tx.run<{ about: string }>(
    `select distinct coalesce(case_id::text, '-') || ' ' || coalesce(person_id::text, '-') as about
     from procedure_runs where portal_id = $1 and procedure_id = $2
       and (case_id = any($3) or (case_id is null and person_id = any($4)))`,
    [tx.portal, procedure, cases, people],
  )
  return new Set(rows.map(({ about }) => about))
}
