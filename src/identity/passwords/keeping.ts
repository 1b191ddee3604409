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
  { tx, portal }: Pick<OperationContext, 'tx' | 'portal'>,
  person: string,
  { passwordHash: hash, short }: Chosen,
): Promise<Refusal | null> {
  if (short && !hasFactor(await factorsOf(tx, portal, person)))
    return invalidField('password', 'password_long')
  await setPassword(tx, { portal, person, hash, short })
  await forgetPending(tx, portal, person)
  return null
}
