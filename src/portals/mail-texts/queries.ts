import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'

interface Which {
  portal: string
  kind: string
  language: string
}

/** Keeps a mail in the portal's own words, in the place of the earlier ones. */
export async function keepMailText(
  tx: Tx,
  { kind, language }: Which,
  { now, ...text }: { subject: string; body: string; now: Instant },
): Promise<void> {
  await tx.db
    .insertInto('mail_texts')
    .values({ kind, language, ...text, changed_at: now })
    .onConflict((conflict) =>
      conflict.columns(['portal_id', 'kind', 'language']).doUpdateSet({ ...text, changed_at: now }),
    )
    .execute()
}

/** Goes back to the shipped words. @returns false where there were no others */
export async function dropMailText(tx: Tx, { kind, language }: Which): Promise<boolean> {
  const dropped = await tx.db
    .deleteFrom('mail_texts')
    .where('kind', '=', kind)
    .where('language', '=', language)
    .executeTakeFirst()
  return dropped.numDeletedRows > 0n
}
