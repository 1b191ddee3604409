import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Tx } from '../../kit/db/database.ts'
import type { OperationContext } from '../../kit/operation.ts'

/**
 * Under the portal's key, since forty bits could be tried out on a stolen table; with the person in it, so
 * that it is theirs alone.
 */
export async function hashCode(
  { tx, portal, installation }: Pick<OperationContext, 'tx' | 'portal' | 'installation'>,
  person: string,
  code: string,
): Promise<Buffer> {
  const key = await installation.keys.of(tx, portal)
  const own = Buffer.from(hkdfSync('sha256', key, '', 'registration_codes', 32))
  return createHmac('sha256', own)
    .update(JSON.stringify([person, code]))
    .digest()
}

/** Whether the code has this hash; without a hash false, after the same work. */
export async function sameCode(
  op: Pick<OperationContext, 'tx' | 'portal' | 'installation'>,
  person: string,
  code: string,
  hash: Buffer | undefined,
): Promise<boolean> {
  const typed = await hashCode(op, person, code)
  return hash !== undefined && hash.length === typed.length && timingSafeEqual(typed, hash)
}

/** Gives somebody a name for signing in. @returns false where it is taken */
export async function setUserName(
  tx: Tx,
  { person, userName }: { person: string; userName: string },
): Promise<boolean> {
  const keyInUse = await tx.db
    .selectFrom('persons')
    .select('id')
    .where('user_name', '=', userName)
    .where('id', '<>', person)
    .executeTakeFirst()
  if (keyInUse) return false
  await tx.db.updateTable('persons').set({ user_name: userName }).where('id', '=', person).execute()
  return true
}
