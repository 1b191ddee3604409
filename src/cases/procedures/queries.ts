import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { PORTAL } from '../../kit/db/portal-compiler.ts'
import { startableFlows, type Said } from '../../flows/index.ts'
import type { Action } from './action.ts'
import type { Condition } from './condition.ts'
import type { Procedure, Rules } from './procedure.ts'
import type { Trigger } from './trigger.ts'

/** A procedure with what is shown of it. */
export interface ProcedureRow extends Procedure {
  author: string
  authorName: string
  createdAt: Instant
}

const procedures = (tx: Tx) =>
  tx.db
    .selectFrom('procedures')
    .innerJoin('persons', (join) => join.onRef('persons.id', '=', 'procedures.author_id'))
    .select([
      'procedures.id',
      'procedures.name',
      'trigger',
      'conditions',
      'actions',
      'active_since as activeSince',
      'removed_at as removedAt',
      'version',
      'author_id as author',
      'persons.name as authorName',
      'procedures.created_at as createdAt',
    ])

type Raw = Omit<ProcedureRow, keyof Rules> & Record<keyof Rules, unknown>

/** What is kept was validated when it was written, and is row ids where people see others. */
const read = (row: Raw): ProcedureRow => ({
  ...row,
  trigger: row.trigger as Trigger,
  conditions: row.conditions as Condition[],
  actions: row.actions as Action[],
})

/** One of the portal's, also a removed one. */
export async function procedureById(tx: Tx, id: string): Promise<ProcedureRow | undefined> {
  const row = await procedures(tx).where('procedures.id', '=', id).executeTakeFirst()
  return row && read(row)
}

/** The same, held until the commit; not one that was removed. */
export async function lockProcedure(tx: Tx, id: string): Promise<ProcedureRow | undefined> {
  const row = await procedures(tx)
    .where('procedures.id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate('procedures')
    .executeTakeFirst()
  return row && read(row)
}

export interface Listed extends ProcedureRow {
  waiting: number
  failed: number
  lastRunAt: Instant | null
}

/** All of a portal's, the oldest first: there are never many. */
export async function listProcedures(tx: Tx): Promise<Listed[]> {
  const runs = <T>(what: string) =>
    sql<T>`(select ${sql.raw(what)} from procedure_runs r
      where r.portal_id = ${PORTAL} and r.procedure_id = procedures.id)`
  const rows = await procedures(tx)
    .select([
      runs<number>(`count(*) filter (where r.state in ('waiting', 'running'))::int`).as('waiting'),
      runs<number>(`count(*) filter (where r.state = 'failed')::int`).as('failed'),
      runs<Instant | null>('max(r.finished_at)').as('lastRunAt'),
    ])
    .where('removed_at', 'is', null)
    .orderBy('procedures.id')
    .execute()
  return rows.map((row) => ({ ...row, ...read(row) }))
}

/** Those that were on before something happened. */
export async function activeBefore(tx: Tx, at: Instant): Promise<ProcedureRow[]> {
  const rows = await procedures(tx)
    .where('active_since', '<=', at)
    .orderBy('procedures.id')
    .execute()
  return rows.map(read)
}

/** Whoever adds one waits here for whoever does so too: what is counted stays so till the commit. */
export async function countProcedures(tx: Tx): Promise<number> {
  const { count } = await tx.db
    .selectFrom('procedures')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

interface Written extends Rules {
  name: string
  author: string
}

const rulesOf = ({ trigger, conditions, actions }: Rules) => ({
  trigger: JSON.stringify(trigger),
  conditions: JSON.stringify(conditions),
  actions: JSON.stringify(actions),
})

const columnsOf = ({ name, author, ...rules }: Written) => ({
  name,
  author_id: author,
  ...rulesOf(rules),
})

/** Writes the rules of a procedure that means the same as before, by whomever it was written. */
export async function rewriteRules(tx: Tx, id: string, rules: Rules): Promise<void> {
  await tx.db
    .updateTable('procedures')
    .set({ ...rulesOf(rules), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export async function insertProcedure(
  tx: Tx,
  { id, now, on, ...written }: Written & { id: string; now: Instant; on: boolean },
): Promise<void> {
  await tx.db
    .insertInto('procedures')
    .values({
      id,
      ...columnsOf(written),
      active_since: on ? now : null,
      created_at: now,
    })
    .execute()
}

/** Writes a locked procedure's changes. */
export async function changeProcedureRow(
  tx: Tx,
  id: string,
  change: Written | { active_since: Instant | null; removed_at?: Instant; author_id?: string },
): Promise<void> {
  await tx.db
    .updateTable('procedures')
    .set({ ...('trigger' in change ? columnsOf(change) : change), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Names that rules may mention. */
export interface Mentioned {
  types: string[]
  stages: string[]
  companies: string[]
  fields: { id: string; label: string }[]
  /** Those that can be started. */
  flows: { id: string; name: Said }[]
}

/** What a portal calls things, for the form and to hold rules against. */
export async function mentionable(tx: Tx): Promise<Mentioned> {
  const names = (table: 'case_types' | 'case_stages') =>
    tx.db.selectFrom(table).select('name').orderBy('position').orderBy('name').execute()
  const [types, stages, companies, fields, flows] = await Promise.all([
    names('case_types'),
    names('case_stages'),
    tx.db.selectFrom('companies').select('name').orderBy('name').limit(200).execute(),
    tx.db
      .selectFrom('custom_fields')
      .select(['id', 'label'])
      .orderBy('position')
      .orderBy('id')
      .execute(),
    startableFlows(tx),
  ])
  const name = (row: { name: string }) => row.name
  return {
    types: types.map(name),
    stages: stages.map(name),
    companies: companies.map(name),
    fields,
    flows,
  }
}
