import type { Tx } from '../../../kit/db/database.ts'
import type { Keys } from '../../../kit/keys.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-code.ts'

/** Makes ten, in the place of those there were. @returns them, to be shown once */
export async function renewCodes(tx: Tx, keys: Keys, person: string): Promise<string[]> {
  await dropCodes(tx, person)
  const key = await keys.of(tx, tx.portal)
  const codes = newRecoveryCodes()
  await tx.db
    .insertInto('recovery_codes')
    .values(
      codes.map((code) => ({
        person_id: person,
        hash: hashRecoveryCode(key, person, code),
      })),
    )
    .execute()
  return codes
}

/** @returns whether it was one of theirs; of any number of uses at once, one was first */
export async function useCode(
  tx: Tx,
  keys: Keys,
  about: { person: string; code: string },
): Promise<boolean> {
  const { person, code } = about
  const used = await tx.db
    .deleteFrom('recovery_codes')
    .where('person_id', '=', person)
    .where('hash', '=', hashRecoveryCode(await keys.of(tx, tx.portal), person, code))
    .executeTakeFirst()
  return used.numDeletedRows > 0n
}

export async function dropCodes(tx: Tx, person: string): Promise<void> {
  await tx.db.deleteFrom('recovery_codes').where('person_id', '=', person).execute()
}
