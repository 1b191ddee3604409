import type { OperationContext } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { hasFactor } from '../factor-state/factor.ts'
import { factorsOf, forgetPending } from '../factor-state/queries.ts'
import { setPassword } from '../persons/queries.ts'

/** A password that was checked, as it is stored. */
export interface Chosen {
  passwordHash: string
  /** Shorter than a password may be without a second factor. */
  short: boolean
}

/**
 * Keeps the password that a locked person has chosen; part of an operation. A short one leans on a factor
 * that may have been removed since it was checked. No half-finished sign-in outlives the password before.
 * @returns why not, or null
 */
export async function keepPassword(
  { tx }: Pick<OperationContext, 'tx'>,
  person: string,
  { passwordHash: hash, short }: Chosen,
): Promise<Refusal | null> {
  if (short && !hasFactor(await factorsOf(tx, person)))
    return invalidField('password', 'password_long')
  await setPassword(tx, { person, hash, short })
  await forgetPending(tx, person)
  return null
}
