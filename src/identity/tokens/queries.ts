import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { hashToken } from '../../kit/tokens.ts'
import { ATTEMPTS, type Purpose, type Token } from './token.ts'

/** Keeps a token by its hash, which retires the person's earlier one for the same purpose. */
export async function insertToken(
  tx: Tx,
  about: { person: string; purpose: Purpose; now: Instant; expires: Instant },
  hash: Buffer,
): Promise<void> {
  await retireTokens(tx, about)
  await tx.db
    .insertInto('tokens')
    .values({
      hash,
      purpose: about.purpose,
      person_id: about.person,
      issued_at: about.now,
      expires_at: about.expires,
    })
    .execute()
  if (about.purpose === 'activation')
    await tx.db
      .updateTable('persons')
      .set({ invited_at: about.now })
      .where('id', '=', about.person)
      .execute()
}

/** Retires a person's live tokens: all, or those for one purpose. */
export async function retireTokens(
  tx: Tx,
  about: { person: string; purpose?: Purpose; now: Instant },
): Promise<void> {
  let update = tx.db
    .updateTable('tokens')
    .set({ retired_at: about.now })
    .where('person_id', '=', about.person)
    .where('used_at', 'is', null)
    .where('retired_at', 'is', null)
  if (about.purpose) update = update.where('purpose', '=', about.purpose)
  await update.execute()
}

/** Finds a token by its secret, locked when it is about to be spent: one of any number of uses gets it live. */
export async function findToken(
  tx: Tx,
  { token, purpose, lock }: { token: string; purpose: Purpose; lock: boolean },
): Promise<(Token & { hash: Buffer }) | undefined> {
  let query = tx.db
    .selectFrom('tokens')
    .select(['hash', 'person_id', 'expires_at', 'used_at', 'retired_at', 'opened_at'])
    .where('hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
  if (lock) query = query.forUpdate()
  return query.executeTakeFirst()
}

/** Whose invitation this was, dead or alive. */
export const personOfToken = (tx: Tx, hash: Buffer) =>
  tx.db
    .selectFrom('tokens')
    .select('person_id')
    .where('hash', '=', hash)
    .where('purpose', '=', 'activation')
    .executeTakeFirst()

/** The code that a person may use, locked: what counts is counted on it, whatever was typed. */
export const lockCode = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('tokens')
    .select(['hash', 'person_id', 'expires_at', 'used_at', 'retired_at'])
    .where('person_id', '=', person)
    .where('purpose', '=', 'code')
    .where('used_at', 'is', null)
    .where('retired_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

/**
 * Counts a failed identity check on a locked token; the last one kills it.
 * @returns how many there were, 0 without a token
 */
export async function countWrong(tx: Tx, hash: Buffer, now: Instant): Promise<number> {
  const row = await tx.db
    .updateTable('tokens')
    .set({
      attempts: sql`attempts + 1`,
      opened_at: sql`coalesce(opened_at, ${now.toString()}::timestamptz)`,
      retired_at: sql`case when attempts + 1 >= ${ATTEMPTS} then ${now.toString()}::timestamptz end`,
    })
    .where('hash', '=', hash)
    .returning('attempts')
    .executeTakeFirst()
  return row?.attempts ?? 0
}

/** Notes the first sign of a person on a link's page. */
export async function markOpened(
  tx: Tx,
  { person, hash, now }: { person: string; hash: Buffer; now: Instant },
): Promise<void> {
  await tx.db
    .updateTable('tokens')
    .set({ opened_at: now })
    .where('hash', '=', hash)
    .where('opened_at', 'is', null)
    .execute()
  await tx.db
    .updateTable('persons')
    .set({ opened_at: now })
    .where('id', '=', person)
    .where('opened_at', 'is', null)
    .execute()
}

/** Marks a locked token as used. */
export async function spendToken(tx: Tx, hash: Buffer, now: Instant): Promise<void> {
  await tx.db.updateTable('tokens').set({ used_at: now }).where('hash', '=', hash).execute()
}

/** The invitation that is out, run out or not; undefined where it was used, retired or never sent. */
export const invitationOf = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('tokens')
    .select(['issued_at', 'expires_at'])
    .where('person_id', '=', person)
    .where('purpose', '=', 'activation')
    .where('used_at', 'is', null)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
