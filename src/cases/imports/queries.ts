import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Counts } from '../../kit/bulk-jobs/bulk-job.ts'
import type { ImportedLine } from './line.ts'

export async function insertUpload(
  tx: Tx,
  { id, by, now, sealed }: { id: string; by: string; now: Instant; sealed: Buffer },
): Promise<void> {
  await tx.db
    .insertInto('import_uploads')
    .values({ id, uploaded_by: by, uploaded_at: now, sealed })
    .execute()
}

/** A file that was sent; null where there is none, or it has been begun with or forgotten. */
export async function findUpload(
  tx: Tx,
  id: string,
  { lock = false } = {},
): Promise<{ sealed: Buffer; at: Instant } | null> {
  let query = tx.db
    .selectFrom('import_uploads')
    .select(['sealed', 'uploaded_at as at'])
    .where('id', '=', id)
  if (lock) query = query.forUpdate()
  return (await query.executeTakeFirst()) ?? null
}

/** How many of a portal wait. */
export async function waitingUploads(tx: Tx): Promise<number> {
  const { waiting } = await tx.db
    .selectFrom('import_uploads')
    .select((of) => of.fn.countAll<number>().as('waiting'))
    .executeTakeFirstOrThrow()
  return waiting
}

export async function deleteUpload(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('import_uploads').where('id', '=', id).execute()
}

/** Files that nobody began with, of every portal. Needs the installation's scope. */
export const uploadsBefore = (tx: Tx, before: Instant) =>
  tx.db
    .selectFrom('import_uploads')
    .select(['portal_id as portal', 'id'])
    .where('uploaded_at', '<', before)
    .execute()

/** Bulk jobs of a kind that were stopped, of every portal. Needs the installation's scope. */
export const stoppedBefore = (tx: Tx, kind: string, before: Instant) =>
  tx.db
    .selectFrom('works')
    .select(['portal_id as portal', 'id'])
    .where('kind', '=', kind)
    .where('state', '=', 'cancelled')
    .where('changed_at', '<', before)
    .execute()

/** Writes lines down as the rows of a bulk job, in their order. */
export async function insertLines(tx: Tx, work: string, sealed: readonly Buffer[]): Promise<void> {
  await tx.run(
    `insert into work_rows (portal_id, work_id, n, sealed)
     select $1, $2, n, sealed from portals p, unnest($3::bytea[]) with ordinality as line (sealed, n)
     where p.id = $1`,
    [tx.portal, work, sealed],
  )
}

/**
 * One import of a portal at a time: two that bring the same person would each find nobody. Until the
 * commit, so between two batches another's gets its turn.
 */
export async function holdImports(tx: Tx): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`imports ${tx.portal}`])
}

export interface Match {
  id: string
  version: number
}

/**
 * Contacts that a line may mean: by e-mail, else by user name or by name and date of birth, as long as no
 * other e-mail is on their card.
 */
export async function matchesOf(
  tx: Tx,
  { email, userName, name, birthDate }: ImportedLine['contact'],
): Promise<Match[]> {
  const contacts = tx.db
    .selectFrom('persons as p')
    .leftJoin('contacts as c', (join) => join.onRef('c.person_id', '=', 'p.id'))
    .select(['p.id', sql<number>`coalesce(c.version, 1)`.as('version')])
    .where('p.kind', '=', 'contact')
    .limit(2)
  const rows = email ? await contacts.where('p.email', '=', email).execute() : []
  if (rows.length > 0) return rows
  // Whoever has another e-mail is somebody else, or the file is wrong: it takes nobody's e-mail away.
  const others = email ? contacts.where('p.email', 'is', null) : contacts
  const named = userName ? await others.where('p.user_name', '=', userName).execute() : []
  if (named.length > 0 || !birthDate) return named
  return others
    .where(sql`lower(p.name)`, '=', name.toLowerCase())
    .where('c.birth_date', '=', birthDate)
    .execute()
}

export async function caseNumbered(tx: Tx, number: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('cases')
    .select('id')
    .where(sql`lower(number)`, '=', sql`lower(${number})`)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Of an import's people whose lines have asked for an invitation so far: how many came to each outcome. */
export async function invitationsBy(tx: Tx, work: string): Promise<Counts> {
  const rows = await tx.run<{ outcome: string; people: number }>(
    `select detail ->> 'invitation' as outcome, count(distinct person_id)::int as people from work_rows
     where portal_id = $1 and work_id = $2 and detail ->> 'invitation' is not null group by 1`,
    [tx.portal, work],
  )
  return Object.fromEntries(rows.map(({ outcome, people }) => [outcome, people]))
}
