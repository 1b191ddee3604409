import {
  dropIdentityCheck,
  keepIdentityCheck,
  identityCheckSchemas,
} from '../../../identity/index.ts'
import type { OperationContext } from '../../../kit/operation.ts'
import { clientsOf } from './queries.ts'

/**
 * A client may be asked for the number of their case when they register: it is an identity check of each of
 * theirs.
 */
const about = ({ portal }: OperationContext, person: string) =>
  ({ portal, person, fact: 'case_number' }) as const

export const learnNumber = (op: OperationContext, person: string, number: string): Promise<void> =>
  keepIdentityCheck(
    op.tx,
    op.installation.keys,
    about(op, person),
    identityCheckSchemas.case_number.parse(number),
  )

export const forgetNumber = (op: OperationContext, person: string, number: string): Promise<void> =>
  dropIdentityCheck(op.tx, about(op, person), {
    keys: op.installation.keys,
    value: identityCheckSchemas.case_number.parse(number),
  })

/** After a case has been renumbered: its clients state the new one, and the old one no longer. */
export async function relearnNumber(
  op: OperationContext,
  { id, from, to }: { id: string; from: string; to: string },
): Promise<void> {
  for (const person of await clientsOf(op.tx, id)) {
    await forgetNumber(op, person, from)
    await learnNumber(op, person, to)
  }
}
