import type { Instant } from '../../kit/clock.ts'
import { violatedKey } from '../../kit/db/unique-violation.ts'
import type { Tx } from '../../kit/db/database.ts'

/** An e-mail that waits for its proof. */
export interface NewEmail {
  email: string
  asked_at: Instant
}

export const newEmailOf = (tx: Tx, person: string): Promise<NewEmail | undefined> =>
  tx.db
    .selectFrom('new_emails')
    .select(['email', 'asked_at'])
    .where('person_id', '=', person)
    .executeTakeFirst()

/** In the place of one that waited before. */
export async function keepNewEmail(
  tx: Tx,
  { person, email, now }: { person: string; email: string; now: Instant },
): Promise<void> {
  await tx.db
    .insertInto('new_emails')
    .values({ person_id: person, email, asked_at: now })
    .onConflict((conflict) =>
      conflict.columns(['portal_id', 'person_id']).doUpdateSet({ email, asked_at: now }),
    )
    .execute()
}

/** @returns false where none waited */
export async function dropNewEmail(tx: Tx, person: string): Promise<boolean> {
  const dropped = await tx.db
    .deleteFrom('new_emails')
    .where('person_id', '=', person)
    .executeTakeFirst()
  return dropped.numDeletedRows > 0n
}

/** Whether somebody signs in with an e-mail already. */
export const isEmailTaken = async (tx: Tx, email: string): Promise<boolean> =>
  (await tx.db.selectFrom('persons').select('id').where('email', '=', email).executeTakeFirst()) !==
  undefined

/** @returns false where somebody else has it by now */
export const setEmail = async (
  tx: Tx,
  { person, email }: { person: string; email: string },
): Promise<boolean> =>
  (await violatedKey(tx, () =>
    tx.db.updateTable('persons').set({ email }).where('id', '=', person).execute(),
  )) === null

/** Codes for signing in that were mailed to somebody. */
export async function dropMailedCodes(tx: Tx, person: string): Promise<void> {
  await tx.db.deleteFrom('sign_in_codes').where('person_id', '=', person).execute()
}
