import { dropFact, keepFact, statedAs } from '../../identity/index.ts'
import type { Work } from '../../kit/operation.ts'
import { clientsOf } from './queries.ts'

/** A client may be asked for the number of their case when they register: it is a fact of each of theirs. */
const about = ({ portal }: Work, person: string) =>
  ({ portal, person, fact: 'case_number' }) as const

export const learnNumber = (work: Work, person: string, number: string): Promise<void> =>
  keepFact(work.tx, work.installation.keys, about(work, person), statedAs.case_number.parse(number))

export const forgetNumber = (work: Work, person: string, number: string): Promise<void> =>
  dropFact(work.tx, about(work, person), {
    keys: work.installation.keys,
    value: statedAs.case_number.parse(number),
  })

/** After a case has been renumbered: its clients state the new one, and the old one no longer. */
export async function relearnNumber(
  work: Work,
  { id, from, to }: { id: string; from: string; to: string },
): Promise<void> {
  for (const person of await clientsOf(work.tx, work.portal, id)) {
    await forgetNumber(work, person, from)
    await learnNumber(work, person, to)
  }
}
