import type { Tx } from '../../kit/db/database.ts'
import type { Place } from '../../web/index.ts'

export interface AuditFilter {
  operation?: string
  /** Shown id, or `visitor`, `clock`, `cli`, `system`. */
  actor?: string
  /** Shown id of whom or what it happened to. */
  subject?: string
}

/** A page of lines. `subjects`: of any of these, such as the two cards that became one. */
export type AuditQuery = AuditFilter &
  Place<number> & { subjects?: readonly string[]; limit: number }

/** Lines of a portal's chain, newest first, next to the place asked for: a line's number. */
export async function auditLines(
  tx: Tx,
  { operation, actor, subject, subjects, before, after, limit }: AuditQuery,
) {
  let query = tx.db
    .selectFrom('audit_lines')
    .select([
      'seq',
      'at',
      'operation',
      'outcome',
      'actor',
      'actor_name',
      'on_behalf_of',
      'through',
      'subject',
      'reason',
      'details',
      'ip',
      'request_id',
    ])
    .orderBy('seq', before === undefined ? 'desc' : 'asc')
    .limit(limit)
  if (operation) query = query.where('operation', '=', operation)
  if (actor) query = query.where('actor', '=', actor)
  if (subject) query = query.where('subject', '=', subject)
  if (subjects) query = query.where('subject', 'in', [...subjects])
  if (after !== undefined) query = query.where('seq', '<', after)
  if (before !== undefined) query = query.where('seq', '>', before)
  const rows = await query.execute()
  return before === undefined ? rows : rows.toReversed()
}

/** Lines looked through for what can be filtered by; older ones are found once the filter is set. */
const RECENT = 1000

/** The operations and actors of late, for the filters. */
export async function auditChoices(tx: Tx) {
  const recent = tx.db
    .selectFrom('audit_lines')
    .select(['operation', 'actor', 'actor_name', 'seq'])
    .orderBy('seq', 'desc')
    .limit(RECENT)
    .as('recent')
  const [operations, actors] = await Promise.all([
    tx.db.selectFrom(recent).select('operation').distinct().execute(),
    tx.db
      .selectFrom(recent)
      .select(['actor', 'actor_name'])
      .distinctOn('actor')
      .orderBy('actor')
      .orderBy('seq', 'desc')
      .execute(),
  ])
  return { operations: operations.map(({ operation }) => operation), actors }
}

/** Lines in a portal's chain, known by its head. */
export const chainLength = async (tx: Tx): Promise<number> =>
  (await tx.db.selectFrom('audit_heads').select('seq').executeTakeFirst())?.seq ?? 0

/** Names of those the lines are about, by row id. */
export async function namesOf(tx: Tx, persons: readonly string[]) {
  if (persons.length === 0) return new Map<string, string>()
  const rows = await tx.db
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('id', 'in', [...persons])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whether there is, or was, a portal with this id; the transaction must be set to it. */
export const portalExists = async (tx: Tx, portal: string): Promise<boolean> =>
  (await tx.db.selectFrom('portals').select('id').where('id', '=', portal).executeTakeFirst()) !==
  undefined
