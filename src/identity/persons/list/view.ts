import { z } from 'zod'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { id } from '../../../kit/ids.ts'
import { line, PERSON_STATUSES, type Person } from '../person.ts'
import { personById } from '../queries.ts'
import { personView, showPerson } from '../view.ts'
import { peoplePage } from './queries.ts'

/** A portal's people, as programs ask for them and are shown them. */
export const peopleQuery = z.strictObject({
  search: line(254).optional(),
  kind: z.enum(['staff', 'contact']).optional(),
  status: z.enum(PERSON_STATUSES).optional(),
  cursor: id('person').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const peopleView = z.object({
  people: z.array(personView).describe('By name'),
  next: z.string().nullable().describe('Send it as `cursor` for the people who follow'),
})

/** The transaction must be set to the portal. */
export async function showPeople(
  tx: Tx,
  portal: string,
  query: z.output<typeof peopleQuery>,
  now: Instant,
): Promise<z.output<typeof peopleView>> {
  const { cursor, limit, ...filter } = query
  const asked = { ...filter, now, afterPerson: cursor, limit: limit + 1 }
  const rows = (await peoplePage(tx, portal, asked)) as Person[]
  // Somebody who is not there begins the list.
  if (rows.length === 0 && cursor !== undefined && !(await personById(tx, portal, cursor)))
    return showPeople(tx, portal, { ...query, cursor: undefined }, now)
  const people = rows.slice(0, limit).map((person) => showPerson(person, now))
  return {
    people: people as z.output<typeof peopleView>['people'],
    next: rows.length > limit ? people.at(-1)!.id : null,
  }
}
