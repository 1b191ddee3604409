import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import { holdPerson } from '../../identity/index.ts'
import type { Said } from '../step/said.ts'
import type { Step } from '../step/step.ts'
import type { Run, RunState, StepOutcome, StepState } from './run.ts'

const runs = (tx: Tx) =>
  tx.db
    .selectFrom('flow_runs as r')
    .innerJoin('flow_versions as v', (join) =>
      join.onRef('v.flow_id', '=', 'r.flow_id').onRef('v.number', '=', 'r.number'),
    )
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'r.person_id'))
    .leftJoin('persons as a', (join) => join.onRef('a.id', '=', 'r.assigned_by'))
    .select([
      'r.id',
      'r.flow_id as flow',
      'r.number',
      'r.person_id as person',
      'p.name as personName',
      'v.name',
      'r.mandatory',
      'v.steps',
      'r.state',
      'r.assigned_at as assignedAt',
      'a.name as assignedBy',
      'r.started_at as startedAt',
      'r.step_id as step',
      'r.step_since as stepSince',
      'r.finished',
      'r.stuck_at as stuckAt',
      'r.sealed_stuck as sealedStuck',
      'r.ended_at as endedAt',
      'r.sealed_reason as sealedReason',
    ])
    .$narrowType<{ state: RunState }>()

const read = <R extends { name: unknown; steps: unknown }>(row: R) => ({
  ...row,
  name: row.name as Said,
  steps: row.steps as Step[],
})

export async function runById(tx: Tx, id: string): Promise<Run | undefined> {
  const row = await runs(tx).where('r.id', '=', id).executeTakeFirst()
  return row && read(row)
}

/** A run whose person is held: nobody else changes it. */
export async function holdRun(tx: Tx, id: string): Promise<Run | undefined> {
  const row = await tx.db
    .selectFrom('flow_runs')
    .select('person_id as person')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  await holdPerson(tx, row.person)
  return runById(tx, id)
}

export interface RunsQuery {
  person?: string
  flow?: string
  states?: readonly RunState[]
  /** Id of the run that these come before; the newest come first. */
  before?: string
  limit: number
}

export async function listRuns(tx: Tx, query: RunsQuery): Promise<Run[]> {
  const { person, flow, states, before, limit } = query
  let rows = runs(tx).orderBy('r.id', 'desc').limit(limit)
  if (person) rows = rows.where('r.person_id', '=', person)
  if (flow) rows = rows.where('r.flow_id', '=', flow)
  if (states) rows = rows.where('r.state', 'in', states)
  if (before) rows = rows.where('r.id', '<', before)
  return (await rows.execute()).map(read)
}

/** Where a page of those who are under way goes on; `stuck` is `infinity` for who is not. */
export interface WaitingPlace {
  stuck: string
  since: string
  id: string
}

const STUCK = sql<Instant>`coalesce(r.stuck_at, 'infinity')`

/** Those who are under way: who is stuck first, then who has been at their step the longest. */
export async function waitingRuns(
  tx: Tx,
  { flow, after, limit }: { flow?: string; after?: WaitingPlace; limit: number },
): Promise<Run[]> {
  let rows = runs(tx)
    .where('r.state', '=', 'open')
    .orderBy(STUCK)
    .orderBy('r.step_since')
    .orderBy('r.id')
    .limit(limit)
  if (flow) rows = rows.where('r.flow_id', '=', flow)
  if (after)
    rows = rows.where(
      sql<boolean>`(${STUCK}, r.step_since, r.id) >
        (${after.stuck}::timestamptz, ${after.since}::timestamptz, ${after.id}::uuid)`,
    )
  return (await rows.execute()).map(read)
}

export const countRunsOf = (tx: Tx, person: string, most: number): Promise<number> =>
  countUpTo(tx, tx.db.selectFrom('flow_runs').select('id').where('person_id', '=', person), most)

export async function hasOpenRun(
  tx: Tx,
  { flow, person }: { flow: string; person: string },
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('flow_runs')
    .select('id')
    .where('flow_id', '=', flow)
    .where('person_id', '=', person)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return row !== undefined
}

/** Row ids of people who are in a flow, of those. */
export async function peopleIn(
  tx: Tx,
  flow: string,
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set()
  const rows = await tx.db
    .selectFrom('flow_runs')
    .select('person_id')
    .where('flow_id', '=', flow)
    .where('person_id', 'in', people)
    .where('state', '=', 'open')
    .execute()
  return new Set(rows.map(({ person_id }) => person_id))
}

interface NewRun extends Pick<
  Run,
  'id' | 'flow' | 'number' | 'person' | 'mandatory' | 'startedAt'
> {
  steps: readonly Step[]
  by: string | null
  now: Instant
}

export async function insertRun(tx: Tx, run: NewRun): Promise<void> {
  const { id, flow, number, person, mandatory, startedAt, steps, by, now } = run
  await tx.db
    .insertInto('flow_runs')
    .values({
      id,
      flow_id: flow,
      number,
      person_id: person,
      mandatory,
      state: 'open',
      assigned_at: now,
      assigned_by: by,
      started_at: startedAt,
      step_id: steps[0]!.id,
      step_since: now,
      steps: steps.length,
    })
    .execute()
}

export async function outcomesOf(tx: Tx, runs: readonly string[]): Promise<StepOutcome[]> {
  if (runs.length === 0) return []
  return tx.db
    .selectFrom('flow_run_steps as s')
    .leftJoin('persons as p', (join) => join.onRef('p.id', '=', 's.by_id'))
    .select([
      's.run_id as run',
      's.step_id as step',
      's.state',
      's.at',
      's.by_id as by',
      'p.name as byName',
      's.language',
      's.sealed_reason as sealedReason',
    ])
    .where('s.run_id', 'in', runs)
    .orderBy('s.at')
    .$narrowType<{ state: StepState }>()
    .execute()
}

export async function insertOutcome(
  tx: Tx,
  { run, step, state, at, by, language, sealedReason }: Omit<StepOutcome, 'byName'>,
): Promise<void> {
  await tx.db
    .insertInto('flow_run_steps')
    .values({
      run_id: run,
      step_id: step,
      state,
      at,
      by_id: by,
      language,
      sealed_reason: sealedReason,
    })
    .execute()
}

/** Writes how far somebody is, whose person is held. */
export async function moveRun(
  tx: Tx,
  { id, step, now }: { id: string; step: string | null; now: Instant },
): Promise<void> {
  await tx.db
    .updateTable('flow_runs')
    .set({
      step_id: step,
      step_since: now,
      started_at: sql<Instant>`coalesce(started_at, ${now})`,
      finished: sql<number>`finished + 1`,
      stuck_at: null,
      sealed_stuck: null,
      ...(step === null && { state: 'done', ended_at: now }),
    })
    .where('id', '=', id)
    .execute()
}

/** A step was skipped that they are not at yet. */
export async function countSkipped(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('flow_runs')
    .set({ finished: sql<number>`finished + 1` })
    .where('id', '=', id)
    .execute()
}

export async function endRunRow(
  tx: Tx,
  { id, now, sealedReason }: { id: string; now: Instant; sealedReason: Buffer | null },
): Promise<void> {
  await tx.db
    .updateTable('flow_runs')
    .set({
      state: 'ended',
      step_id: null,
      ended_at: now,
      stuck_at: null,
      sealed_stuck: null,
      sealed_reason: sealedReason,
    })
    .where('id', '=', id)
    .execute()
}

export async function setStuck(
  tx: Tx,
  { id, now, sealed }: { id: string; now: Instant; sealed: Buffer | null },
): Promise<void> {
  await tx.db
    .updateTable('flow_runs')
    .set({ stuck_at: now, sealed_stuck: sealed })
    .where('id', '=', id)
    .execute()
}

/** Writes onto somebody’s own row which mandatory run stands before the portal: the oldest that is open. */
export async function showAtGate(tx: Tx, person: string): Promise<void> {
  const first = await tx.db
    .selectFrom('flow_runs')
    .select('id')
    .where('person_id', '=', person)
    .where('state', '=', 'open')
    .where('mandatory', '=', true)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  await tx.db
    .updateTable('persons')
    .set({ open_flow: first?.id ?? null })
    .where('id', '=', person)
    .execute()
}

/** What waited for a payment begins now. */
export async function beginRuns(tx: Tx, person: string, now: Instant): Promise<void> {
  await tx.db
    .updateTable('flow_runs')
    .set({ started_at: now, step_since: now })
    .where('person_id', '=', person)
    .where('state', '=', 'open')
    .where('started_at', 'is', null)
    .execute()
}

/** Runs of a card that goes become those of the one that is left; of two of one flow that are open, its own stays. */
export async function moveRuns(
  tx: Tx,
  { kept, other }: { kept: string; other: string },
  now: Instant,
): Promise<void> {
  const open = await tx.db
    .selectFrom('flow_runs as r')
    .innerJoin('flow_runs as k', (join) =>
      join
        .onRef('k.flow_id', '=', 'r.flow_id')
        .on('k.person_id', '=', kept)
        .on('k.state', '=', 'open'),
    )
    .select('r.id')
    .where('r.person_id', '=', other)
    .where('r.state', '=', 'open')
    .execute()
  for (const { id } of open) await endRunRow(tx, { id, now, sealedReason: null })
  await tx.db
    .updateTable('flow_runs')
    .set({ person_id: kept })
    .where('person_id', '=', other)
    .execute()
  await showAtGate(tx, kept)
}
