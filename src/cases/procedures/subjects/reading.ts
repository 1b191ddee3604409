import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { isAboutContact, isAboutOne } from '../procedure.ts'
import type { Trigger } from '../trigger.ts'
import { casesOf, clientsOfCases, contactsOf } from './queries.ts'
import type { Subject } from './subject.ts'

/** What a run is about, as it is now. Somebody who is no client of the case any more is not in it. */
export async function readSubject(
  tx: Tx,
  trigger: Pick<Trigger, 'on'>,
  about: { case: string | null; person: string | null },
  now: Instant,
): Promise<Subject> {
  if (isAboutContact(trigger)) {
    const contacts = await contactsOf(tx, about.person ? [about.person] : [], now)
    return { case: null, contacts: [...contacts.values()] }
  }
  const ids = about.case ? [about.case] : []
  const [cases, clients] = await Promise.all([casesOf(tx, ids), clientsOfCases(tx, ids, now)])
  const all = clients.get(about.case ?? '') ?? []
  return {
    case: cases.get(about.case ?? '') ?? null,
    contacts: isAboutOne(trigger) ? all.filter(({ id }) => id === about.person) : all,
  }
}
