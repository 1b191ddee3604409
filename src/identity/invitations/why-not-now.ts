import type { OperationContext } from '../../kit/operation.ts'
import { identityCheckOf, hasIdentityCheck } from '../identity-checks/queries.ts'
import type { ContactRole, Person } from '../persons/person.ts'
import type { PersonKind } from '../../gate/index.ts'
import { whyNotInvited, type WhyNot } from './invitation.ts'

type Row = Pick<Person, 'id' | 'contact_role' | 'email' | 'activated_at' | 'disabled_at'> & {
  kind: string
}

/** `whyNotInvited`, or another rule, of a locked person; part of an operation. */
export async function whyNotNow(
  { tx, portal }: OperationContext,
  person: Row,
  rule = whyNotInvited,
): Promise<WhyNot | null> {
  const fact = await identityCheckOf(tx)
  return rule({
    kind: person.kind as PersonKind,
    role: person.contact_role as ContactRole | null,
    email: person.email,
    hasIdentityCheck: await hasIdentityCheck(tx, { portal, person: person.id, fact }),
    activated: person.activated_at !== null,
    disabled: person.disabled_at !== null,
  })
}
