import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { hashToken, newToken } from '../../kit/tokens.ts'
import { insertToken } from './queries.ts'
import type { Purpose } from './token.ts'

/**
 * Issues a token, which retires the person's earlier one for the same purpose.
 * @param about.secret of 256 bits, where it must be one that is known already
 * @returns the secret for the mail
 */
export async function issueToken(
  tx: Tx,
  about: {
    person: string
    purpose: Purpose
    now: Instant
    expires: Instant
    secret?: string
  },
): Promise<string> {
  const token = about.secret ?? newToken().token
  await insertToken(tx, about, hashToken(token))
  return token
}
