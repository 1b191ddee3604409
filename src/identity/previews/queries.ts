import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'

/** Both people of a preview, held as they are, so that disabling one either refuses it or ends it. */
export const holdBoth = (tx: Tx, persons: readonly [string, string]) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'kind', 'name', 'activated_at', 'disabled_at'])
    .where('id', 'in', [...persons])
    .orderBy('id')
    .forShare()
    .execute()

/** The session a preview is to run beside, locked: two that begin at once do so one after the other. */
export async function lockSession(
  tx: Tx,
  about: { session: string; person: string },
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', about.session)
    .where('person_id', '=', about.person)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export const letsActOnBehalf = async (tx: Tx): Promise<boolean> =>
  (await tx.db.selectFrom('portals').select('act_on_behalf').executeTakeFirstOrThrow())
    .act_on_behalf

/** Ends what runs, or ran out, beside a session, or one preview. @returns how many ended */
export async function endPreviews(
  tx: Tx,
  about: { now: Instant } & ({ session: string } | { preview: string }),
): Promise<number> {
  let ending = tx.db
    .updateTable('previews')
    .set({ ended_at: sql<Instant>`least(expires_at, ${about.now})`, hash: null })
    .where('ended_at', 'is', null)
  ending =
    'session' in about
      ? ending.where('session_id', '=', about.session)
      : ending.where('id', '=', about.preview)
  return Number((await ending.executeTakeFirst()).numUpdatedRows)
}

export interface NewPreview {
  portal: string
  id: string
  hash: Buffer
  session: string
  staff: string
  client: string
  reason: string
  acts: boolean
  now: Instant
  expires: Instant
}

export async function insertPreview(tx: Tx, preview: NewPreview): Promise<void> {
  await tx.db
    .insertInto('previews')
    .values({
      id: preview.id,
      hash: preview.hash,
      session_id: preview.session,
      staff_id: preview.staff,
      client_id: preview.client,
      reason: preview.reason,
      acts: preview.acts,
      started_at: preview.now,
      expires_at: preview.expires,
    })
    .execute()
}

/** Who looked at the portal as this person sees it, newest first; without the reason, which is the staff's. */
export const previewsOf = (tx: Tx, client: string) =>
  tx.db
    .selectFrom('previews')
    .innerJoin('persons', (join) => join.onRef('persons.id', '=', 'previews.staff_id'))
    .select([
      'previews.id',
      'persons.name as staff',
      'previews.acts',
      'previews.started_at',
      'previews.expires_at',
      'previews.ended_at',
    ])
    .where('previews.client_id', '=', client)
    .orderBy('previews.id', 'desc')
    .limit(100)
    .execute()

export type PreviewLine = Awaited<ReturnType<typeof previewsOf>>[number]
