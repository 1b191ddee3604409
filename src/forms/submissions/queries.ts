import { sql } from 'kysely'
import { containing } from '../../kit/db/containing.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Definition, FormRow } from '../form/form.ts'
import type { SubmissionRow, SubmissionState } from './submission.ts'

const COLUMNS = [
  'id',
  'form_id',
  'version',
  'state',
  'person_id',
  'filled_by',
  'created_contact',
  'language',
  'sealed',
  'sealed_differences',
  'sent_at',
  'completed_at',
] as const

export interface NewSubmission {
  id: string
  form: FormRow
  challenge?: Buffer
  filledBy?: string
  language: string
  sealed: Buffer
  now: Instant
}

/** Keeps what was sent, and the form as it is now. @returns false where this very form was sent before */
export async function insertSubmission(
  tx: Tx,
  { id, form, challenge, filledBy, language, sealed, now }: NewSubmission,
): Promise<boolean> {
  await tx.db
    .insertInto('form_versions')
    .values({
      form_id: form.id,
      version: form.version,
      definition: sql<never>`${JSON.stringify(form.definition)}::jsonb`,
    })
    .onConflict((conflict) => conflict.columns(['portal_id', 'form_id', 'version']).doNothing())
    .execute()
  const { numInsertedOrUpdatedRows = 0n } = await tx.db
    .insertInto('form_submissions')
    .values({
      id,
      form_id: form.id,
      version: form.version,
      state: 'received',
      challenge,
      filled_by: filledBy,
      language,
      sealed,
      sent_at: now,
    })
    .onConflict((conflict) => conflict.columns(['portal_id', 'challenge']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

const one = (tx: Tx) => tx.db.selectFrom('form_submissions').select(COLUMNS)

export const lockSubmission = async (tx: Tx, id: string): Promise<SubmissionRow | undefined> =>
  (await one(tx).where('id', '=', id).forUpdate().executeTakeFirst()) as SubmissionRow | undefined

export const submissionById = async (tx: Tx, id: string): Promise<SubmissionRow | undefined> =>
  (await one(tx).where('id', '=', id).executeTakeFirst()) as SubmissionRow | undefined

/** What a submission is called where its files lie: by the form; for `Holder`. */
export async function nameOfSubmission(tx: Tx, id: string, hold?: 'hold'): Promise<string | null> {
  const named = tx.db
    .selectFrom('form_submissions as s')
    .innerJoin('forms as f', (join) => join.onRef('f.id', '=', 's.form_id'))
    .select('f.name')
    .where('s.id', '=', id)
  const row = await (hold ? named.forKeyShare('s') : named).executeTakeFirst()
  return row?.name ?? null
}

export async function definitionOf(tx: Tx, form: string, version: number): Promise<Definition> {
  const row = await tx.db
    .selectFrom('form_versions')
    .select('definition')
    .where('form_id', '=', form)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return row.definition as unknown as Definition
}

/** Of all who are completed for one e-mail at a time one goes on, until its commit. */
export async function holdEmail(tx: Tx, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`form ${tx.portal} ${email}`}, 0))`.execute(
    tx.db,
  )
}

export const personWith = (tx: Tx, email: string) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'kind', 'activated_at', 'disabled_at', 'invited_at'])
    .where('email', '=', email)
    .forUpdate()
    .executeTakeFirst()

export interface SubmissionChange {
  state: SubmissionState
  person_id?: string | null
  created_contact?: boolean
  sealed?: Buffer
  sealed_differences?: Buffer | null
  completed_at?: Instant
}

export async function changeSubmission(
  tx: Tx,
  id: string,
  change: SubmissionChange,
): Promise<void> {
  await tx.db.updateTable('form_submissions').set(change).where('id', '=', id).execute()
}

export const toNotify = (tx: Tx, ids: readonly string[]) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'email', 'language'])
    .where('id', 'in', ids)
    .where('kind', '=', 'staff')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute()

export interface SubmissionsQuery {
  form: string
  state?: SubmissionState
  /** Nobody has invited them yet, and they could be. */
  uninvited?: boolean
  search?: string
  limit: number
  after?: { sent_at: string; id: string }
}

/** What was sent with a form, the newest first, each with whose it is. */
export function submissionsOf(tx: Tx, query: SubmissionsQuery) {
  const { form, state, uninvited, search, limit, after } = query
  let rows = tx.db
    .selectFrom('form_submissions as s')
    .leftJoin('persons as p', (join) => join.onRef('p.id', '=', 's.person_id'))
    .select(['s.id', 's.version', 's.state', 's.sent_at', 's.sealed', 's.created_contact'])
    .select(['s.person_id', 's.filled_by', 'p.name', 'p.email', 'p.invited_at', 'p.activated_at'])
    .where('s.form_id', '=', form)
    .orderBy('s.sent_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit)
  if (state) rows = rows.where('s.state', '=', state)
  if (uninvited)
    rows = rows
      .where('p.invited_at', 'is', null)
      .where('p.activated_at', 'is', null)
      .where('p.contact_role', '<>', 'lead')
  if (search) {
    const like = containing(search)
    rows = rows.where((is) => is.or([is('p.name', 'ilike', like), is('p.email', 'ilike', like)]))
  }
  if (after)
    rows = rows.where((is) =>
      is(
        is.refTuple('s.sent_at', 's.id'),
        '<',
        is.tuple(sql<Instant>`${after.sent_at}::timestamptz`, after.id),
      ),
    )
  return rows.execute()
}

/** How far those came who saw a form. */
export async function countSteps(tx: Tx, form: string) {
  const [counts, completed] = await Promise.all([
    tx.db
      .selectFrom('form_counts')
      .select((of) => [
        of.fn.coalesce(of.fn.sum<number>('seen'), sql<number>`0`).as('seen'),
        of.fn.coalesce(of.fn.sum<number>('begun'), sql<number>`0`).as('begun'),
      ])
      .where('form_id', '=', form)
      .executeTakeFirstOrThrow(),
    tx.db
      .selectFrom('form_submissions as s')
      .leftJoin('persons as p', (join) => join.onRef('p.id', '=', 's.person_id'))
      .select((of) => of.fn.countAll<number>().as('completed'))
      .select(
        sql<number>`count(distinct p.id) filter (where p.activated_at is not null)`.as(
          'registered',
        ),
      )
      .where('s.form_id', '=', form)
      .executeTakeFirstOrThrow(),
  ])
  return {
    seen: counts.seen,
    begun: counts.begun,
    completed: completed.completed,
    registered: completed.registered,
  }
}
