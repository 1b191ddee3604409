import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'

interface NewDraft {
  id: string
  form: string
  hash: Buffer
  sealed: Buffer
  now: Instant
  expires: Instant
}

/** Keeps a draft, and forgets some that nobody came back to. */
export async function insertDraft(
  tx: Tx,
  { id, form, hash, sealed, now, expires }: NewDraft,
): Promise<void> {
  await tx.db
    .insertInto('form_drafts')
    .values({ id, form_id: form, token_hash: hash, sealed, kept_at: now, expires_at: expires })
    .execute()
  const old = tx.db
    .selectFrom('form_drafts')
    .select('id')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(100)
  await tx.db.deleteFrom('form_drafts').where('id', 'in', old).execute()
}

export const draftOf = (tx: Tx, form: string, hash: Buffer, now: Instant) =>
  tx.db
    .selectFrom('form_drafts')
    .select(['id', 'sealed'])
    .where('form_id', '=', form)
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst()

export async function deleteDraft(tx: Tx, form: string, hash: Buffer): Promise<void> {
  await tx.db
    .deleteFrom('form_drafts')
    .where('form_id', '=', form)
    .where('token_hash', '=', hash)
    .execute()
}

/** Counts that a form was seen or begun on a day. */
export async function countStep(
  tx: Tx,
  { form, step, day }: { form: string; step: 'seen' | 'begun'; day: string },
): Promise<void> {
  await tx.db
    .insertInto('form_counts')
    .values({ form_id: form, day, [step]: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['portal_id', 'form_id', 'day'])
        .doUpdateSet({ [step]: sql<number>`form_counts.${sql.ref(step)} + 1` }),
    )
    .execute()
}
