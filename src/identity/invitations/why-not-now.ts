import type { Work } from '../../kit/operation.ts'
import { factOf, hasFact } from '../facts/queries.ts'
import type { ContactRole, Person } from '../persons/person.ts'
import type { PersonKind } from '../../gate/index.ts'
import { whyNotInvited, type WhyNot } from './invitation.ts'

type Row = Pick<Person, 'id' | 'contact_role' | 'email' | 'activated_at' | 'disabled_at'> & {
  kind: string
}

/** `whyNotInvited`, or another rule, of a locked person; part of an operation. */
export async function whyNotNow(
  { tx, portal }: Work,
  person: Row,
  rule = whyNotInvited,
): Promise<WhyNot | null> {
  const fact = await factOf(tx, portal)
  return rule({
    kind: person.kind as PersonKind,
    role: person.contact_role as ContactRole | null,
    email: person.email,
    hasFact: await hasFact(tx, { portal, person: person.id, fact }),
    activated: person.activated_at !== null,
    disabled: person.disabled_at !== null,
  })
}
