import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import { allAudiences } from './audience.ts'
import type { Among } from './queries.ts'

/** Those whom somebody is among, whoever they are. */
export async function amongWhom(
  tx: Tx,
  installation: Pick<Installation, 'declared'>,
  person: string,
): Promise<Among> {
  const among = []
  for (const { kind, of } of allAudiences(installation))
    among.push({ kind, ids: await of(tx, person) })
  return among
}
