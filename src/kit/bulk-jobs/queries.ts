import type { Instant } from '../clock.ts'
import type { Tx } from '../db/database.ts'
import type { Counts, BulkJob, RowOutcome, BulkJobState } from './bulk-job.ts'

const COLUMNS = [
  'id',
  'kind',
  'state',
  'begun_by',
  'begun_by_name',
  'begun_at',
  'since',
  'done_before',
  'changed_at',
  'total',
  'done',
  'counts',
] as const

const toBulkJob = (row: {
  id: string
  kind: string
  state: string
  begun_by: string
  begun_by_name: string
  begun_at: Instant
  since: Instant
  done_before: number
  changed_at: Instant
  total: number
  done: number
  counts: unknown
}): BulkJob => ({
  id: row.id,
  kind: row.kind,
  state: row.state as BulkJobState,
  begunBy: { id: row.begun_by, name: row.begun_by_name },
  begunAt: row.begun_at,
  since: row.since,
  doneBefore: row.done_before,
  changedAt: row.changed_at,
  total: row.total,
  done: row.done,
  counts: row.counts as Counts,
})

/**
 * Inserts a bulk job without its rows, which follow in the same transaction.
 * @returns false where there is one by this id already, or is at this very moment: of a form sent twice,
 * one begins
 */
export async function insertBulkJob(
  tx: Tx,
  bulkJob: {
    id: string
    kind: string
    by: { id: string; name: string }
    input: unknown
    now: Instant
  },
): Promise<boolean> {
  const row = await tx.db
    .insertInto('works')
    .values({
      id: bulkJob.id,
      kind: bulkJob.kind,
      state: 'finished',
      input: JSON.stringify(bulkJob.input),
      begun_by: bulkJob.by.id,
      begun_by_name: bulkJob.by.name,
      begun_at: bulkJob.now,
      since: bulkJob.now,
      changed_at: bulkJob.now,
      total: 0,
      counts: '{}',
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Starts a bulk job whose rows are inserted; one without rows is finished at once. */
export async function startBulkJob(tx: Tx, id: string, total: number): Promise<void> {
  await tx.db
    .updateTable('works')
    .set({ total, state: total === 0 ? 'finished' : 'running' })
    .where('id', '=', id)
    .execute()
}

export async function findBulkJob(
  tx: Tx,
  id: string,
  { lock = false } = {},
): Promise<BulkJob | null> {
  let query = tx.db.selectFrom('works').select(COLUMNS).where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row ? toBulkJob(row) : null
}

/** A portal's bulk jobs, newest first. @param after row id of the one the page follows */
export async function listBulkJobs(
  tx: Tx,
  { limit, after, kinds }: { limit: number; after?: string; kinds?: readonly string[] },
): Promise<BulkJob[]> {
  let query = tx.db.selectFrom('works').select(COLUMNS).orderBy('id', 'desc').limit(limit)
  if (after !== undefined) query = query.where('id', '<', after)
  if (kinds) query = query.where('kind', 'in', [...kinds])
  return (await query.execute()).map(toBulkJob)
}

/**
 * Locks a running bulk job to continue it; null where it does not run, another process has it, or its portal is
 * shut.
 */
export async function takeBulkJob(
  tx: Tx,
  id: string,
): Promise<(BulkJob & { input: unknown }) | null> {
  const row = await tx.db
    .selectFrom('works')
    .innerJoin('portals', 'portals.id', 'works.portal_id')
    .select([...COLUMNS.map((column) => `works.${column}` as const), 'works.input'])
    .where('works.id', '=', id)
    .where('works.state', '=', 'running')
    .where('portals.status', 'not in', ['suspended', 'cancelled'])
    .forUpdate('works')
    .skipLocked()
    .executeTakeFirst()
  return row ? { ...toBulkJob(row), input: row.input } : null
}

/** One thing to be done. */
export interface BulkJobRow {
  n: number
  person: string | null
  sealed: Buffer | null
}

// Planned anew for each batch, as the table may have grown by all of a bulk job since a plan was kept.

/** The next rows of a locked bulk job, in their order. */
export const nextRows = (tx: Tx, bulkJob: BulkJob, limit: number) =>
  tx.run<BulkJobRow>(
    `select n, person_id as person, sealed from work_rows
     where portal_id = $1 and work_id = $2 and n > $3 order by n limit $4`,
    [tx.portal, bulkJob.id, bulkJob.done, limit],
  )

/** Saves the outcomes of a batch of a locked bulk job. @returns the bulk job as it is then */
export async function saveBatch(
  tx: Tx,
  bulkJob: BulkJob,
  rows: readonly BulkJobRow[],
  outcomes: readonly RowOutcome[],
  { counts, now }: { counts: Counts; now: Instant },
): Promise<BulkJob> {
  const done = bulkJob.done + rows.length
  const state: BulkJobState = done === bulkJob.total ? 'finished' : 'running'
  await Promise.all([
    tx.run(
      `update work_rows r set outcome = o.outcome, detail = o.detail, sealed = null,
         person_id = coalesce(o.person, r.person_id)
       from unnest($3::int[], $4::text[], $5::jsonb[], $6::uuid[]) as o (n, outcome, detail, person)
       where r.portal_id = $1 and r.work_id = $2 and r.n = o.n and r.n between $7 and $8`,
      [
        tx.portal,
        bulkJob.id,
        rows.map(({ n }) => n),
        outcomes.map(({ outcome }) => outcome),
        outcomes.map(({ detail }) => (detail ? JSON.stringify(detail) : null)),
        outcomes.map(({ person }) => person ?? null),
        // So that no way of joining looks at other rows.
        rows[0]?.n ?? 0,
        rows.at(-1)?.n ?? 0,
      ],
    ),
    tx.db
      .updateTable('works')
      .set({ done, state, counts: JSON.stringify(counts), changed_at: now })
      .where('id', '=', bulkJob.id)
      .execute(),
  ])
  return { ...bulkJob, done, state, counts, changedAt: now }
}

/** Stops a locked bulk job, or lets it run again. */
export async function setBulkJobState(
  tx: Tx,
  bulkJob: BulkJob,
  state: 'running' | 'cancelled',
  now: Instant,
): Promise<void> {
  await tx.db
    .updateTable('works')
    .set({
      state,
      changed_at: now,
      ...(state === 'running' ? { since: now, done_before: bulkJob.done } : {}),
    })
    .where('id', '=', bulkJob.id)
    .execute()
}

/** What became of each row, in their order, with the name and e-mail of whom it is about. */
export const bulkJobRows = (
  tx: Tx,
  bulkJob: string,
  { after = 0, limit, outcome }: { after?: number; limit: number; outcome?: string },
) =>
  tx.run<{
    n: number
    person: string | null
    name: string | null
    email: string | null
    outcome: string | null
    detail: Record<string, unknown> | null
    /** What the mail server said when it refused this row's mail for good. */
    mailRefused: string | null
  }>(
    `select r.n, r.person_id as person, p.name, p.email, r.outcome, r.detail, m.failure as "mailRefused"
     from work_rows r left join persons p on p.portal_id = $1 and p.id = r.person_id
       left join mails m on m.portal_id = $1 and m.work_id = $2 and m.person_id = r.person_id
         and m.state = 'failed'
     where r.portal_id = $1 and r.work_id = $2 and r.n > $3 and ($5::text is null or r.outcome = $5)
     order by r.n limit $4`,
    [tx.portal, bulkJob, after, limit, outcome ?? null],
  )

/** Everything that runs, of every portal. Needs the installation's scope. */
export const runningBulkJobs = (tx: Tx) =>
  tx.run<{ portal: string; work: string; kind: string }>(
    `select portal_id as portal, id as work, kind from works where state = 'running' order by id`,
  )
