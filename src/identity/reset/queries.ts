import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { sql } from 'kysely'

/** The tokens of live reset links. */
const ofLive = (tx: Tx) =>
  tx.db.updateTable('tokens').where('purpose', '=', 'reset').where('used_at', 'is', null)

/** The live link's seed, when it was issued, and how often it was mailed. */
export const liveSeed = (
  tx: Tx,
  person: string,
): Promise<{ seed: Buffer | null; issued_at: Instant; mails: number } | undefined> =>
  tx.db
    .selectFrom('tokens')
    .select(['seed', 'issued_at', 'mails'])
    .where('person_id', '=', person)
    .where('purpose', '=', 'reset')
    .where('used_at', 'is', null)
    .where('retired_at', 'is', null)
    .executeTakeFirst()

export async function setSeed(tx: Tx, person: string, seed: Buffer): Promise<void> {
  await ofLive(tx)
    .set({ seed })
    .where('person_id', '=', person)
    .where('retired_at', 'is', null)
    .execute()
}

/** Its hour begins anew, as the mail says. */
export async function noteMailedAgain(tx: Tx, person: string, expires: Instant): Promise<void> {
  await ofLive(tx)
    .set({ mails: sql`mails + 1`, expires_at: expires })
    .where('person_id', '=', person)
    .where('retired_at', 'is', null)
    .execute()
}
