import { sql } from 'kysely'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Span } from '../../../kit/due/queue.ts'
import type { Why } from '../procedure.ts'
import type { Cause } from '../trigger.ts'
import type { RunLine } from './log.ts'
import type { Outcome, Run, RunState } from './run.ts'

const RUN_COLUMNS = [
  'procedure_runs.id',
  'procedure_id as procedure',
  'happened',
  'case_id as case',
  'person_id as person',
  'chain',
  'state',
  'due_at as dueAt',
  'why',
  'outcomes',
  'tries',
] as const

type Raw = { happened: unknown; state: string; why: unknown; outcomes: unknown }

const readRun = <R extends Raw>(row: R) => ({
  ...row,
  happened: row.happened as Run['happened'],
  state: row.state as RunState,
  why: row.why as Why | null,
  outcomes: row.outcomes as Outcome[],
})

/** Held until the commit, so that it begins once and each step is finished once. */
export async function lockRun(tx: Tx, id: string): Promise<(Run & { busy: boolean }) | undefined> {
  const row = await tx.db
    .selectFrom('procedure_runs')
    .select(RUN_COLUMNS)
    .select(sql<boolean>`coalesce(busy_until > clock_timestamp(), false)`.as('busy'))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && readRun(row)
}

/** What a run followed from, for one that follows from it. */
export async function parentRun(
  tx: Tx,
  id: string,
): Promise<Pick<Run, 'procedure' | 'chain' | 'dueAt'> | undefined> {
  return tx.db
    .selectFrom('procedure_runs')
    .select(['procedure_id as procedure', 'chain', 'due_at as dueAt'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export interface NewRun {
  id: string
  procedure: string
  cause: Cause
  chain: readonly string[]
  dueAt: Instant
  /** Why it is not to be done at all; null where it waits. */
  why: Why | null
  now: Instant
}

/**
 * Notes that a cause set a procedure going.
 * @returns false where that is known already, or case or person are gone by now
 */
export async function insertRun(tx: Tx, run: NewRun): Promise<boolean> {
  const rows = await tx.run(
    `insert into procedure_runs (portal_id, id, procedure_id, cause, happened, case_id, person_id, chain,
       due_at, why, state, finished_at, created_at)
     select $1::uuid, $2::uuid, $3::uuid, $4::text, $5::jsonb, $6::uuid, $7::uuid, $8::text[], $9::timestamptz,
       $10::jsonb, case when $10 is null then 'waiting' else 'skipped' end,
       case when $10 is null then null else $11::timestamptz end, $11::timestamptz
     where ($6::uuid is null or exists (select from cases where portal_id = $1 and id = $6))
       and ($7::uuid is null or exists (select from persons where portal_id = $1 and id = $7))
     on conflict (portal_id, procedure_id, cause) do nothing returning id`,
    [
      tx.portal,
      run.id,
      run.procedure,
      run.cause.key,
      JSON.stringify({ on: run.cause.on, stage: run.cause.stage }),
      run.cause.case,
      run.cause.person,
      run.chain,
      run.dueAt,
      run.why && JSON.stringify(run.why),
      run.now,
    ],
  )
  return rows.length > 0
}

/** How long nobody else takes up a run that somebody is at; each step begins it anew. */
const BUSY_SECONDS = 60

/** Writes a locked run's progress, and keeps it for whoever is at it until it is finished. */
export async function writeRun(
  tx: Tx,
  id: string,
  run: {
    state: RunState
    why?: Why
    outcomes?: readonly Outcome[]
    tries?: number
    finished_at?: Instant
  },
): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  await tx.run(
    `update procedure_runs set state = $3, why = coalesce($4, why), outcomes = coalesce($5, outcomes),
       tries = coalesce($6, tries), finished_at = $7,
       busy_until = case when $3 = 'running' then clock_timestamp() + make_interval(secs => $8) end
     where portal_id = $1 and id = $2`,
    [
      tx.portal,
      id,
      run.state,
      json(run.why),
      json(run.outcomes),
      run.tries ?? null,
      run.finished_at ?? null,
      BUSY_SECONDS,
    ],
  )
}

/**
 * Leaves a run that cannot be gone on with alone for so long, and lets its portal's others come first.
 * @param tries how often more it has been begun than its row says
 */
export async function putOffRun(tx: Tx, id: string, { tries = 0 } = {}): Promise<void> {
  await tx.run(
    `update procedure_runs set busy_until = clock_timestamp() + make_interval(secs => $3), tries = tries + $4
     where portal_id = $1 and id = $2`,
    [tx.portal, id, BUSY_SECONDS, tries],
  )
}

/** Lets what waits for a stage go on meaning that one when it is renamed. */
export async function renameInWaiting(
  tx: Tx,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.run(
    `update procedure_runs set happened = jsonb_set(happened, '{stage}', to_jsonb($3::text))
     where portal_id = $1 and state = 'waiting' and happened ->> 'stage' = $2`,
    [tx.portal, from, to],
  )
}

/** What is due by now and in nobody's hands: what waits, and what was cut off. */
const dueRuns = (tx: Tx, now: Instant) =>
  tx.db
    .selectFrom('procedure_runs')
    .innerJoin('portals', 'portals.id', 'procedure_runs.portal_id')
    .where('state', 'in', ['waiting', 'running'])
    .where('due_at', '<=', now)
    .where(sql<boolean>`coalesce(busy_until < clock_timestamp(), true)`)
    // Suspended, a portal keeps its own until it is back.
    .where('portals.status', 'not in', ['suspended', 'cancelled'])

/** The one that is due first. */
export async function nextDueRun(tx: Tx, now: Instant): Promise<string | null> {
  const row = await dueRuns(tx, now)
    .select('procedure_runs.id')
    .orderBy('due_at')
    .orderBy('procedure_runs.id')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Needs the installation's scope. */
export const portalsWithDueRuns = (tx: Tx, now: Instant): Promise<{ portal: string }[]> =>
  dueRuns(tx, now)
    .select('portal_id as portal')
    .groupBy('portal_id')
    .orderBy((of) => of.fn.min('due_at'))
    .execute()

/** A procedure's runs, the newest first. @param asked.state `waiting` finds also what is under way */
export async function runsPage(
  tx: Tx,
  procedure: string,
  range: { state?: RunState; after?: string; limit: number },
): Promise<RunLine[]> {
  let query = tx.db
    .selectFrom('procedure_runs')
    .leftJoin('cases', (join) => join.onRef('cases.id', '=', 'case_id'))
    .leftJoin('persons', (join) => join.onRef('persons.id', '=', 'person_id'))
    .select(RUN_COLUMNS)
    .select([
      'procedure_runs.created_at as createdAt',
      'finished_at as finishedAt',
      'cases.number as caseNumber',
      'cases.title as caseTitle',
      'persons.name as personName',
    ])
    .where('procedure_id', '=', procedure)
    .orderBy('procedure_runs.id', 'desc')
    .limit(range.limit)
  if (range.state)
    query = query.where(
      'state',
      'in',
      range.state === 'waiting' ? ['waiting', 'running'] : [range.state],
    )
  if (range.after) query = query.where('procedure_runs.id', '<', range.after)
  return (await query.execute()).map(readRun)
}

/** How many runs of a procedure wait, or are under way. */
export async function countWaiting(tx: Tx, procedure: string): Promise<number> {
  const { count } = await tx.db
    .selectFrom('procedure_runs')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('procedure_id', '=', procedure)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  return count
}

/** How many runs fall due within a span. Needs the installation's scope. */
export async function runsFalling(tx: Tx, { from, until }: Span): Promise<number> {
  const row = await tx.db
    .selectFrom('procedure_runs')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('state', '=', 'waiting')
    .where('due_at', '>', from)
    .where('due_at', '<=', until)
    .executeTakeFirstOrThrow()
  return row.n
}
