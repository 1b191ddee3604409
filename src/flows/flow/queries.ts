import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { PORTAL } from '../../kit/db/portal-compiler.ts'
import type { Said } from '../step/said.ts'
import type { Step } from '../step/step.ts'
import type { Flow, FlowVersion } from './flow.ts'

const COLUMNS = [
  'flows.id',
  'flows.name',
  'flows.mandatory',
  'flows.draft',
  'flows.published',
  'flows.removed_at as removedAt',
  'flows.version',
] as const

/** What is kept was validated when it was written. */
const read = <R extends { name: unknown; draft: unknown }>(row: R) => ({
  ...row,
  name: row.name as Said,
  draft: row.draft as Step[],
})

/** The same, held until the commit; not one that was removed. */
export async function lockFlow(tx: Tx, id: string): Promise<Flow | undefined> {
  const row = await tx.db
    .selectFrom('flows')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row && read(row)
}

/** A flow with what is shown of it. */
export interface FlowRow extends Flow {
  createdAt: Instant
  /** The draft is otherwise than what people start with. */
  isChanged: boolean
  /** People in it, of any version: under way, of them stuck, and through. */
  open: number
  stuck: number
  done: number
}

const flows = (tx: Tx) => {
  const runs = (what: string) =>
    sql<number>`(select count(*)::int from flow_runs r
      where r.portal_id = ${PORTAL} and r.flow_id = flows.id and ${sql.raw(what)})`
  return tx.db
    .selectFrom('flows')
    .leftJoin('flow_versions as v', (join) =>
      join.onRef('v.flow_id', '=', 'flows.id').onRef('v.number', '=', 'flows.published'),
    )
    .select(COLUMNS)
    .select([
      'flows.created_at as createdAt',
      sql<boolean>`coalesce(v.steps <> flows.draft or v.name <> flows.name
        or v.mandatory <> flows.mandatory, false)`.as('isChanged'),
      runs(`r.state = 'open'`).as('open'),
      runs(`r.state = 'open' and r.stuck_at is not null`).as('stuck'),
      runs(`r.state = 'done'`).as('done'),
    ])
}

/** One of the portal's, also a removed one. */
export async function flowById(tx: Tx, id: string): Promise<FlowRow | undefined> {
  const row = await flows(tx).where('flows.id', '=', id).executeTakeFirst()
  return row && read(row)
}

/** All of a portal's, the oldest first: there are never many. */
export async function listFlows(tx: Tx): Promise<FlowRow[]> {
  const rows = await flows(tx).where('removed_at', 'is', null).orderBy('flows.id').execute()
  return rows.map(read)
}

/** Those that can be started, with what they are called for those who start. */
export async function startableFlows(
  tx: Tx,
): Promise<{ id: string; name: Said; mandatory: boolean }[]> {
  const rows = await tx.db
    .selectFrom('flows as f')
    .innerJoin('flow_versions as v', (join) =>
      join.onRef('v.flow_id', '=', 'f.id').onRef('v.number', '=', 'f.published'),
    )
    .select(['f.id', 'v.name', 'v.mandatory'])
    .where('f.removed_at', 'is', null)
    .orderBy('f.id')
    .execute()
  return rows.map((row) => ({ ...row, name: row.name as Said }))
}

export const countFlows = async (tx: Tx): Promise<number> =>
  (
    await tx.db
      .selectFrom('flows')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow()
  ).count

export async function insertFlow(
  tx: Tx,
  { id, name, mandatory, now }: Pick<Flow, 'id' | 'name' | 'mandatory'> & { now: Instant },
): Promise<void> {
  const row = { id, name: JSON.stringify(name), mandatory, draft: '[]', created_at: now }
  await tx.db.insertInto('flows').values(row).execute()
}

/** Writes a locked flow's changes. */
export async function updateFlow(
  tx: Tx,
  id: string,
  { name, draft, removedAt, ...changes }: Partial<Omit<Flow, 'id' | 'version'>>,
): Promise<void> {
  await tx.db
    .updateTable('flows')
    .set({
      ...changes,
      ...(name && { name: JSON.stringify(name) }),
      ...(draft && { draft: JSON.stringify(draft) }),
      ...(removedAt && { removed_at: removedAt }),
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
}

export async function insertVersion(
  tx: Tx,
  version: FlowVersion & { now: Instant; by: string | null },
): Promise<void> {
  const { flow, number, name, mandatory, steps, now, by } = version
  await tx.db
    .insertInto('flow_versions')
    .values({
      flow_id: flow,
      number,
      name: JSON.stringify(name),
      mandatory,
      steps: JSON.stringify(steps),
      published_at: now,
      published_by: by,
    })
    .execute()
}

export async function versionOf(
  tx: Tx,
  flow: string,
  number: number,
): Promise<FlowVersion | undefined> {
  const row = await tx.db
    .selectFrom('flow_versions')
    .select(['flow_id as flow', 'number', 'name', 'mandatory', 'steps'])
    .where('flow_id', '=', flow)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && { ...row, name: row.name as Said, steps: row.steps as Step[] }
}

/** When a flow was published, and by whom, the newest first. */
export const versionsOf = (tx: Tx, flow: string, limit: number) =>
  tx.db
    .selectFrom('flow_versions as v')
    .leftJoin('persons as p', (join) => join.onRef('p.id', '=', 'v.published_by'))
    .select(['v.number', 'v.published_at as at', 'p.name as by'])
    .where('v.flow_id', '=', flow)
    .orderBy('v.number', 'desc')
    .limit(limit)
    .execute()

/** Whether a version shows a file, so that it stays for those who have read it. */
export async function isPublished(tx: Tx, flow: string, file: string): Promise<boolean> {
  const there = JSON.stringify([{ files: [file] }])
  const row = await tx.db
    .selectFrom('flow_versions')
    .select('number')
    .where('flow_id', '=', flow)
    .where(sql<boolean>`steps @> ${there}::jsonb`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** People at each step, by its row id: of those who are under way, whatever version they are in. */
export async function countAtSteps(tx: Tx, flow: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db
    .selectFrom('flow_runs')
    .select(['step_id as step', sql<number>`count(*)::int`.as('count')])
    .where('flow_id', '=', flow)
    .where('state', '=', 'open')
    .groupBy('step_id')
    .execute()
  return new Map(rows.map(({ step, count }) => [step!, count]))
}

/** Whom somebody reaches who is stuck in it. */
export const helpersOf = (tx: Tx, flow: string) =>
  tx.db
    .selectFrom('flow_helpers as h')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'h.person_id'))
    .select([
      'p.id',
      'p.name',
      'p.email',
      'p.language',
      sql<boolean>`p.activated_at is not null and p.disabled_at is null`.as('isThere'),
    ])
    .where('h.flow_id', '=', flow)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute()

/** @returns how many of these people work in the portal */
export async function countStaff(tx: Tx, people: readonly string[]): Promise<number> {
  const row = await tx.db
    .selectFrom('persons')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('id', 'in', people)
    .where('kind', '=', 'staff')
    .executeTakeFirstOrThrow()
  return row.count
}

export async function setHelpers(tx: Tx, flow: string, people: readonly string[]): Promise<void> {
  await tx.db.deleteFrom('flow_helpers').where('flow_id', '=', flow).execute()
  await tx.db
    .insertInto('flow_helpers')
    .values(people.map((person) => ({ flow_id: flow, person_id: person })))
    .execute()
}

/** What a flow is called, for whatever else belongs to it. */
export async function nameOfFlow(tx: Tx, id: string, hold?: 'hold'): Promise<Said | null> {
  const flow = tx.db.selectFrom('flows').select('name').where('id', '=', id)
  const row = await (hold ? flow.forKeyShare() : flow).executeTakeFirst()
  return row ? (row.name as Said) : null
}

/** Those who work in the portal, to choose who helps. */
export const staffOf = (tx: Tx) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('kind', '=', 'staff')
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .limit(200)
    .execute()
