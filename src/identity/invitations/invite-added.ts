import type { OperationContext } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { IdentityCheck } from '../identity-checks/identity-check.ts'
import { identityCheckOf } from '../identity-checks/queries.ts'
import { refuse } from '../refusals.ts'
import { sendAgain } from './send-again.ts'

/** Of what clients state when they register, the field of their card that has it; a case is no part of that. */
const STATED: Readonly<Record<IdentityCheck, string | null>> = {
  digits: 'digits',
  birth_date: 'birthDate',
  case_number: null,
}

/** What else keeps somebody from being invited, by the field of their card that mends it. */
const MENDED_AT: Readonly<Record<string, string>> = { lead: 'role', no_email: 'email' }

/**
 * Invites somebody whose card the same operation has added; part of its transaction, so that there is either both or
 * nothing.
 * @returns what keeps them from it, told at the field of the card that mends it, or else at `invite`
 */
export async function inviteAdded(op: OperationContext, person: string): Promise<Refusal | null> {
  const sent = await sendAgain(op, { person })
  if (sent.ok) return null
  const { code, say } = sent
  if (code !== 'no_fact') return at(MENDED_AT[code] ?? 'invite')
  const field = STATED[await identityCheckOf(op.tx)]
  return field === null ? refuse('case_first', { field: 'invite' }) : at(field)

  function at(field: string): Refusal {
    return { ...(sent as Refusal), fields: [{ field, code, say }] }
  }
}
