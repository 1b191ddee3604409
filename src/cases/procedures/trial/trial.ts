import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { isAboutContact, isAboutOne, planFor, type Plan, type Procedure } from '../procedure.ts'
import { casesOf, clientsOfCases, contactsOf } from '../subjects/queries.ts'
import type { Subject } from '../subjects/subject.ts'
import { openCases, ranFor, someContacts } from './queries.ts'

/** What a procedure would do, were it set going by this. */
export interface Trial {
  subject: Subject
  plan: Plan
  /** It has run for this before, by whatever cause. */
  ranBefore: boolean
}

export interface TrialPage {
  trials: Trial[]
  /** Row id that the next page begins after: a case's, or a contact's where there is no case. */
  next: string | null
}

/**
 * Tries a procedure dry on what there is, a page at a time, the newest first: open cases, each of their
 * clients where it is about one of them, or contacts. The same rules as when it is carried out, and
 * nothing is written.
 */
export async function tryDry(
  tx: Tx,
  procedure: Procedure,
  { now, ...range }: { after?: string; limit: number; now: Instant },
): Promise<TrialPage> {
  const { trigger } = procedure
  const more = { ...range, limit: range.limit + 1 }
  const rows = isAboutContact(trigger)
    ? await someContacts(tx, more)
    : await openCases(tx, {
        ...more,
        stage: trigger.on === 'stage_entered' ? trigger.stage : undefined,
      })
  const ids = rows.slice(0, range.limit)
  const subjects = isAboutContact(trigger)
    ? await aloneOf(tx, ids, now)
    : await withCases(tx, ids, { now, oneByOne: isAboutOne(trigger) })
  const people = isAboutContact(trigger) ? ids : []
  const before = await ranFor(tx, procedure.id, { cases: ids, people })
  return {
    trials: subjects.map((subject) => {
      const one = isAboutOne(trigger) ? subject.contacts[0]?.id : undefined
      const ranBefore = before.has(`${subject.case?.id ?? '-'} ${one ?? '-'}`)
      return { subject, plan: planFor(procedure, subject), ranBefore }
    }),
    next: rows.length > range.limit ? ids.at(-1)! : null,
  }
}

async function aloneOf(tx: Tx, ids: readonly string[], now: Instant): Promise<Subject[]> {
  const contacts = await contactsOf(tx, ids, now)
  return ids.flatMap((id) => {
    const contact = contacts.get(id)
    return contact ? [{ case: null, contacts: [contact] }] : []
  })
}

async function withCases(
  tx: Tx,
  ids: readonly string[],
  { now, oneByOne }: { now: Instant; oneByOne: boolean },
): Promise<Subject[]> {
  const [cases, clients] = await Promise.all([casesOf(tx, ids), clientsOfCases(tx, ids, now)])
  return ids.flatMap((id): Subject[] => {
    const of = cases.get(id)
    const contacts = clients.get(id) ?? []
    if (!of) return []
    return oneByOne
      ? contacts.map((contact) => ({ case: of, contacts: [contact] }))
      : [{ case: of, contacts }]
  })
}
