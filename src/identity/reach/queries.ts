import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { stateOfPerson } from '../registration-state/queries.ts'
import type { RegistrationState } from '../registration-state/state.ts'
import type { WhyNot } from '../invitations/invitation.ts'
import { WHY_NOT_SQL } from '../invitations/queries.ts'

/** Whether somebody gets in, whether a mail comes to them, and what keeps them from being invited. */
export interface Reachable {
  id: string
  name: string
  email: string | null
  language: string | null
  state: RegistrationState
  whyNot: WhyNot | null
}

/** How several people of the transaction's portal can be reached, by name; those that are not there are left out. */
export async function reachOf(
  tx: Tx,
  persons: readonly string[],
  now: Instant,
): Promise<Reachable[]> {
  if (persons.length === 0) return []
  const [people, reasons] = await Promise.all([
    tx.db
      .selectFrom('persons as p')
      .select(['p.id', 'p.name', 'p.email', 'p.language'])
      .select(stateOfPerson(now).as('state'))
      .where('p.id', 'in', persons)
      .orderBy('p.name')
      .orderBy('p.id')
      .execute(),
    tx.run<{ id: string; why: WhyNot | null }>(
      `select p.id, ${WHY_NOT_SQL} as why from persons p where p.portal_id = $1 and p.id = any($2)`,
      [tx.portal, persons],
    ),
  ])
  const why = new Map(reasons.map(({ id, why }) => [id, why]))
  return people.map((one) => ({ ...one, whyNot: why.get(one.id) ?? null }))
}
