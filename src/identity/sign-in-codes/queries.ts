import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { SentCode } from '../mailed-code/code.ts'

export const takesCodes = async (tx: Tx): Promise<boolean> =>
  (await tx.db.selectFrom('portals').select('sign_in_by_code').executeTakeFirst())
    ?.sign_in_by_code ?? false

/** Keeps a new code, and takes away those that nobody can use any more. */
export async function insertCode(
  tx: Tx,
  code: {
    hash: Buffer
    codeHash: Buffer
    now: Instant
    expires: Instant
  },
): Promise<void> {
  await tx.db
    .deleteFrom('sign_in_codes')
    .where('expires_at', '<', code.now.subtract({ hours: 1 }))
    .execute()
  await tx.db
    .insertInto('sign_in_codes')
    .values({
      hash: code.hash,
      code_hash: code.codeHash,
      asked_at: code.now,
      expires_at: code.expires,
    })
    .execute()
}

/** Nobody's until it is mailed to somebody. @returns false where it is over by then */
export async function setPersonOfCode(
  tx: Tx,
  { hash, person, now }: { hash: Buffer; person: string; now: Instant },
): Promise<boolean> {
  const row = await tx.db
    .updateTable('sign_in_codes')
    .set({ person_id: person })
    .where('hash', '=', hash)
    .where('expires_at', '>', now)
    .returning('person_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Locked: of any number of tries at once, each is counted before the next is checked. */
export const lockCode = (
  tx: Tx,
  hash: Buffer,
): Promise<(SentCode & { person_id: string | null }) | undefined> =>
  tx.db
    .selectFrom('sign_in_codes')
    .select(['person_id', 'code_hash', 'tries', 'expires_at', 'used_at'])
    .where('hash', '=', hash)
    .forUpdate()
    .executeTakeFirst()

export async function countTry(
  tx: Tx,
  { hash, used }: { hash: Buffer; used: Instant | undefined },
): Promise<void> {
  await tx.db
    .updateTable('sign_in_codes')
    .set({ tries: sql`tries + 1`, ...(used ? { used_at: used } : {}) })
    .where('hash', '=', hash)
    .execute()
}
